"""A room is made when somebody first enters it, and only then; what it needs of the window is there at once."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.frame.rooms import Room
from cm_desktop.ui.kit.theme import Scheme
from tests.ui.window.steps import press


def made(window: MainWindow) -> set[Room]:
    return {room for room in Room if window.panes.rooms.is_made(room)}


def test_who_goes_through_comments_waits_for_no_room(window: MainWindow) -> None:
    press(window, Qt.Key.Key_J)
    press(window, Qt.Key.Key_A)
    window.panes.refresh()
    window.resize(1120, 680)
    window.wear(Scheme.DARK)
    assert made(window) == set()


@pytest.mark.parametrize("room", [Room.RULES, Room.SETTINGS])
def test_a_room_is_made_once_and_stands_in_the_window(window: MainWindow, room: Room) -> None:
    window.panes.enter(room)
    view = window.panes.rooms.view(room)
    assert view.isVisible()
    assert made(window) == {room}
    window.panes.ask(window.panes.query)
    window.panes.enter(room)
    assert window.panes.rooms.view(room) is view


def test_a_room_that_is_made_late_is_as_narrow_as_the_window(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1120, 680)
    qtbot.waitUntil(lambda: window.panes.width() == 1120)
    window.panes.enter(Room.SETTINGS)
    narrow = window.panes.settings.list.width()
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: window.panes.settings.list.width() > narrow)


def test_another_theme_goes_on_in_the_section_that_was_open(window: MainWindow) -> None:
    window.panes.enter(Room.SETTINGS)
    window.panes.settings.open(2)
    window.wear(Scheme.DARK)
    assert (window.panes.room, window.panes.settings.place) == (Room.SETTINGS, 2)
