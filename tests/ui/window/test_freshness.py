"""The panel of the pages: opened from the rail, its readings and budgets, its two switches."""

from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import Account
from cm_desktop.domain.queue import Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.theme import Scheme, Theme
from cm_desktop.ui.rail.freshness_panel import FreshnessPanel
from cm_desktop.wording.words import Words
from tests.engine.port import ACCOUNT, CLIENT, FakeClock
from tests.ui.window.conftest import TRANSLATIONS
from tests.ui.window.steps import texts


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


@pytest.mark.parametrize(
    ("suspended", "paused", "line"),
    [
        (True, False, "Envoi suspendu, 1 page à jour"),
        (False, True, "Lecture suspendue, 1 page à jour"),
        (True, True, "Envoi et lecture suspendus, 1 page à jour"),
        (False, False, "1 page à jour"),
    ],
)
def test_the_foot_of_the_rail_says_first_what_is_suspended(
    qtbot: QtBot, window: MainWindow, desk: Desk, suspended: bool, paused: bool, line: str
) -> None:
    desk.acts.suspend(suspended).result()
    desk.acts.pause_reading(paused).result()
    foot = window.panes.rail.fresh
    qtbot.waitUntil(lambda: foot.accessibleName() == line)
    window.panes.rail.set_narrow(True)
    assert foot.accessibleName() == line
    assert line in unescape(foot.toolTip())


def test_a_window_opened_later_says_what_was_suspended(
    qtbot: QtBot, dressed: QApplication, desk: Desk, words: Words
) -> None:
    desk.acts.suspend(True).result()
    later = MainWindow(desk, Look(words=words, scheme=Scheme.LIGHT), TRANSLATIONS)
    qtbot.addWidget(later)
    assert later.panes.rail.fresh.accessibleName() == "Envoi suspendu, 1 page à jour"


@pytest.mark.parametrize("narrow", [False, True])
def test_what_is_suspended_has_a_sign_in_the_due_colour(
    qtbot: QtBot, window: MainWindow, desk: Desk, theme: Theme, narrow: bool
) -> None:
    foot = window.panes.rail.fresh
    window.panes.rail.set_narrow(narrow)
    assert not painted(foot, theme.due_fg)
    desk.acts.suspend(True).result()
    qtbot.waitUntil(lambda: painted(foot, theme.due_fg))


def painted(item: QWidget, colour: QColor) -> bool:
    """Whether the sign's half of an item has any of this colour."""
    image = item.grab().toImage()
    side = min(image.width(), 42)
    return any(image.pixelColor(x, y) == colour for x in range(side) for y in range(image.height()))


def test_the_list_of_what_waits_says_that_nothing_will_leave(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    window.panes.go(Queue.OUTGOING)
    assert "Rien n’attend d’être envoyé" in texts(window)
    desk.acts.suspend(True).result()
    qtbot.waitUntil(
        lambda: "Tout est suspendu\u00a0: rien ne partira avant «\u00a0Reprendre l’envoi\u00a0»." in texts(window)
    )
    desk.acts.suspend(False).result()
    qtbot.waitUntil(lambda: "Rien n’attend d’être envoyé" in texts(window))
