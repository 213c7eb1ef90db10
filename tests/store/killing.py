"""A process that puts one work.db in the place of another, killed at each line of it in turn. May not assert anything."""

import json
import shutil
from pathlib import Path

from tests.store.processes import run

_BODY = """
import json, shutil
from itertools import count
from contextlib import closing
from cm_desktop.domain.errors import Damaged
from cm_desktop.store.databases import schemas  # here, and not in each that is killed
from cm_desktop.store.copies.moving import take
from cm_desktop.store.copies.restoring import copies, restore

def dying(line):
    left = [line]
    def local(frame, event, _):
        if event == "line":
            left[0] -= 1
            if left[0] < 0:
                die()
        return local
    return lambda frame, event, _: local if frame.f_code.co_filename.endswith(WATCHED) else None

def killed_at(line):
    pid = os.fork()
    if pid == 0:
        {before}
        sys.settrace(dying(line))
        {deed}
        sys.settrace(None)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

def found():
    try:
        workspace = Workspace.open(folder, threads=False)
    except Damaged as error:
        return "damaged" if error.path == folder / "work.db" else "mistaken"
    with closing(workspace.reader()) as reader:
        rows = [f"{{row.state}}" for row in reader.entries()]
    workspace.close()
    return " ".join(rows)

WATCHED = {watched}

def killed_anew(line):
    shutil.rmtree(folder)
    shutil.copytree(folder.with_name("before"), folder)
    return killed_at(line)
"""
_AT_EACH_LINE = """
ends = []
for line in count():
    over = killed_anew(line) == 0
    ends.append((found(), sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())))
    if over:
        break
print(json.dumps(ends))
"""
_UNTIL_NOTHING_STANDS = """
line = 0
while killed_anew(line) and (folder / "work.db").exists():
    line += 1
"""


def put_by(folder: Path) -> Path:
    """The folder as it is now, to be killed over again. Nothing may have it open."""
    before = folder.with_name("before")
    shutil.copytree(folder, before)
    for left in before.glob("*-shm"):
        left.unlink()
    return before


def ends(folder: Path, deed: str, watched: tuple[str, ...], before: str = "pass") -> list[tuple[str, list[str]]]:
    """The rows that the next start finds, and the files, where the deed was killed at each line of the modules watched.

    The last was not killed. The deed is done after what comes `before`, on a copy of what was `put_by`.
    """
    printed = _done(folder, _BODY.format(deed=deed, before=before, watched=watched) + _AT_EACH_LINE)
    return [(there, files) for there, files in json.loads(printed)]


def half_way(folder: Path, deed: str, watched: tuple[str, ...], before: str = "pass") -> None:
    """Leave it as where the deed was killed at the first line at which no work.db stands, also as what was `put_by`."""
    _done(folder, _BODY.format(deed=deed, before=before, watched=watched) + _UNTIL_NOTHING_STANDS)
    shutil.rmtree(folder.with_name("before"))
    put_by(folder)


def _done(folder: Path, body: str) -> str:
    status, printed = run(folder, body)
    if status:
        raise AssertionError(printed)
    return printed
