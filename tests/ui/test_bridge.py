"""Threads meet Qt in one place, in order, and never after the end."""

import threading
from concurrent.futures import Future

import pytest
from pytestqt.qtbot import QtBot

from cm_desktop.domain.changes import Change
from cm_desktop.domain.errors import Offline
from cm_desktop.ui.bridge import Bridge
from tests.ui.conftest import Announcer


def in_a_thread(call: "threading.Thread") -> None:
    call.start()
    call.join()


def test_what_changes_in_threads_is_heard_once_in_the_thread_of_the_window(
    qtbot: QtBot, bridge: Bridge, announcer: Announcer
) -> None:
    heard: list[tuple[object, threading.Thread]] = []
    bridge.changed.connect(lambda changes: heard.append((changes, threading.current_thread())))
    with qtbot.waitSignal(bridge.changed):
        for change in (Change.COMMENTS, Change.OUTBOX, Change.COMMENTS):
            in_a_thread(threading.Thread(target=announcer.tell, args=(frozenset({change}),)))
    assert heard == [(frozenset({Change.COMMENTS, Change.OUTBOX}), threading.main_thread())]


def test_a_later_change_is_heard_by_itself(qtbot: QtBot, bridge: Bridge, announcer: Announcer) -> None:
    for change in (Change.DRAFTS, Change.NETWORK):
        with qtbot.waitSignal(bridge.changed) as heard:
            announcer.tell(frozenset({change}))
        assert heard.args == [frozenset({change})]


def test_a_reading_runs_elsewhere_and_answers_here(qtbot: QtBot, bridge: Bridge) -> None:
    answers: list[tuple[str, threading.Thread]] = []
    bridge.read(
        lambda: threading.current_thread().name, lambda name: answers.append((name, threading.current_thread()))
    )
    qtbot.waitUntil(lambda: bool(answers))
    assert answers[0][0].startswith("window-reader")
    assert answers[0][1] is threading.main_thread()


def test_a_failure_is_delivered_as_one(qtbot: QtBot, bridge: Bridge) -> None:
    future: Future[int] = Future()
    told: list[BaseException] = []
    bridge.deliver(future, lambda _number: pytest.fail("no result was given"), told.append)
    problem = ValueError("no")
    in_a_thread(threading.Thread(target=future.set_exception, args=(problem,)))
    qtbot.waitUntil(lambda: told == [problem])


def test_a_failure_that_nobody_expects_is_not_swallowed(qtbot: QtBot, bridge: Bridge) -> None:
    future: Future[int] = Future()
    bridge.deliver(future, lambda _number: None)
    with qtbot.captureExceptions() as raised:
        future.set_exception(ValueError("no"))
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ValueError


def test_nothing_is_called_after_the_end(qtbot: QtBot, announcer: Announcer) -> None:
    bridge = Bridge(announcer.subscribe)
    called: list[object] = []
    bridge.changed.connect(called.append)
    future: Future[int] = Future()
    bridge.deliver(future, called.append)
    listener = announcer.listeners[0]
    announcer.tell(frozenset({Change.COMMENTS}))
    bridge.close()
    listener(frozenset({Change.OUTBOX}))
    future.set_result(1)
    bridge.read(lambda: 1, called.append)
    after = Bridge(announcer.subscribe)
    with qtbot.waitSignal(after.changed):
        announcer.tell(frozenset({Change.DRAFTS}))
    after.close()
    assert called == []
    assert announcer.listeners == []


def test_an_errand_that_lasts_does_not_keep_readings_waiting(qtbot: QtBot, bridge: Bridge) -> None:
    finish = threading.Event()
    answers: list[str] = []
    bridge.run(lambda: "errand" if finish.wait(30) else "late", answers.append)
    bridge.read(lambda: "reading", answers.append)
    qtbot.waitUntil(lambda: answers == ["reading"])
    finish.set()
    qtbot.waitUntil(lambda: answers == ["reading", "errand"])


def test_an_errand_that_fails_is_told(qtbot: QtBot, bridge: Bridge) -> None:
    failures: list[BaseException] = []

    def fail() -> None:
        raise Offline

    bridge.run(fail, lambda _: None, failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert isinstance(failures[0], Offline)
