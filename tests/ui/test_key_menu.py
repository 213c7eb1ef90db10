"""The lines of a menu tell their keys to who listens; the window alone hears them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.ui.kit.controls.key_menu import KeyMenu
from cm_desktop.ui.kit.theme import Theme


@pytest.fixture
def around(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def told(menu: KeyMenu) -> list[tuple[str, str]]:
    """What a screen reader says of each line: its name and its key."""
    heard = QAccessible.queryAccessibleInterface(menu)
    lines = [heard.child(place) for place in range(heard.childCount())]
    return [(line.text(QAccessible.Text.Name), line.text(QAccessible.Text.Accelerator)) for line in lines]


def test_a_line_tells_its_key(around: QWidget, theme: Theme) -> None:
    menu = KeyMenu(theme, around)
    menu.line("Marquer comme non lu", "Maj+U", sequence="Shift+U")
    menu.line("Mettre de côté", "")
    assert told(menu) == [("Marquer comme non lu", "Shift+U"), ("Mettre de côté", "")]


def test_it_is_drawn_as_a_cap_alone(around: QWidget, theme: Theme) -> None:
    bare, telling = KeyMenu(theme, around), KeyMenu(theme, around)
    bare.line("Marquer comme non lu", "Maj+U")
    telling.line("Marquer comme non lu", "Maj+U", sequence="Shift+U")
    assert telling.sizeHint() == bare.sizeHint()


@pytest.mark.parametrize("opened", [False, True])
def test_the_key_of_the_window_is_still_the_windows_own(around: QWidget, theme: Theme, *, opened: bool) -> None:
    heard: list[str] = []
    QShortcut(QKeySequence("Shift+U"), around).activated.connect(lambda: heard.append("window"))
    menu = KeyMenu(theme, around)
    menu.line("Marquer comme non lu", "Maj+U", sequence="Shift+U").triggered.connect(lambda: heard.append("menu"))
    if opened:
        menu.popup(around.mapToGlobal(around.rect().topLeft()))
        menu.close()
    QTest.keyClick(around, Qt.Key.Key_U, Qt.KeyboardModifier.ShiftModifier)
    assert heard == ["window"]
