"""Sending is suspended under one post in the menu of its comments, and resumed there or where its acts wait."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import CommentRef
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.button import Button
from tests.ui.window.steps import CALM, GRIEVANCE, press, show, texts

SUSPEND, RESUME = "Suspendre l’envoi sous cette publication", "Reprendre l’envoi sous cette publication"
WAITS = "Attend tant que l’envoi est suspendu"
SAID = "L’envoi sous cette publication est suspendu."


def choose(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """In the “…” menu of the comment."""
    menu = window.panes.detail.bar._menu
    qtbot.waitUntil(lambda: any(action.text() == name for action in menu.actions()))
    next(action for action in menu.actions() if action.text() == name).trigger()


def test_the_menu_of_a_comment_suspends_its_post_and_resumes_it(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[GRIEVANCE])
    assert SAID not in texts(window.panes.detail)
    choose(qtbot, window, SUSPEND)
    qtbot.waitUntil(lambda: SAID in texts(window.panes.detail))
    assert desk.inbox.detail(refs[GRIEVANCE]).post_suspended
    choose(qtbot, window, RESUME)
    qtbot.waitUntil(lambda: SAID not in texts(window.panes.detail))
    assert not desk.inbox.detail(refs[GRIEVANCE]).post_suspended


def test_the_toast_says_that_an_act_waits_once_sending_is_suspended(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[CALM])
    press(window, Qt.Key.Key_H)
    toast = window.panes.toast
    qtbot.waitUntil(lambda: "Masquage dans" in texts(toast))
    for suspend in (desk.acts.suspend, partial(desk.acts.suspend_post, refs[CALM])):
        suspend(True).result()
        qtbot.waitUntil(lambda: WAITS in texts(toast))
        suspend(False).result()
        qtbot.waitUntil(lambda: WAITS not in texts(toast))


def test_what_waits_under_it_is_let_go_where_it_waits(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    desk.acts.do(refs[GRIEVANCE], Hide()).result()
    desk.acts.suspend_post(refs[GRIEVANCE], True).result()
    press(window, Qt.Key.Key_4)
    view = window.panes.beside.waiting
    qtbot.waitUntil(lambda: SAID in texts(view))
    (row,) = view._rows
    (resume,) = (button for button in row.findChildren(Button) if button.label == "Reprendre l’envoi")
    QTest.mouseClick(resume, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: SAID not in texts(view))
    assert not desk.inbox.detail(refs[GRIEVANCE]).post_suspended
