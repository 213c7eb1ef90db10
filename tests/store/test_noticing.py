"""What other processes did, and what the cache was late for, is noticed without anybody waiting."""

import logging
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing

import pytest

from cm_desktop.domain.actions import Decision, Hide
from cm_desktop.domain.queue import Triage
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.processes import ACT_AND_DIE_BETWEEN_THE_COMMITS, KILLED, run
from tests.store.samples import NOW, comment, entry, save
from tests.store.steps import look_around

C1 = comment("c1")
HIDE = entry(C1, Hide())
SECONDS = 10


def test_a_window_that_is_open_is_told_of_an_act_whose_process_died(with_comment: Workspace, reader: Reader) -> None:
    look_around(with_comment)
    assert run(with_comment.folder, ACT_AND_DIE_BETWEEN_THE_COMMITS)[0] == KILLED
    assert reader.row(C1.ref).triage is Triage.TODO
    assert look_around(with_comment)
    assert reader.row(C1.ref).triage is Triage.OUTGOING


def test_what_another_process_commits_is_noticed_once(with_comment: Workspace, reader: Reader) -> None:
    look_around(with_comment)
    assert not look_around(with_comment)
    body = """
workspace = Workspace.open(folder)
workspace.decide([comment("c1")], Decision.DISMISSED, NOW).result()
workspace.close()
"""
    assert run(with_comment.folder, body) == (0, "")
    assert look_around(with_comment)
    assert not look_around(with_comment)
    assert reader.row(C1.ref).triage is Triage.DONE


def test_what_this_process_commits_is_not_taken_for_another(threaded: Workspace) -> None:
    look_around(threaded)
    save(threaded, C1)
    threaded.decide([C1], Decision.DISMISSED, NOW).result()
    assert not look_around(threaded)


def test_the_look_waits_for_the_writer_and_nobody_for_the_look(threaded: Workspace) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def hold_the_writer() -> None:
        inside.set()
        assert go_on.wait(SECONDS)

    threaded._writer.submit(hold_the_writer, urgent=True)
    assert inside.wait(SECONDS)
    with closing(Workspace.open(threaded.folder, threads=False)) as other:
        other.halts.suspend(True).result()
    told: list[str] = []
    for _ in range(5):
        threaded.notice_others(lambda: told.append(threading.current_thread().name))
    assert len(threaded._writer._urgent) == 1
    assert told == []
    go_on.set()
    threaded._look.result(SECONDS)
    assert told == ["writer"]


def test_a_look_that_fails_is_told_in_the_log_and_the_next_one_is_taken(
    threaded: Workspace, expected_logs: list[logging.LogRecord]
) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with closing(Workspace.open(threaded.folder, threads=False)) as other:
        other.halts.suspend(True).result()
        threaded.notice_others(fail)
        assert isinstance(threaded._look.exception(SECONDS), ZeroDivisionError)
        other.halts.suspend(False).result()
    assert look_around(threaded)
    assert [record.levelname for record in expected_logs] == ["ERROR"]


@pytest.mark.parametrize(
    "heal", [look_around, lambda workspace: workspace.halts.suspend(True).result()], ids=["look", "write"]
)
def test_work_that_the_locked_cache_could_not_follow_is_acknowledged_and_made_up_for(
    with_comment: Workspace, reader: Reader, heal: Callable[[Workspace], object], expected_logs: list[logging.LogRecord]
) -> None:
    with closing(sqlite3.connect(with_comment.folder / "cache.db", isolation_level=None)) as other:
        with_comment._connections[1].execute("PRAGMA busy_timeout = 1")
        other.execute("BEGIN IMMEDIATE")
        with_comment.decide([C1], Decision.DISMISSED, NOW).result()
        assert len(expected_logs) == 1
        other.execute("ROLLBACK")
    assert reader.row(C1.ref).triage is Triage.TODO
    heal(with_comment)
    assert reader.row(C1.ref).triage is Triage.DONE


def test_work_is_acknowledged_whatever_the_cache_fails_of(
    with_comment: Workspace, reader: Reader, expected_logs: list[logging.LogRecord]
) -> None:
    with closing(sqlite3.connect(with_comment.folder / "cache.db", isolation_level=None)) as other:
        (table,) = other.execute("SELECT sql FROM sqlite_schema WHERE name = 'pending'").fetchone()
        other.execute("DROP TABLE pending")
        with_comment.add_entries([HIDE], C1).result()
        assert reader.entries() == (HIDE,)
        assert not look_around(with_comment)
        other.execute(table)
    assert look_around(with_comment)
    assert reader.row(C1.ref).pending == (HIDE,)
    assert not look_around(with_comment)
    assert {record.levelname for record in expected_logs} == {"WARNING"}
