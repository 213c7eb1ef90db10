"""Copies of the work are whole, private and no older than they may be; one that is restored lets nothing leave by itself."""

import random
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.actions import WriteReply
from cm_desktop.domain.backups import EVERY, KEPT_FOR, Copy
from cm_desktop.domain.errors import Damaged, NotFound
from cm_desktop.domain.outbox import State
from cm_desktop.store.copies.backups import Backups
from cm_desktop.store.copies.restoring import copies, restore
from cm_desktop.store.databases.inspection import is_whole
from cm_desktop.store.disk.lock import hold
from cm_desktop.store.workspace import Workspace
from tests.store.samples import NOW, comment, entry
from tests.store.steps import moved


def filled(workspace: Workspace) -> Workspace:
    """With one row in each state, under replies that were written in this order."""
    for number, state in enumerate(State):
        about = comment(f"c-{state}")
        row = entry(about, WriteReply("Merci !"), name=f"act-{state}", seconds=number)
        workspace.add_entries([row], about).result()
        moved(workspace, row, to=state)
    return workspace


def states(folder: Path) -> dict[str, tuple[State, bool]]:
    """Each row's state, and whether it asks."""
    workspace = Workspace.open(folder, threads=False)
    with closing(workspace.reader()) as reader:
        found = {
            row.id.removeprefix("act-"): (row.state, row.asking) for row in reader.entries(states=frozenset(State))
        }
    workspace.close()
    return found


def test_a_copy_is_whole_named_after_its_time_and_for_its_owner_alone(workspace: Workspace) -> None:
    filled(workspace)
    assert Backups(workspace.folder).keep_up(NOW)
    made = workspace.folder / "backups" / "work-20260304T130800Z.db"
    assert [*Backups(workspace.folder).paths().values()] == [made]
    assert is_whole(made, immutable=True)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700
    assert [path.name for path in made.parent.iterdir()] == [made.name]
    with closing(sqlite3.connect(made)) as db:
        assert db.execute("SELECT count(*) FROM outbox").fetchone() == (len(State),)


def test_copies_are_made_once_an_hour_and_purged_once_a_newer_one_stands(workspace: Workspace) -> None:
    backups = Backups(workspace.folder)
    assert backups.keep_up(NOW)
    assert not backups.keep_up(NOW + timedelta(minutes=59))
    assert backups.keep_up(NOW + KEPT_FOR)
    assert [*backups.paths()] == [NOW + KEPT_FOR]


def test_a_copy_is_left_to_the_process_that_is_at_it(workspace: Workspace) -> None:
    with hold(workspace.folder, "backup"):
        assert not Backups(workspace.folder).keep_up(NOW)
    assert Backups(workspace.folder).keep_up(NOW)


def test_what_a_killed_program_left_of_a_copy_is_cleared_away(workspace: Workspace) -> None:
    left = workspace.folder / "backups" / ".new-abc"
    left.mkdir(parents=True)
    (left / "work.db").write_bytes(b"half")
    Backups(workspace.folder).keep_up(NOW)
    assert not left.exists()


