"""What is typed for an answer stands in a field like all those of the window."""

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.validation.answer_foot import AnswerFoot
from cm_desktop.wording.words import Words


def test_the_text_keeps_as_far_from_the_top_of_its_field_as_from_its_side(
    qtbot: QtBot, dressed: QApplication, words: Words, theme: Theme
) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    field = AnswerFoot(words, theme, around).field
    around.show()
    field.show()
    corner = field.viewport().mapTo(field, field.cursorRect().topLeft())
    assert abs(corner.y() - corner.x()) <= 2
    assert corner.y() >= 10
