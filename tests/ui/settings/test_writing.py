"""Spelling is switched on and off in the settings, and the words of one's own are lines of text there."""

from pytestqt.qtbot import QtBot

from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from tests.ui.settings.test_room import enter
from tests.ui.window.conftest import clock, desk, fittings, library, platform, refs, window

__all__ = ["clock", "desk", "fittings", "library", "platform", "refs", "window"]  # fixtures


def test_words_of_ones_own_are_lines_that_are_kept_when_one_goes_on(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    for word in ("zozote", "Ambrelune"):
        desk.spelling.teach(word)
    enter(window, "Rédaction")
    area = window.panes.settings.writing.words
    assert area.text == "Ambrelune\nzozote"
    area.setFocus()
    area.setPlainText("Lumen\nzozote\n12\nhttps://exemple.fr")
    enter(window, "Données")
    assert desk.spelling.taught == {"Lumen", "zozote"}
    assert area.text == "Lumen\nzozote"  # what is no word is left out


def test_the_words_stand_right_under_their_name(window: MainWindow) -> None:
    enter(window, "Rédaction")
    section = window.panes.settings.writing
    above = section.check.mapTo(section, section.check.rect().bottomLeft()).y()
    top = section.words.mapTo(section, section.words.rect().topLeft()).y()
    assert top - above < 60


def test_spelling_is_switched_off_and_on(window: MainWindow, desk: Desk) -> None:
    enter(window, "Rédaction")
    check = window.panes.settings.writing.check
    assert check.isChecked()
    check.click()
    assert not desk.spelling.checked
    check.click()
    assert desk.spelling.checked
