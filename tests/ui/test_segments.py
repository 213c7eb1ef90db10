"""A few words side by side: the keyboard comes to the one that is taken, and the arrows go on from there."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.ui.kit.controls.segments import Segment, Segments
from cm_desktop.ui.kit.theme import LIGHT


def test_tab_comes_to_what_is_taken_before_anything_was_pressed(qtbot: QtBot) -> None:
    window, before, segments = QWidget(), QLineEdit(), Segments("Niveau", ["Sans", "Déclaré", "Signé"], LIGHT, taken=2)
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(before)
    column.addWidget(segments)
    window.show()
    window.activateWindow()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    QTest.keyClick(before, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert isinstance(focused, Segment)
    assert focused.text() == "Signé"
    QTest.keyClick(focused, Qt.Key.Key_Left)
    assert segments.taken == 1