def test_nobody_is_kept_from_writing_while_a_copy_is_made(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[bool] = []

    def write_meanwhile(read: sqlite3.Connection, written_to: sqlite3.Connection) -> None:
        read.execute("BEGIN")
        read.execute("SELECT count(*) FROM journal").fetchone()
        workspace.halts.suspend(True).result()
        written.append(True)
        read.backup(written_to)
        read.execute("ROLLBACK")

    monkeypatch.setattr("cm_desktop.store.copies.backups.transfer", write_meanwhile)
    assert Backups(workspace.folder).keep_up(NOW)
    assert written == [True]


def bad_seal(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE outbox SET comment = 'another' WHERE id = 'act-queued'")


def lost_line(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM journal WHERE number = 3")


def bad_page(path: Path) -> None:
    with path.open("r+b") as opened:
        opened.seek(4096)
        opened.write(random.Random(7).randbytes(path.stat().st_size - 4096))


HARMS = pytest.mark.parametrize("harm", [bad_seal, lost_line, bad_page])


@HARMS
def test_what_cannot_be_verified_gets_no_name_and_costs_no_older_copy(
    workspace: Workspace, folder: Path, harm: Callable[[Path], None]
) -> None:
    filled(workspace).close()
    backups = Backups(folder)
    backups.keep_up(NOW)
    harm(folder / "work.db")
    with pytest.raises(Damaged) as raised:
        backups.keep_up(NOW + 2 * KEPT_FOR)
    assert raised.value.path == folder / "work.db"
    assert [*backups.paths()] == [NOW]
    assert [path.name for path in (folder / "backups").iterdir()] == ["work-20260304T130800Z.db"]


def test_without_verifying_a_damaged_copy_would_pass(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the one above."""
    filled(workspace).close()
    bad_seal(folder / "work.db")
    monkeypatch.setattr("cm_desktop.store.copies.backups.check_whole", lambda _path, *, immutable: None)
    assert Backups(folder).keep_up(NOW)
    assert not is_whole(Backups(folder).path(NOW), immutable=True)


@HARMS
def test_a_damaged_copy_is_told_from_a_whole_one_and_never_restored(
    workspace: Workspace, folder: Path, harm: Callable[[Path], None]
) -> None:
    filled(workspace).close()
    backups = Backups(folder)
    for hours in range(2):
        backups.make(NOW + hours * EVERY)
    harm(backups.path(NOW + EVERY))
    assert [(copy.made_at, copy.whole) for copy in copies(folder)] == [(None, True), (NOW + EVERY, False), (NOW, True)]
    before = (folder / "work.db").read_bytes()
    with pytest.raises(Damaged) as raised:
        restore(folder, copies(folder)[1], NOW)
    assert raised.value.path == backups.path(NOW + EVERY)
    assert (folder / "work.db").read_bytes() == before


def test_after_a_restore_nothing_leaves_by_itself(workspace: Workspace, folder: Path) -> None:
    filled(workspace)
    Backups(folder).make(NOW)
    workspace.close()
    bad_page(folder / "work.db")
    damaged = (folder / "work.db").read_bytes()
    with pytest.raises(Damaged):
        Workspace.open(folder)
    assert not copies(folder)[0].whole
    restored = restore(folder, copies(folder)[1], NOW)
    assert (restored.held, restored.asking, restored.aside) == (3, 2, "work.db.aside-1")
    assert (folder / restored.aside).read_bytes() == damaged
    assert states(folder) == {
        "queued": (State.HELD, False),
        "held": (State.HELD, False),
        "sending": (State.UNCERTAIN, True),
        "uncertain": (State.UNCERTAIN, True),
        "sent": (State.SENT, False),
        "failed": (State.HELD, False),
        "cancelled": (State.CANCELLED, False),
    }


def test_every_file_that_was_replaced_is_kept(workspace: Workspace, folder: Path) -> None:
    filled(workspace)
    Backups(folder).make(NOW)
    workspace.close()
    names = [restore(folder, copies(folder)[1], NOW).aside for _ in range(3)]
    assert names == [f"work.db.aside-{number}" for number in (1, 2, 3)]
    assert all(is_whole(folder / name, immutable=True) for name in names)
    assert not list(folder.glob(".new-*"))


def test_the_cache_follows_the_work_that_was_restored(workspace: Workspace, folder: Path) -> None:
    """The journal of the copy grows past the line where the cache stood: it is another one all the same."""
    Backups(folder).make(NOW)
    filled(workspace).close()
    restore(folder, copies(folder)[1], NOW)
    again = Workspace.open(folder, threads=False)
    for number in range(40):
        again.halts.suspend(bool(number % 2)).result()
    again.close()
    with closing(sqlite3.connect(folder / "cache.db")) as cache, closing(sqlite3.connect(folder / "work.db")) as work:
        assert cache.execute("SELECT count(*) FROM pending").fetchone() == (0,)
        (name,) = work.execute("SELECT value FROM setting WHERE name = 'workspace'").fetchone()
        assert cache.execute("SELECT workspace FROM applied").fetchone() == (name,)


def test_a_workspace_that_lost_its_work_is_not_taken_for_a_new_one(workspace: Workspace, folder: Path) -> None:
    Backups(folder).make(NOW)
    workspace.close()
    (folder / "work.db").unlink()
    with pytest.raises(Damaged):
        Workspace.open(folder)
    assert restore(folder, copies(folder)[1], NOW).aside == ""
    Workspace.open(folder, threads=False).close()


def test_a_copy_that_was_purged_meanwhile_is_not_found(workspace: Workspace, folder: Path) -> None:
    with pytest.raises(NotFound):
        restore(folder, Copy(name="work-x", made_at=NOW, whole=True), NOW)
