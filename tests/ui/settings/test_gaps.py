"""In the settings what belongs together stands together, and no gap is wider than the one between two things."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.settings.settings_view import SettingsView
from tests.ui.settings.test_room import enter
from tests.ui.window.conftest import clock, desk, fittings, library, platform, refs, window

__all__ = ["clock", "desk", "fittings", "library", "platform", "refs", "window"]  # fixtures

APART = 20  # of two things in a section


def top_of(text: str, view: SettingsView) -> int:
    (label,) = [each for each in view.findChildren(QLabel) if each.isVisible() and each.text().startswith(text)]
    return label.mapTo(view, QPoint(0, 0)).y()


def foot_of(part: QWidget, view: SettingsView) -> int:
    return part.mapTo(view, QPoint(0, part.height())).y()


def test_what_explains_something_stands_nearer_to_it_than_the_next_thing(qtbot: QtBot, window: MainWindow) -> None:
    view = window.panes.settings
    enter(window, "Données")
    qtbot.waitUntil(lambda: bool(view.data.copies.text()))
    assert 0 < top_of("Une copie par heure", view) - foot_of(view.data._verify, view) < APART
    view.open(view.sections.index(view.writing))
    assert 0 < top_of("Un par ligne", view) - foot_of(view.writing.words, view) < APART


def test_where_there_is_no_team_no_gap_is_left_for_one(window: MainWindow) -> None:
    enter(window, "Validation")
    view, section = window.panes.settings, window.panes.settings.validation
    below = section.ways.mapTo(view, QPoint(0, 0)).y() - foot_of(section._none, view)
    assert below == APART
