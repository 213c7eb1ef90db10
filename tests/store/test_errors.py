"""What SQLite and the system say has one name in our own tree; faults of ours keep theirs."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cm_desktop.domain.errors import CmDesktopError, Damaged, DiskFull, NotWritable, WorkspaceBusy
from cm_desktop.domain.queue import Query
from cm_desktop.domain.verdicts import Level, level
from cm_desktop.store.disk.files import Misread, named_errors
from cm_desktop.store.lists.queries import URGENT
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import NOW, comment, ref, save

PATH = Path("/somewhere/work.db")


@pytest.mark.parametrize(
    ("number", "named"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, NotWritable),
        (errno.EROFS, NotWritable),
        (errno.ENOTDIR, NotWritable),
    ],
)
def test_an_error_of_the_system_is_named(number: int, named: type[CmDesktopError]) -> None:
    with pytest.raises(CmDesktopError) as raised, named_errors(PATH):
        raise OSError(number, "")
    assert raised.type is named
    assert isinstance(raised.value.__cause__, OSError)


def test_a_disk_that_fills_up_is_named_and_costs_no_earlier_write(workspace: Workspace, reader: Reader) -> None:
    work = workspace._connections[0]
    pages = work.execute("PRAGMA page_count").fetchone()[0]
    work.execute(f"PRAGMA max_page_count = {pages}")
    fits, long = 0, "brouillon " * 100
    while (error := workspace.save_draft(ref(f"c{fits}"), long, NOW).exception()) is None:
        fits += 1
    assert isinstance(error, DiskFull)
    assert error.path == workspace.folder / "work.db"
    assert fits > 0
    assert [reader.draft(ref(f"c{number}")) for number in range(fits + 1)] == [long] * fits + [""]
    work.execute(f"PRAGMA max_page_count = {pages * 10}")
    workspace.save_draft(ref(f"c{fits}"), long, NOW).result()


def test_a_file_that_another_process_keeps_locked_is_busy(workspace: Workspace) -> None:
    workspace._connections[0].execute("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(workspace.folder / "work.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorkspaceBusy):
            workspace.halts.suspend(True).result()
        other.execute("ROLLBACK")
    workspace.halts.suspend(True).result()


def test_a_reader_cannot_write(reader: Reader) -> None:
    with pytest.raises(NotWritable), reader._work() as db:
        db.execute("DELETE FROM journal")


@pytest.mark.parametrize("change", ["visibility = 'gone away'", "created_at = 'yesterday'", "triage = 'x'"])
def test_a_row_of_the_cache_that_makes_no_sense_is_damage(workspace: Workspace, reader: Reader, change: str) -> None:
    save(workspace, comment("c1"))
    workspace._connections[1].execute(f"UPDATE comment SET {change}")
    with pytest.raises(Damaged) as raised:
        reader.row(ref("c1"))
    assert raised.value.path == workspace.folder / "cache.db"


def test_a_fault_of_ours_keeps_its_name() -> None:
    with closing(sqlite3.connect(":memory:")) as db, pytest.raises(sqlite3.OperationalError), named_errors(PATH):
        db.execute("SELEKT")
    with pytest.raises(ZeroDivisionError), named_errors(PATH):
        raise ZeroDivisionError
    with pytest.raises(OSError, match="strange"), named_errors(PATH):
        raise OSError(errno.ESRCH, "strange")


def test_a_row_that_was_misread_names_its_file() -> None:
    with pytest.raises(Damaged) as raised, named_errors(PATH):
        raise Misread("outbox")
    assert raised.value.path == PATH


def test_urgent_means_the_same_to_the_lists_as_to_the_words() -> None:
    assert [severity for severity in range(5) if level(severity) is Level.URGENT] == [URGENT]


def test_reading_goes_on_while_somebody_writes(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"))
    with closing(sqlite3.connect(workspace.folder / "cache.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM comment")
        assert len(reader.handles(Query())) == 1
        other.execute("ROLLBACK")
