"""What is typed survives a disk that refuses it, and a button survives the passing of time."""

from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import Hide, WriteReply
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import DiskFull
from cm_desktop.domain.queue import Queue
from cm_desktop.engine.acts import Receipt
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.outgoing.waiting_row import WaitingRow
from tests.engine.port import FakeClock
from tests.ui.window.steps import GRIEVANCE, opened, press, texts, type_in


def full() -> Future[Receipt]:
    refused: Future[Receipt] = Future()
    refused.set_exception(DiskFull(path="work.db"))
    return refused


def test_a_reply_that_the_disk_refuses_is_a_draft_again_and_the_reason_is_told(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.acts, "do", lambda *_, **__: full())
    press(window, Qt.Key.Key_R)
    type_in("Bonjour, nous regardons.")
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.inbox.detail(refs[GRIEVANCE]).draft == "Bonjour, nous regardons.")
    qtbot.waitUntil(lambda: "disque" in texts(window))


def test_a_draft_that_the_disk_refuses_is_told(
    qtbot: QtBot, window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.acts, "draft", lambda *_: full())
    press(window, Qt.Key.Key_R)
    type_in("Bonjour")
    qtbot.waitUntil(lambda: "disque" in texts(window))


def test_a_button_of_the_waiting_view_stays_while_the_seconds_pass(
    qtbot: QtBot, window: MainWindow, desk: Desk, clock: FakeClock
) -> None:
    ref = opened(window)
    desk.acts.do(ref, Hide(), WriteReply("Bonjour.")).result()
    window.panes.go(Queue.OUTGOING)
    view = window.panes.waiting
    qtbot.waitUntil(view.isVisible)
    rows, before = view.findChildren(WaitingRow), texts(window)
    assert len(rows) == 2
    clock.pass_(seconds=4)
    view.refresh()
    assert view.findChildren(WaitingRow) == rows
    assert texts(window) != before
