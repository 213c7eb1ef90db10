"""A client is erased from the settings: counted first, asked for twice, and gone from the window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from tests.engine.port import CLIENT
from tests.ui.settings.test_room import button, enter
from tests.ui.window.conftest import clock, desk, fittings, library, platform, refs, window
from tests.ui.window.steps import texts

__all__ = ["clock", "desk", "fittings", "library", "platform", "refs", "window"]  # fixtures


def click(window: MainWindow, name: str) -> None:
    QTest.mouseClick(button(window.panes.settings.clients, name), Qt.MouseButton.LeftButton)


def asked(qtbot: QtBot, window: MainWindow) -> None:
    click(window, "Effacer ce client…")
    qtbot.waitUntil(lambda: "1\u00a0page" in texts(window))


def test_a_client_is_counted_before_it_is_erased_and_may_stay(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    enter(window, "Clients")
    asked(qtbot, window)
    assert "commentaires" in texts(window)
    assert QApplication.focusWidget() is window.panes.settings.clients.erasing.stay
    click(window, "Garder ce client")
    assert not window.panes.settings.clients.erasing.erase.isVisible()
    assert CLIENT in desk.inbox.clients()


def test_a_client_that_is_erased_leaves_the_window(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    others = [client for client in desk.inbox.clients() if client != CLIENT]
    enter(window, "Clients")
    asked(qtbot, window)
    click(window, "Effacer pour de bon")
    qtbot.waitUntil(lambda: desk.inbox.clients() == tuple(others))
    qtbot.waitUntil(lambda: window.panes.settings.clients.form is None or bool(others))
