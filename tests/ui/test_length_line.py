"""What is said of a reply's length, in figures that can be read."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import TextLimit, TextUnit
from cm_desktop.ui.detail.length_line import LengthLine
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

LIMIT = TextLimit(refuse=8_000, unit=TextUnit.CODE_POINTS)


def test_thousands_stand_apart_in_what_is_too_long_or_nearly(qtbot: QtBot, words: Words, theme: Theme) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    line = LengthLine(words, theme, around)
    line.measure("a" * 11_340, LIMIT, "Facebook")
    assert (
        line.text().replace("\u202f", "_") == "3_340\u00a0caractères de trop\u00a0: Facebook en accepte 8_000 au plus"
    )
    line.measure("a" * 7_990, LIMIT, "Facebook")
    assert line.text().replace("\u202f", "_").startswith("7_990")
