"""Somebody opens the program for the first time, in a real window, with a keyboard and a screen reader."""

import sys

import pytest

from tests.outside.screen_reader import Part
from tests.outside.visitor import Visitor

NAMELESS = """\
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QVBoxLayout, QWidget
app, window, page = QApplication([]), QMainWindow(), QWidget()
window.setCentralWidget(page)
column = QVBoxLayout(page)
for text in ("Named", ""):
    column.addWidget(QPushButton(text))
window.show()
app.exec()
"""

pytestmark = pytest.mark.outside


def nameless(parts: list[Part]) -> list[Part]:
    return [part for part in parts if not part.name.strip()]


def test_the_first_comment_is_hidden_by_a_key(at_practice: Visitor) -> None:
    at_practice.until_there("push button", "Répondre")
    at_practice.press("h")
    at_practice.until_there("page tab", "En attente d’envoi, 1")
    at_practice.close()


def test_whatever_tab_reaches_has_a_name_and_comes_back_to_where_it_began(at_practice: Visitor) -> None:
    at_practice.until_there("push button", "Répondre")
    around = at_practice.around()
    assert len(around) > 20
    assert nameless(around) == []
    at_practice.close()


def test_a_button_without_a_name_would_be_found(visitor: Visitor) -> None:
    visitor.open(sys.executable, "-c", NAMELESS)
    assert len(nameless(visitor.around())) == 1
    visitor.close()
