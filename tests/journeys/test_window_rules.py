"""Rules at the window, with the keyboard alone: a supplied one is adapted, then taken back. Nothing is faked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from cm_desktop.bootstrap import enrol
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.verdicts import Category
from cm_desktop.practice import PracticePlatform
from tests.journeys.person import CTRL, Person

pytestmark = pytest.mark.e2e

SUPPLIED, OWN = "fraude.fr", "maison.fr"
SPARED = "Ce comédien, quel escroc au grand nez"
ENTRY = f"    add: {{except: [escroc au grand nez], no: [{SPARED}]}}"


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, practice: PracticePlatform) -> Iterator[Person]:
    person = Person(qtbot, tmp_path / "workspace", KeyringVault.in_memory())
    enrol(person.desk, practice)
    person.sit_down()
    yield person
    person.window.bench.forget_drafts()  # or it would ask
    person.leave()


def at_work(person: Person, pack: str) -> bool:
    bench = person.window.bench
    return bench.pack is not None and bench.pack.id == pack and bench.proof is not None


def at_hand() -> str:
    """What a screen reader says of what has the focus."""
    focus = QApplication.focusWidget()
    return focus.accessibleName() if focus is not None else ""


def push(person: Person, name: str) -> None:
    """Come to a button with Tab, and push it."""
    wanted = next(b for b in person.window.findChildren(QAbstractButton) if name in (b.text(), b.accessibleName()))
    person.wait(wanted.isVisible)
    for _ in range(80):
        if not wanted.hasFocus():
            person.press(Qt.Key.Key_Tab)
    assert wanted.hasFocus()
    person.press(Qt.Key.Key_Space)


def accuses(person: Person) -> bool:
    return Category.FRAUD in person.desk.rules.judge().judge(SPARED).categories


def adapt(person: Person) -> None:
    """The first rule about fraud leaves one more expression alone, for all clients."""
    person.press(Qt.Key.Key_9)
    person.wait(lambda: person.window.bench.pack is not None and "Boycott" in at_hand())
    while "Fraude" not in at_hand():
        person.press(Qt.Key.Key_Down)
    person.wait(lambda: person.window.bench.pack is not None and person.window.bench.pack.id == SUPPLIED)
    push(person, "Adapter cette règle…")
    person.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Return)
    person.window.activateWindow()
    person.wait(lambda: at_work(person, OWN) and person.window.panes.rules.pack.text.hasFocus())
    person.press(Qt.Key.Key_Home)
    person.press(Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    person.paste(ENTRY)
    person.wait(lambda: ENTRY in person.window.bench.text and person.window.bench.sound)
    person.press(Qt.Key.Key_S, CTRL)


def test_a_supplied_rule_is_adapted_and_all_is_as_supplied_once_that_is_taken_away(person: Person) -> None:
    person.wait(person.everything_is_read)
    assert accuses(person)
    adapt(person)
    person.wait(lambda: not accuses(person))
    person.wait(lambda: not person.window.bench.drafts)
    supplied = next(pack for pack in person.desk.rules.packs() if pack.id == SUPPLIED)
    assert supplied.shipped

    push(person, "Supprimer ces règles")
    (box,) = (box for box in person.window.findChildren(QMessageBox) if box.isVisible())
    go = next(button for button in box.buttons() if button.text() == "Supprimer ces règles")
    go.setFocus()
    QTest.keyClick(go, Qt.Key.Key_Space)
    person.wait(lambda: person.reads("son texte est gardé"))
    assert accuses(person)
