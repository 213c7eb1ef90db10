"""A day is typed as it is written, from wherever the keyboard came."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.ui.kit.controls.day_field import DayField
from cm_desktop.wording.words import Words


@pytest.fixture
def field(qtbot: QtBot, dressed: QApplication, words: Words) -> Iterator[DayField]:
    """Between two buttons, at another day."""
    row = QWidget()
    made = DayField("Jour", words)
    column = QVBoxLayout(row)
    for part in (QPushButton("before"), made, QPushButton("after")):
        column.addWidget(part)
    qtbot.addWidget(row)
    row.show()
    row.activateWindow()
    made.setDate(QDate(2026, 10, 24))
    yield made
    row.close()


def come_to(field: DayField, key: Qt.Key) -> None:
    """From the button before it with Tab, from the one after it with Shift+Tab."""
    beside = field.window().findChildren(QPushButton)
    start = beside[0] if key is Qt.Key.Key_Tab else beside[1]
    start.setFocus()
    QTest.keyClick(start, key)
    assert field.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
@pytest.mark.parametrize("typed", ["05112025", "05/11/2025", "5/11/2025"])
def test_a_day_is_typed_as_it_is_written(field: DayField, key: Qt.Key, typed: str) -> None:
    come_to(field, key)
    QTest.keyClicks(field, typed)
    assert field.date() == QDate(2025, 11, 5)


def test_home_begins_anew(field: DayField) -> None:
    come_to(field, Qt.Key.Key_Tab)
    QTest.keyClicks(field, "22")
    QTest.keyClick(field, Qt.Key.Key_Home)
    QTest.keyClicks(field, "05112025")
    assert field.date() == QDate(2025, 11, 5)
