"""A window opens again where it stood, divided as it was, on the list that was on show; but only on a screen that is there."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.queue import Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import USUAL, MainWindow
from cm_desktop.ui.frame.place import Place
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words
from tests.ui.window.conftest import TRANSLATIONS

SCREEN, RIGHT = QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 800)


def place(room: QRect, *, maximised: bool = False, queue: Queue = Queue.DONE) -> Place:
    return Place(room=room, maximised=maximised, list_width=500, queue=queue)


def test_a_place_is_read_as_it_was_written() -> None:
    kept = place(QRect(-40, 30, 1500, 900), maximised=True)
    assert Place.read(kept.written()) == kept


@pytest.mark.parametrize(
    "text", ["", "1 2 3", "a b c d 0 428 todo", "1 2 3 4 0 428 nowhere", "9" * 30 + " 2 3 4 0 1 todo"]
)
def test_a_line_that_is_none_of_ours_says_nothing(text: str) -> None:
    assert Place.read(text) is None


@pytest.mark.parametrize(
    ("room", "found"),
    [
        (QRect(100, 50, 1400, 900), QRect(100, 50, 1400, 900)),
        (QRect(2000, 50, 1200, 700), QRect(2000, 50, 1200, 700)),
        (QRect(2000, 50, 1600, 1000), QRect(2000, 50, 1280, 800)),  # on a smaller screen than it was
        (QRect(4000, 50, 1400, 900), None),  # on a screen that is gone
        (QRect(100, -500, 1400, 900), None),  # its upper edge is out of reach
        (QRect(1880, 1000, 1400, 900), None),
    ],
)
def test_a_room_is_taken_only_where_it_can_be_taken_hold_of(room: QRect, found: QRect | None) -> None:
    assert place(room).on([SCREEN, RIGHT]) == found


def opened(qtbot: QtBot, desk: Desk, words: Words, stood: Place | None) -> MainWindow:
    window = MainWindow(desk, Look(words=words, scheme=Scheme.LIGHT), TRANSLATIONS, place=stood)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def screen() -> QRect:
    return QApplication.primaryScreen().availableGeometry()


def test_a_window_opens_again_as_it_was_left(qtbot: QtBot, dressed: QApplication, desk: Desk, words: Words) -> None:
    room = QRect(screen().topLeft(), screen().size()).adjusted(0, 0, 700, 300)  # larger than the screen
    window = opened(qtbot, desk, words, place(room))
    assert window.panes.query.queue is Queue.DONE
    window.speak("en")
    assert window.panes.stage.list_width == 500
    with qtbot.waitSignal(window.left) as left:
        window.close()
    assert left.args is not None
    told = left.args[0]
    assert (told.list_width, told.queue, told.maximised) == (500, Queue.DONE, False)
    assert (told.room.topLeft() - screen().topLeft()).manhattanLength() < 100  # as far as a frame is thick


def test_without_its_screen_a_window_has_its_usual_size(
    qtbot: QtBot, dressed: QApplication, desk: Desk, words: Words
) -> None:
    window = opened(qtbot, desk, words, place(QRect(90_000, 0, 1300, 800)))
    assert (window.width(), window.height()) == USUAL
