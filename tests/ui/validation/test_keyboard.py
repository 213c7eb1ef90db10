"""The view of those who validate: the keyboard is where the keys act, and a screen reader tells what."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.ui.frame.rooms import Room
from cm_desktop.ui.validation.case_item import CaseItem
from tests.engine.supervision.people import Person
from tests.ui.validation.conftest import Sit
from tests.ui.window.steps import press, texts


def test_the_keyboard_is_on_the_case_on_show_and_comes_to_the_first_one(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit: Sit
) -> None:
    moderator, supervisor = two
    window = sit(supervisor)
    assert window.panes.validation.list.hasFocus()
    moderator.ask(comment, "Bonjour.")
    supervisor.scan()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), CaseItem))
    window.panes.enter(Room.RULES)
    press(window, Qt.Key.Key_0)
    assert isinstance(QApplication.focusWidget(), CaseItem)
    qtbot.waitUntil(lambda: not window.panes.validation.foot.holds.isActive())
    press(window, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: "Rien n’attend votre réponse." in texts(window))
    assert window.panes.validation.list.hasFocus()
