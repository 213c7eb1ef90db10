"""A restore that is killed, wherever it stands, and one under which another process writes: nothing is lost unsaid."""

import errno
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cm_desktop.domain.errors import DiskFull, WorkspaceBusy
from cm_desktop.domain.outbox import State
from cm_desktop.store.copies.backups import Backups
from cm_desktop.store.copies.restoring import copies, restore
from cm_desktop.store.disk.lock import hold
from cm_desktop.store.workspace import Workspace
from tests.store.killing import ends, half_way, put_by
from tests.store.processes import start
from tests.store.samples import NOW, comment, entry

ROWS = 3


@pytest.fixture
def killed(workspace: Workspace, folder: Path) -> Path:
    """The files of a program that was killed: its last commits stand in the log alone."""
    for number in range(ROWS):
        about = comment(f"c{number}")
        workspace.add_entries([entry(about, name=f"act-{number}")], about).result()
    before = put_by(folder)
    workspace.close()
    return before


RESTORE = (
    "restore(folder, copy, NOW)",
    ("restoring.py", "exchange.py"),
    "copy = next(copy for copy in copies(folder) if copy.whole)",
)


def killed_ends(folder: Path) -> list[tuple[str, bool, bool]]:
    """Of a restore killed at each line: the rows that the next start finds, and whether one is aside, or drafts left."""
    found = ends(folder, *RESTORE)
    return [
        (there, any(".aside-" in name for name in files), any(name.startswith(".restoring") for name in files))
        for there, files in found
    ]


AS_BEFORE, RESTORED = " ".join(["queued"] * ROWS), " ".join(["held"] * ROWS)


def test_a_restore_that_is_killed_at_any_step_is_taken_back_at_the_next_start(killed: Path, folder: Path) -> None:
    """Without a copy beside it, a work.db that is missing would be taken for one that never was."""
    found = killed_ends(folder)
    assert {there for there, _, _ in found} == {AS_BEFORE, RESTORED}
    assert all(not left and aside == (there == RESTORED) for there, aside, left in found)
    assert len(found) > 10


@pytest.mark.usefixtures("killed")
def test_a_start_that_is_killed_while_it_takes_a_restore_back_leaves_that_to_the_next(folder: Path) -> None:
    half_way(folder, *RESTORE)
    assert not (folder / "work.db").exists()
    found = ends(folder, "Workspace.open(folder, threads=False)", ("exchange.py",))
    assert {there for there, _ in found} == {AS_BEFORE}
    assert not [name for _, files in found for name in files if name.startswith(".restoring") or ".aside-" in name]
    assert len(found) > 10


def test_damaged_work_whose_restore_is_killed_is_still_the_work_that_asks(killed: Path, folder: Path) -> None:
    Backups(folder).make(NOW)
    shutil.copytree(folder / "backups", killed / "backups")
    (killed / "work.db").write_bytes(b"Bonjour")
    found = killed_ends(folder)
    assert {there for there, _, _ in found} == {"damaged", RESTORED}
    assert all(not left and aside == (there == RESTORED) for there, aside, left in found)


def test_nobody_opens_a_workspace_while_its_work_is_exchanged(workspace: Workspace, folder: Path) -> None:
    workspace.close()
    (folder / ".restoring").mkdir()
    with hold(folder, "window"), pytest.raises(WorkspaceBusy):
        Workspace.open(folder)
    Workspace.open(folder, threads=False).close()


def test_a_restore_that_fails_on_the_way_has_changed_nothing(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.close()
    before, replace = (folder / "work.db").read_bytes(), Path.replace

    def full(self: Path, target: Path) -> Path:
        if self.parent.name == ".restoring" and target.name == "work.db":
            raise OSError(errno.ENOSPC, "full")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DiskFull):
        restore(folder, copies(folder)[0], NOW)
    assert (folder / "work.db").read_bytes() == before
    assert not list(folder.glob("*.aside-*"))


ACT_WHEN_TOLD = """
workspace = Workspace.open(folder, threads=False)
print("open", flush=True)
sys.stdin.readline()
write = workspace.add_entries([entry(comment("c1"), name="late")], comment("c1"))
print(type(write.exception()).__name__)
workspace.close()
"""


def test_an_act_under_way_in_another_process_is_said_to_be_lost_to_the_restore(
    workspace: Workspace, folder: Path
) -> None:
    Backups(folder).make(NOW)
    workspace.close()
    with start(folder, ACT_WHEN_TOLD) as command:
        assert command.stdout
        assert command.stdout.readline() == "open\n"
        restore(folder, copies(folder)[1], NOW)
        window = Workspace.open(folder, threads=False)
        window.halts.suspend(True).result()
        printed, _ = command.communicate("act\n", timeout=60)
    assert printed.strip() == "WorkRestored"
    with closing(window.reader()) as reader:
        assert (reader.entries(), reader.halted.suspended()) == ((), True)
    window.close()
    with closing(sqlite3.connect(folder / "cache.db")) as cache, closing(sqlite3.connect(folder / "work.db")) as work:
        (name,) = work.execute("SELECT value FROM setting WHERE name = 'workspace'").fetchone()
        assert cache.execute("SELECT workspace FROM applied").fetchone() == (name,), "the cache was told the old work"


def test_an_act_that_was_recorded_while_the_file_itself_was_copied_is_not_left_behind(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = comment("c1")

    def act_meanwhile(draft: Path, source: Path) -> None:
        workspace.add_entries([entry(about)], about).result()

    monkeypatch.setattr("cm_desktop.store.copies.restoring.check_whole_of", act_meanwhile)
    with pytest.raises(WorkspaceBusy):
        restore(folder, copies(folder)[0], NOW)
    with closing(workspace.reader()) as reader:
        assert [row.state for row in reader.entries()] == [State.QUEUED]
    assert not list(folder.glob("*.aside-*"))


def test_a_file_that_nobody_writes_to_takes_its_own_place(workspace: Workspace, folder: Path) -> None:
    workspace.close()
    assert restore(folder, copies(folder)[0], NOW).aside == "work.db.aside-1"
