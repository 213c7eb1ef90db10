"""Every control that Tab reaches, on every screen: it has a name, it is something, and Tab goes as one reads."""

import sys
from pathlib import Path

import pytest

from tests.outside.visitor import Stop, Visitor

ODD = """\
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QVBoxLayout, QWidget
from PySide6.QtCore import Qt
app, window, page = QApplication([]), QMainWindow(), QWidget()
window.setCentralWidget(page)
column = QVBoxLayout(page)
first, nameless, third, painted = QPushButton("First"), QPushButton(""), QPushButton("Third"), QWidget()
painted.setAccessibleName("Painted")
painted.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
for part in (first, nameless, third, painted):
    column.addWidget(part)
for one, other in ((first, painted), (painted, third), (third, nameless)):
    QWidget.setTabOrder(one, other)
window.show()
app.exec()
"""
# What a person can do something with, or read in lines.
CONTROLS = frozenset(
    {"push button", "button menu", "check box", "radio button", "page tab", "list item", "text", "table", "combo box"}
    | {"spin button", "date editor", "document frame", "link", "panel"}
)

pytestmark = pytest.mark.outside


def faults(stops: list[Stop]) -> list[str]:
    """What a screen reader or a keyboard would stumble over."""
    nameless = [f"no name: {stop.part}" for stop in stops if not stop.part.name.strip()]
    odd = [f"no control: {stop.part}" for stop in stops if stop.part.role not in CONTROLS]
    back = [f"back: to {stop.part}" for stop in stops if goes_back(stop)]
    return nameless + odd + (back if len(back) > 1 else [])  # it goes back once, to where it began


def goes_back(stop: Stop) -> bool:
    """Up in its column, or to the left on its line."""
    was, here = stop.left, stop.box
    if was is None or here is None:
        return True
    above = here.bottom <= was.y
    return (above and here.x < was.right) or (not above and here.y < was.bottom and here.right <= was.x)


def test_what_is_wrong_would_be_found(visitor: Visitor) -> None:
    visitor.open(sys.executable, "-c", ODD)
    found = [fault.partition(":")[0] for fault in faults(visitor.around())]
    assert found == ["no name", "no control", "back", "back", "back"]
    visitor.close()


def test_in_the_window_of_who_has_no_page_yet(visitor: Visitor) -> None:
    visitor.open()
    visitor.until_there("push button", "Essayer avec la page d’entraînement")
    assert faults(visitor.around()) == []
    visitor.press("ctrl+n")
    visitor.until_there("dialog")
    assert faults(visitor.around()) == []
    visitor.press("Escape")
    visitor.close()


def test_in_the_inbox_and_what_lies_over_it(at_practice: Visitor) -> None:
    at_practice.until_there("push button", "Répondre")
    around = at_practice.around()
    assert len(around) > 20
    assert faults(around) == []
    for key, there in (("e", "Préparer la demande"), ("f", "Effacer cette personne")):
        at_practice.press(key)
        at_practice.until_there("push button", there)
        assert faults(at_practice.around()) == []
        at_practice.press("Escape")
        at_practice.until_gone("dialog", "")
    at_practice.press("shift+j")
    at_practice.until_there("check box", "2 sélectionnés")
    assert faults(at_practice.around()) == []
    at_practice.close()


def test_in_what_waits_to_be_sent(at_practice: Visitor) -> None:
    at_practice.until_there("push button", "Répondre")
    at_practice.press("h")
    at_practice.until_there("page tab", "En attente d’envoi, 1")
    at_practice.press("apostrophe")
    at_practice.until_there("push button", "Tout suspendre")
    assert faults(at_practice.around()) == []
    at_practice.close()


def test_in_what_is_to_be_validated(visitor: Visitor, tmp_path: Path) -> None:
    shared = tmp_path / "Partage"
    shared.mkdir()
    visitor.command("validation", "found", "Lumen", "--person", "Claire Aubry", "--folder", str(shared))
    visitor.open()
    visitor.push("Validation", "page tab")
    assert faults(visitor.around()) == []
    visitor.close()


def test_in_the_rules_and_the_guide(at_practice: Visitor) -> None:
    at_practice.push("Règles", "page tab")
    at_practice.until_there("list item")
    assert faults(at_practice.around()) == []
    at_practice.press("F1", "g")
    at_practice.until_there("dialog", "Guide")
    assert faults(at_practice.around()) == []
    at_practice.press("Escape")
    at_practice.close()


def test_in_every_section_of_the_settings(at_practice: Visitor) -> None:
    at_practice.press("ctrl+comma")
    for section in ("Clients", "Pages", "Validation", "Apparence", "Notifications", "Touches", "Données"):
        at_practice.push(section, "page tab")
        at_practice.until_there("label", section)
        assert faults(at_practice.around()) == [], section
    at_practice.close()
