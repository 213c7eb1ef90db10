"""Comments put off through the window: one or several, until a moment that is near or a day, and woken."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QDate, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QDateEdit
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Queue, Triage
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.controls.moment_choice import MomentChoice
from tests.engine.port import FakeClock
from tests.ui.window.steps import CALM, CTRL, LATER, opened, press, show, texts

SHIFT = Qt.KeyboardModifier.ShiftModifier


def asked(window: MainWindow) -> list[MomentChoice]:
    return [choice for choice in window.findChildren(MomentChoice) if choice.isVisible()]


def focused() -> str:
    button = QApplication.focusWidget()
    return button.label if isinstance(button, Button) else ""


def stands(desk: Desk, ref: CommentRef) -> Triage:
    return desk.inbox.row(ref).triage


def test_one_is_put_off_for_an_hour_with_two_keys_and_brought_back_with_a_third(
    qtbot: QtBot, window: MainWindow, desk: Desk, clock: FakeClock, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[CALM])
    press(window, Qt.Key.Key_Z)
    assert focused() == "Dans 1\u00a0heure"
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: stands(desk, refs[CALM]) is Triage.SNOOZED)
    assert desk.inbox.row(refs[CALM]).asleep_until == clock.now() + timedelta(hours=1)
    qtbot.waitUntil(lambda: opened(window) != refs[CALM])
    assert asked(window) == []
    qtbot.waitUntil(lambda: "Commentaire mis en pause" in texts(window))
    press(window, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: stands(desk, refs[CALM]) is Triage.TODO)


def test_arrows_go_from_one_moment_to_the_next(window: MainWindow, refs: dict[str, CommentRef]) -> None:
    show(window, refs[CALM])
    press(window, Qt.Key.Key_Z)
    press(window, Qt.Key.Key_Right)
    assert focused() not in ("", "Dans 1\u00a0heure")
    press(window, Qt.Key.Key_Left)
    assert focused() == "Dans 1\u00a0heure"


def test_a_day_can_be_chosen(qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]) -> None:
    show(window, refs[CALM])
    press(window, Qt.Key.Key_Z)
    (choice,) = asked(window)
    (day,) = choice.findChildren(QDateEdit)
    day.setDate(day.maximumDate())
    button = next(b for b in choice.findChildren(Button) if b.label.startswith("Ce jour-là"))
    button.click()
    qtbot.waitUntil(lambda: stands(desk, refs[CALM]) is Triage.SNOOZED)
    until = desk.inbox.row(refs[CALM]).asleep_until
    assert until is not None
    here = until.astimezone()
    assert (QDate(here.year, here.month, here.day), here.hour, here.minute) == (day.date(), 9, 0)


def test_escape_and_another_comment_leave_the_question(window: MainWindow, refs: dict[str, CommentRef]) -> None:
    show(window, refs[CALM])
    press(window, Qt.Key.Key_Z)
    press(window, Qt.Key.Key_Escape)
    assert asked(window) == []
    assert window.panes.list.view.hasFocus()
    press(window, Qt.Key.Key_Z)
    show(window, refs[LATER])
    assert asked(window) == []


def test_several_are_put_off_together_and_one_undo_brings_them_back(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    press(window, Qt.Key.Key_A, CTRL)
    qtbot.waitUntil(window.panes.beside.bulk.pane.isVisible)
    press(window, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: bool(asked(window)))
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.inbox.counts().queues[Queue.SNOOZED] == 3)
    qtbot.waitUntil(lambda: "3\u00a0commentaires mis en pause" in texts(window))
    press(window, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: desk.inbox.counts().queues[Queue.TODO] == 3)


def test_what_sleeps_is_told_and_woken_with_a_key(
    qtbot: QtBot, window: MainWindow, desk: Desk, clock: FakeClock, refs: dict[str, CommentRef]
) -> None:
    desk.snoozing.snooze([refs[CALM]], clock.now() + timedelta(days=2)).result()
    window.panes.go(Queue.SNOOZED)
    qtbot.waitUntil(lambda: opened(window) == refs[CALM])
    assert "Mis en pause, retour prévu" in texts(window)
    press(window, Qt.Key.Key_Z, SHIFT)
    qtbot.waitUntil(lambda: desk.inbox.row(refs[CALM]).returned)
    window.panes.go(Queue.TODO)
    show(window, refs[CALM])
    assert "De retour de pause" in texts(window)


def test_what_is_done_is_not_put_off(window: MainWindow, desk: Desk, refs: dict[str, CommentRef]) -> None:
    desk.acts.dismiss(refs[CALM]).result()
    window.panes.go(Queue.DONE)
    show(window, refs[CALM])
    press(window, Qt.Key.Key_Z)
    assert asked(window) == []
    assert Move.SNOOZE not in window.panes.detail.handling._case.proposal.moves


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_question_is_whole_in_the_least_room(
    window: MainWindow, refs: dict[str, CommentRef], language: str
) -> None:
    window.speak(language)
    window.resize(1120, 680)
    show(window, refs[CALM])
    press(window, Qt.Key.Key_Z)
    QApplication.processEvents()
    (choice,) = asked(window)
    for button in choice.findChildren(Button):
        corner = button.mapTo(choice, QPoint(0, 0))
        assert choice.rect().contains(QRect(corner, button.size()))
        assert button.width() >= button.sizeHint().width()
    box, bar = window.panes.detail.box, window.panes.detail.bar
    assert box.geometry().bottom() < bar.geometry().top()
    assert choice.geometry().bottom() < box.geometry().top()
