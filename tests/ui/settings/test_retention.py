"""How long comments are kept is chosen in the settings: counted first, asked for, and done."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.queue import Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.settings.retention import RetentionBlock
from tests.engine.port import FakeClock, FakePlatform
from tests.ui.settings.test_room import button, enter
from tests.ui.window.conftest import clock, desk, fittings, library, platform, refs, window
from tests.ui.window.steps import texts

__all__ = ["clock", "desk", "fittings", "library", "platform", "refs", "window"]  # fixtures


def block(window: MainWindow) -> RetentionBlock:
    return window.panes.settings.data.retention


def choose(window: MainWindow, place: int) -> None:
    choice = block(window).choice
    choice.setCurrentIndex(place)
    choice.activated.emit(place)


def read_months(desk: Desk) -> int | None:
    return desk.retention.months


def answered_long_ago(desk: Desk, platform: FakePlatform, clock: FakeClock) -> int:
    """A thread that the page answered elsewhere, more than half a year ago."""
    asked = platform.post("long ago", "Ouvert lundi ?")
    platform.post("ours", "Oui.", parent=asked.id, by_page=True)
    desk.sync()
    clock.time += timedelta(days=300)
    return desk.inbox.counts().queues[Queue.ALL]


def test_a_duration_is_counted_asked_for_and_kept(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, clock: FakeClock
) -> None:
    before = answered_long_ago(desk, platform, clock)
    enter(window, "Données")
    assert block(window).choice.currentText() == "Pour toujours"
    choose(window, 0)
    block(window).refresh()  # as whatever comes in meanwhile has it do
    qtbot.waitUntil(lambda: "2\u00a0commentaires quitteraient cet ordinateur." in texts(window))
    assert QApplication.focusWidget() is block(window).stay
    assert read_months(desk) is None
    QTest.mouseClick(button(window.panes.settings.data, "Garder 6\u00a0mois"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "2\u00a0commentaires ont quitté cet ordinateur." in texts(window))
    assert desk.inbox.counts().queues[Queue.ALL] == before - 2
    assert read_months(desk) == 6
    assert block(window).choice.currentText() == "6\u00a0mois"


def test_one_may_change_nothing(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    enter(window, "Données")
    choose(window, 1)
    qtbot.waitUntil(block(window).stay.isVisible)
    QTest.mouseClick(block(window).stay, Qt.MouseButton.LeftButton)
    assert (desk.retention.months, block(window).choice.currentText()) == (None, "Pour toujours")
    assert not block(window).keep.isVisible()


def test_for_ever_asks_nothing_and_another_hands_choice_is_offered(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    desk.retention.keep(7)
    enter(window, "Données")
    assert block(window).choice.currentText() == "7\u00a0mois"
    choose(window, block(window).choice.count() - 1)
    qtbot.waitUntil(lambda: desk.retention.months is None)
    qtbot.waitUntil(lambda: "Les commentaires sont gardés pour toujours." in texts(window))


def test_a_clock_far_ahead_is_told_and_the_same_duration_can_be_chosen_again(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, clock: FakeClock
) -> None:
    desk.retention.keep(6)
    answered_long_ago(desk, platform, clock)
    enter(window, "Données")
    assert block(window).told.text.startswith("Selon cet ordinateur, nous sommes le 18 septembre 2027")
    choose(window, 0)
    qtbot.waitUntil(lambda: "2\u00a0commentaires quitteraient cet ordinateur." in texts(window))
    QTest.mouseClick(button(window.panes.settings.data, "Garder 6\u00a0mois"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: block(window).told.text.endswith("2\u00a0commentaires ont quitté cet ordinateur."))
    assert desk.retention.doubted_since is None


def test_a_clock_that_was_put_right_is_told_of_no_more(window: MainWindow, desk: Desk, clock: FakeClock) -> None:
    desk.retention.keep(6)
    clock.time += timedelta(days=300)
    enter(window, "Données")
    assert block(window).told.text
    clock.time -= timedelta(days=300)
    block(window).refresh()
    assert block(window).told.text == ""
