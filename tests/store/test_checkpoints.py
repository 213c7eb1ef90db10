"""The log of the cache is put into the file beside the writer, and no longer than the workspace is open."""

import logging
import sqlite3
import threading
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from cm_desktop.domain.queue import Query
from cm_desktop.store.disk import checkpoints
from cm_desktop.store.disk.checkpoints import Checkpoints
from cm_desktop.store.disk.files import CACHE, open_reading, open_writing, reading
from cm_desktop.store.workspace import Workspace
from tests.store.samples import add_accounts, comment, save
from tests.store.test_erasing import SECRET, WORD, files_with

SECONDS = 10


class Told(Checkpoints):
    """Says when it was done."""

    def __init__(self, cache: Path, *, threads: bool) -> None:
        self.done = threading.Semaphore(0)
        super().__init__(cache, threads=threads)

    def _follow(self, db: sqlite3.Connection) -> None:
        super()._follow(db)
        self.done.release()


def in_file(folder: Path, text: str) -> bool:
    return text.encode() in (folder / CACHE.name).read_bytes()


@pytest.fixture(autouse=True)
def no_breath(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "BREATH", 0.0)


def test_what_a_batch_committed_goes_into_the_file_while_the_program_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cm_desktop.store.writes.Checkpoints", Told)
    with closing(Workspace.open(folder)) as workspace:
        add_accounts(workspace)
        save(workspace, comment("c1", text=SECRET))
        told = workspace._checkpoints
        assert isinstance(told, Told)
        while not in_file(folder, SECRET):
            assert told.done.acquire(timeout=SECONDS)


def test_without_it_the_log_keeps_them(workspace: Workspace, folder: Path) -> None:
    save(workspace, comment("c1", text=SECRET))
    assert not in_file(folder, SECRET)
    workspace.close()
    assert in_file(folder, SECRET)


@pytest.mark.parametrize("helped", [True, False], ids=["the writer does the rest", "nobody does"])
def test_the_log_is_begun_again_although_commits_go_on(workspace: Workspace, folder: Path, helped: bool) -> None:
    """What was committed while another put the log into the file is not there: so a checkpoint beside never has all of it."""
    path, lengths = folder / CACHE.name, []
    ours = Checkpoints(path, threads=False)
    with closing(open_writing(path, CACHE)) as beside, closing(open_reading(path)) as slow:
        for number in range(30):
            with reading(slow):  # hinders a checkpoint as one that began here is hindered
                slow.execute("SELECT number FROM applied").fetchone()
                save(workspace, comment(f"c{number}"))
                ours._follow(beside)
            if helped:
                ours.due(workspace._connections[1])
            lengths.append((folder / f"{CACHE.name}-wal").stat().st_size)
    assert (lengths[-1] == lengths[9]) is helped


def test_what_is_erased_is_swept_once_no_checkpoint_is_under_way(folder: Path) -> None:
    """SQLite lets nobody cut the log while another is at it, and does not wait: the sweeping would be put off."""
    with closing(Workspace.open(folder)) as workspace:
        add_accounts(workspace)
        theirs = comment("theirs", text=SECRET)
        save(workspace, theirs)
        with workspace._checkpoints.at_rest():  # as a checkpoint does
            workspace.supervision.erase_texts({theirs.ref: None}).result(SECONDS)
            assert files_with(folder, WORD)
        save(workspace, comment("c1"))  # behind the sweeping
        assert files_with(folder, WORD) == set()


def test_a_sweeping_that_takes_no_turns_would_not_have_waited(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Workspace.open(folder)) as workspace:
        add_accounts(workspace)
        theirs = comment("theirs", text=SECRET)
        save(workspace, theirs)
        with workspace._checkpoints.at_rest():
            monkeypatch.setattr(workspace._checkpoints, "at_rest", nullcontext)
            workspace.supervision.erase_texts({theirs.ref: None}).result(SECONDS)
            save(workspace, comment("c1"))
            assert files_with(folder, WORD) == set()


def test_texts_are_erased_while_checkpoints_follow_one_another(folder: Path) -> None:
    with closing(Workspace.open(folder)) as workspace:
        add_accounts(workspace)
        for number in range(20):
            theirs = comment(f"c{number}", text=SECRET)
            save(workspace, theirs)
            workspace.supervision.erase_texts({theirs.ref: None}).result(SECONDS)
            save(workspace, *(comment(f"{number}.{other}") for other in range(40)))
            assert files_with(folder, WORD) == set()


def test_closing_lets_go_of_the_file(folder: Path) -> None:
    workspace = Workspace.open(folder)
    add_accounts(workspace)
    save(workspace, comment("c1"))
    workspace.close()
    assert "checkpoints" not in {thread.name for thread in threading.enumerate()}
    assert sorted(path.name for path in folder.glob("cache.db*")) == [CACHE.name]
    with closing(Workspace.open(folder, threads=False)) as again, closing(again.reader()) as reader:
        assert len(reader.handles(Query())) == 1


def test_where_it_cannot_open_the_file_commits_do_it(tmp_path: Path, expected_logs: list[logging.LogRecord]) -> None:
    Checkpoints(tmp_path / "nowhere" / CACHE.name, threads=True).close()
    assert [record.name for record in expected_logs] == ["cm_desktop.store.disk.checkpoints"]


def test_one_that_fails_fails_nothing_else(workspace: Workspace, folder: Path) -> None:
    """It was committed all the same: so does SQLite with those that it does by itself."""
    with closing(sqlite3.connect(folder / "no database")) as broken:
        (folder / "no database").write_bytes(b"no database " * 1000)
        with pytest.raises(sqlite3.DatabaseError):
            broken.execute("PRAGMA wal_checkpoint(PASSIVE)")
        ours = Checkpoints(folder / CACHE.name, threads=False)
        ours._follow(broken)
        ours.due(broken)
