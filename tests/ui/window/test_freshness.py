"""The panel of the pages: opened from the rail, its readings and budgets, its two switches."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import Account
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.button import Button
from cm_desktop.ui.rail.freshness_panel import FreshnessPanel
from tests.engine.port import ACCOUNT, CLIENT, FakeClock


def opened(window: MainWindow) -> FreshnessPanel:
    """By keyboard, from the foot of the rail."""
    item = window.panes.rail.fresh
    item.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(item, Qt.Key.Key_Space)
    assert window.panes.rail.panel.isVisible()
    return window.panes.rail.panel


def says(panel: FreshnessPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel))


def press(panel: FreshnessPanel, label: str) -> None:
    QTest.mouseClick(next(b for b in panel.findChildren(Button) if b.label == label), Qt.MouseButton.LeftButton)


def test_it_names_every_page_with_its_last_reading(window: MainWindow) -> None:
    panel = opened(window)
    assert f"{ACCOUNT.name} · fake" in says(panel)
    assert "Lue à l’instant" in says(panel)
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_reading_is_paused_and_resumed_there(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    panel = opened(window)
    press(panel, "Suspendre la lecture")
    assert desk.inbox.reading_paused()
    qtbot.waitUntil(lambda: "Rien n’est lu tout seul" in says(panel))
    press(panel, "Reprendre la lecture")
    assert not desk.inbox.reading_paused()


def test_sending_is_suspended_and_resumed_there(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    panel = opened(window)
    press(panel, "Tout suspendre")
    assert desk.inbox.suspended()
    qtbot.waitUntil(lambda: any(b.label == "Reprendre l’envoi" for b in panel.findChildren(Button)))
    press(panel, "Reprendre l’envoi")
    assert not desk.inbox.suspended()


def test_an_access_that_ends_is_announced_in_the_rail_and_renewed_from_the_panel(
    qtbot: QtBot, window: MainWindow, desk: Desk, clock: FakeClock
) -> None:
    ending = replace(ACCOUNT, access_ends=clock.now() + timedelta(days=3))
    desk._workspace.save_account(ending).result()
    window.panes.refresh()
    assert window.panes.rail.fresh.accessibleName() == "1 page à jour, 1 à renouveler"
    asked: list[Account] = []
    panel = opened(window)
    panel.reconnecting.disconnect()
    panel.reconnecting.connect(asked.append)
    press(panel, "Reconnecter")
    assert asked == [ending]
    assert asked[0].client == CLIENT.id
    assert not panel.isVisible()
