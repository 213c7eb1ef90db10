"""What there is to do in the window is a sign to all that can wait: a key, a paint, a change."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.changes import Change
from cm_desktop.engine.giving_way import GivingWay
from cm_desktop.ui.at_work import AtWork
from cm_desktop.ui.bridge import Bridge
from tests.ui.conftest import Announcer


class Told(GivingWay):
    """Counts the signs."""

    signs = 0

    rested = 0

    def sign(self, *, hand: bool = False) -> None:
        self.signs += 1
        super().sign(hand=hand)

    def rest(self) -> None:
        self.rested += 1
        super().rest()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def way(qtbot: QtBot, bridge: Bridge, window: QWidget) -> Told:
    """Of a window that is shown, with nothing left to do."""
    told = Told()
    AtWork(told, bridge, window)
    with qtbot.waitExposed(window):
        window.show()
    QApplication.processEvents()
    told.signs = 0
    return told


def test_where_nothing_is_to_do_there_is_no_sign(way: Told) -> None:
    QApplication.processEvents()
    assert way.signs == 0


def test_a_key_is_a_sign_before_anybody_has_it(window: QWidget, way: Told) -> None:
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyPress(handle, Qt.Key.Key_J)
    assert way.signs >= 1


def test_a_paint_is_a_sign(window: QWidget, way: Told) -> None:
    window.update()
    QApplication.processEvents()
    assert way.signs >= 1


def test_a_change_is_a_sign_before_it_is_heard(qtbot: QtBot, bridge: Bridge, announcer: Announcer, way: Told) -> None:
    heard: list[int] = []
    bridge.changed.connect(lambda _changes: heard.append(way.signs))
    with qtbot.waitSignal(bridge.changed):
        announcer.tell(frozenset({Change.COMMENTS}))
    assert heard == [1]


def test_the_window_rests_once_what_was_put_behind_the_paint_is_done_too(
    qtbot: QtBot, window: QWidget, way: Told
) -> None:
    done: list[int] = []
    behind = QTimer(window, singleShot=True, interval=0)  # as a comment is made behind its row
    behind.timeout.connect(lambda: done.append(way.rested))
    qtbot.waitUntil(lambda: way.rested > 0)
    way.rested = 0
    window.paintEvent = lambda _event: behind.start()  # type: ignore[method-assign]
    window.update()
    qtbot.waitUntil(lambda: way.rested > 0)
    assert done == [0]


def test_a_key_is_a_hand_on_the_window_and_a_paint_is_none(window: QWidget, way: Told) -> None:
    window.update()
    QApplication.processEvents()
    assert not way.is_near()
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyPress(handle, Qt.Key.Key_J)
    assert way.is_near()
