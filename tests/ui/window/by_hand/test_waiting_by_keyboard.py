"""What waits to be done by hand, by keyboard in its list."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.outbox import Addressee
from cm_desktop.domain.queue import Triage
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.outgoing.waiting_row import WaitingRow
from tests.ui.window.by_hand.conftest import button, ref
from tests.ui.window.steps import press


def waiting_on_show(qtbot: QtBot, window: MainWindow, desk: Desk, *names: str) -> None:
    """These comments are to be hidden by hand, and the list of what waits is open."""
    for name in names:
        desk.acts.do(ref(name), Hide(), shown=desk.inbox.row(ref(name)).comment).result()
    press(window, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: window.panes.beside.waiting.isVisible() and len(rows(window)) == len(names))


def rows(window: MainWindow) -> list[WaitingRow]:
    return [row for row in window.panes.beside.waiting.findChildren(WaitingRow) if row.isVisible()]


def still(desk: Desk) -> list[CommentRef]:
    return [waiting.entry.comment for waiting in desk.inbox.waiting(addressee=Addressee.HAND)]


def test_the_only_one_that_waits_is_said_to_be_done_by_its_key(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    waiting_on_show(qtbot, window, desk, "c3")
    press(window, Qt.Key.Key_P)
    assert still(desk) == []
    assert desk.inbox.row(ref("c3")).triage is Triage.HIDDEN


def test_among_several_the_key_says_nothing_until_one_has_the_keyboard(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    waiting_on_show(qtbot, window, desk, "c1", "c2", "c3")
    order = still(desk)
    press(window, Qt.Key.Key_P)
    assert still(desk) == order
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_J)
    press(window, Qt.Key.Key_Up)
    press(window, Qt.Key.Key_P)
    assert still(desk) == [order[0], order[2]]
    qtbot.waitUntil(lambda: len(rows(window)) == 2)
    press(window, Qt.Key.Key_P)  # the keyboard is on the row that took its place
    assert still(desk) == [order[0]]


def test_the_button_that_has_the_keyboard_there_is_ringed(
    qtbot: QtBot, window: MainWindow, desk: Desk, theme: Theme
) -> None:
    waiting_on_show(qtbot, window, desk, "c3")
    done = button(window, "C’est fait")
    assert theme.accent not in edge(done)
    for _ in range(40):
        press(window, Qt.Key.Key_Tab)
        if done.hasFocus():
            break
    assert theme.accent in edge(done)


def edge(shown: Button) -> list[QColor]:
    image = shown.grab().toImage()
    return [image.pixelColor(x, image.height() // 2) for x in range(5)]


def test_a_page_by_hand_is_never_said_to_be_read_next(window: MainWindow) -> None:
    panel = window.panes.rail.panel
    panel.refresh_now()
    said_there = [each.text() for each in panel.findChildren(QLabel)]
    assert "Rien n’est lu ici\u00a0: vous collez ou importez ses commentaires." in said_there
    assert not any("prochaine lecture" in each for each in said_there)
