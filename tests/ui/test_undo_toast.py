"""The toast stands above what is to be pressed next, and covers none of it."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.errors import ActRefused
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.outgoing.undo_toast import ABOVE, UndoToast
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words
from tests.engine.port import FakeClock


def test_it_goes_along_at_once_where_another_foot_takes_the_place_of_one(
    qtbot: QtBot, words: Words, theme: Theme
) -> None:
    around = QStackedWidget()
    qtbot.addWidget(around)
    feet = []
    for height in (60, 200):
        page = QWidget()
        around.addWidget(page)
        foot = QWidget(page)
        foot.setGeometry(0, 500 - height, 600, height)
        feet.append(foot)
    around.resize(600, 500)
    around.show()
    toast = UndoToast(words, theme, FakeClock(), feet, around)
    toast.tell("check", "118 commentaires classés", undoable=True)
    for place in (1, 0):
        around.setCurrentIndex(place)
        top = feet[place].mapTo(around, QPoint()).y()
        assert toast.geometry().bottom() + 1 == top - ABOVE


def test_a_long_refusal_is_read_to_its_end_above_a_narrow_foot(qtbot: QtBot, words: Words, theme: Theme) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(1280, 800)
    foot = QWidget(around)
    foot.setGeometry(672, 640, 608, 160)
    around.show()
    toast = UndoToast(words, theme, FakeClock(), [foot], around)
    refusal = explain(words, ActRefused("policy_unread"))
    for sentence in (refusal, "118 commentaires classés", refusal):
        toast.tell("triangle-alert", sentence)
        text = next(label for label in toast.findChildren(QLabel) if label.text() == sentence)
        assert foot.geometry().left() <= toast.geometry().left() <= toast.geometry().right() <= foot.geometry().right()
        assert toast.geometry().bottom() + 1 == foot.y() - ABOVE
        needed = text.heightForWidth(text.width()) if text.wordWrap() else text.sizeHint().height()
        assert text.height() >= needed
        assert text.wordWrap() or text.width() >= text.sizeHint().width()
