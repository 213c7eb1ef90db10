"""Panes stay while what they show changes: the keyboard, a menu and an answer that comes late are about what they were for."""

from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Query
from cm_desktop.domain.views import View
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.inbox import Inbox
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.passages.prose import Prose
from cm_desktop.ui.kit.theme import Scheme
from tests.engine.port import FakePlatform
from tests.ui.window.steps import CALM, GRIEVANCE, press, show


def test_lists_counted_while_the_window_changes_its_look_are_told_to_nobody(
    qtbot: QtBot, window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, ended, count = Event(), Event(), Event(), Inbox.count

    def slowly(inbox: Inbox, query: Query) -> int:
        begun.set()
        go_on.wait(5)
        ended.set()
        return count(inbox, query)

    monkeypatch.setattr(Inbox, "count", slowly)
    desk.views.save(View(name="Tout cela"))
    qtbot.waitUntil(begun.is_set)
    window.wear(Scheme.DARK)
    QApplication.processEvents()
    go_on.set()
    qtbot.waitUntil(ended.is_set)
    heard: list[None] = []
    window._bridge.read(lambda: None, heard.append)  # and with it, what was counted
    qtbot.waitUntil(lambda: heard == [None])


def test_a_button_that_has_the_keyboard_does_not_stand_for_the_next_comment(
    window: MainWindow, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[GRIEVANCE])
    button = window.panes.detail.foot.bar.button(Move.DISMISS)
    assert button is not None
    button.setFocus()
    press(window, Qt.Key.Key_J)
    here = QApplication.focusWidget()
    assert here is None or not window.panes.detail.isAncestorOf(here)


def test_a_menu_about_a_comment_goes_with_it(window: MainWindow, refs: dict[str, CommentRef]) -> None:
    show(window, refs[GRIEVANCE])
    text = next(one for one in window.panes.detail.findChildren(Prose) if one.isVisible())
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(2, 2), text.mapToGlobal(QPoint(2, 2)))
    QApplication.sendEvent(text, asked)
    (menu,) = (one for one in window.panes.detail.findChildren(QMenu) if one.isVisible())
    window.panes.list.open(refs[CALM])
    window.panes.beside.turning.settled()
    assert not any(one.isVisible() for one in window.panes.detail.findChildren(QMenu)), menu


def test_what_is_selected_of_one_comment_is_not_of_another_that_says_the_same(
    window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    again = platform.post("again", CALM)
    desk.sync()
    show(window, refs[CALM])
    prose = next(one for one in window.panes.detail.findChildren(Prose) if one.accessibleName() == CALM)
    prose._select(0, 5)
    assert window.panes.detail._body.selected == CALM[:5]
    window.panes.turn_to(again)
    assert window.panes.detail.ref == again
    assert window.panes.detail._body.selected == ""
