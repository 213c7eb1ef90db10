"""How long it takes to look through a shared folder, beside reading whatever lies there, and to keep and erase what came.

    python -m benchmarks.bench_folder

Processor time, the best of some. May not assert anything.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from cm_desktop.approvals.folder import PLACE, FolderCarrier
from cm_desktop.domain.approvals.events import EventId
from cm_desktop.domain.approvals.keeping import Kept, SheetKind
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.people import KeyId, TeamId
from cm_desktop.domain.approvals.ports import Sheet
from cm_desktop.store.workspace import Workspace

SHEETS, SIZE = 5_000, 760
JUNK = 100_000
TRIES = 5
KEY, TEAM = KeyId("ab" * 32), TeamId("cd" * 16)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def took(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print one line a measure."""
    with TemporaryDirectory() as place:
        for line in (*looking(Path(place, "shared")), *keeping(Path(place, "workspace"))):
            print(line, flush=True)


def looking(root: Path) -> Iterator[str]:
    """A folder read for the first time and again, without junk and with it."""
    sheets = made()
    names = {sheet.name for sheet in sheets}
    ours = filled(root, sheets)
    first = min(took(lambda: read(carrier(root))) for _ in range(TRIES))
    naive = min(took(lambda: everything(root)) for _ in range(TRIES))
    yield f"{1000 * first:8.0f} ms  first scan of {SHEETS:,} sheets, 150 asked; all read and hashed: {1000 * naive:.0f} ms"
    again = carrier(root)
    yield f"{1000 * min(took(lambda: read(again, names)) for _ in range(TRIES)):8.0f} ms  scanned again, all known"
    again.missing(names)
    yield f"{1000 * took(lambda: put(again, sheets)):8.0f} ms  all of them put again, where they are whole already"
    yield f"{1000 * min(took(lambda: again.missing(names)) for _ in range(TRIES)):8.0f} ms  asked again what is missing"
    for number in range(JUNK):
        sheet_like = sha256(str(number).encode()).hexdigest()
        ours.joinpath(f"{sheet_like}.cmev" if number % 2 else f"photo {number}.jpg").write_bytes(b"x" * 100)
    crowded = carrier(root)
    yield f"{1000 * took(lambda: read(crowded)):8.0f} ms  first scan among {JUNK:,} junk files, half of them named as sheets"
    yield f"{1000 * took(lambda: read(crowded, names)):8.0f} ms  scanned again"


def keeping(folder: Path) -> Iterator[str]:
    """What came, kept in work.db, and papers erased from it."""
    events = [kept(sheet, number) for number, sheet in enumerate(made())]
    papers = [Kept(team=TEAM, sheet=s, kind=SheetKind.PAPERS, id=PapersId(s.name), read_at=NOW) for s in made()]
    with closing(Workspace.open(folder, threads=False)) as workspace, closing(workspace.reader()) as reader:
        supervision, supervised = workspace.supervision, reader.supervised
        yield f"{1000 * took(lambda: supervision.keep_sheets([*events, *papers])):8.0f} ms  {SHEETS:,} events and papers kept"
        yield f"{1000 * took(lambda: supervised.events(TEAM)):8.0f} ms  these events read, every seal checked"
        gone = [PapersId(one.id) for one in papers[:10]]
        yield f"{1000 * took(lambda: supervision.drop_papers(TEAM, gone)):8.0f} ms  ten papers erased, and the files swept"


def made() -> list[Sheet]:
    """Sheets of the usual length."""
    contents = [os.urandom(SIZE) for _ in range(SHEETS)]
    return [Sheet(name=sha256(data).hexdigest(), data=data) for data in contents]


def filled(root: Path, sheets: list[Sheet]) -> Path:
    """A shared folder in which they are, unsynced, and where that is."""
    root.mkdir()
    carrier(root).begin()
    ours = root / PLACE / KEY[:8]
    ours.mkdir()
    for one in sheets:
        ours.joinpath(f"{one.name}.cmev").write_bytes(one.data)
    return ours


def carrier(root: Path) -> FolderCarrier:
    return FolderCarrier(root, KEY)


def read(folder: FolderCarrier, known: set[str] | None = None) -> int:
    return sum(1 for _ in folder.scan(known or set()))


def put(folder: FolderCarrier, sheets: list[Sheet]) -> None:
    for one in sheets:
        folder.put(one)


def everything(root: Path) -> set[str]:
    """What one would write first: believe whatever is there."""
    return {sha256(path.read_bytes()).hexdigest() for path in root.rglob("*") if path.is_file()}


def kept(sheet: Sheet, number: int) -> Kept:
    return Kept(
        team=TEAM, sheet=sheet, kind=SheetKind.EVENT, id=EventId(f"{number:064x}"), read_at=NOW, by=KEY, seq=number + 1
    )


if __name__ == "__main__":
    main()
