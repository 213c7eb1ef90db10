"""Every key can be another one, or none, and what is drawn says what is bound."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.proposals import Move
from cm_desktop.engine.desk import Desk
from cm_desktop.settings import Settings, remember
from cm_desktop.ui import keys
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.frame.rooms import Room
from cm_desktop.ui.keys import Answering, Command, KeyMap
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.settings.key_row import KeyRow, written
from cm_desktop.wording.words import Words
from tests.ui.settings.test_room import enter
from tests.ui.window.conftest import TRANSLATIONS, clock, desk, fittings, library, platform, refs, window
from tests.ui.window.steps import press, texts

__all__ = ["clock", "desk", "fittings", "library", "platform", "refs", "window"]  # fixtures

SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
HIDE = next(key for key in keys.EVERY if key.does is Move.HIDE)


@pytest.fixture(autouse=True)
def as_at_first() -> Iterator[None]:
    yield
    keys.wear(KeyMap())


def row(window: MainWindow, does: str) -> KeyRow:
    return window.panes.settings.keys.rows[does]


def strike(window: MainWindow, does: str, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    row(window, does).catcher.click()
    press(window, key, modifier)


def hides(window: MainWindow, desk: Desk) -> int:
    return len(desk.inbox.waiting())


def test_another_key_hides_at_once_and_the_old_one_no_more(window: MainWindow, desk: Desk, words: Words) -> None:
    enter(window, "Touches")
    strike(window, Move.HIDE, Qt.Key.Key_G)
    assert keys.cap(Move.HIDE, words) == "G"
    assert row(window, Move.HIDE).catcher.hasFocus()  # ready for the next
    press(window, Qt.Key.Key_2)
    press(window, Qt.Key.Key_1)
    press(window, Qt.Key.Key_H)
    assert hides(window, desk) == 0
    press(window, Qt.Key.Key_G)
    if hides(window, desk) == 0:  # a grievance is asked about first
        press(window, Qt.Key.Key_G)
    assert hides(window, desk) == 1
    assert window.look.keys.changed == {Move.HIDE: "G"}


def test_no_key_acts_while_one_is_waited_for(window: MainWindow) -> None:
    enter(window, "Touches")
    row(window, Move.HIDE).catcher.click()
    press(window, Qt.Key.Key_Shift, SHIFT)
    assert row(window, Move.HIDE).catcher.listens
    press(window, Qt.Key.Key_Escape)
    assert not row(window, Move.HIDE).catcher.listens
    assert window.panes.room is Room.SETTINGS
    assert window.look.keys == KeyMap()
    strike(window, Move.HIDE, Qt.Key.Key_9)  # would open the rules
    assert window.panes.room is Room.SETTINGS


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (Qt.Key.Key_A, "A sert déjà\u00a0: Classer"),
        (Qt.Key.Key_3, "3 sert déjà"),
        (Qt.Key.Key_Tab, "Tab sert à se déplacer"),
    ],
)
def test_a_key_that_does_something_is_not_taken_and_what_it_does_is_said(
    window: MainWindow, key: Qt.Key, told: str
) -> None:
    enter(window, "Touches")
    strike(window, Move.HIDE, key)
    assert told in window.panes.settings.keys.told.text
    assert window.look.keys == KeyMap()


def test_a_key_is_switched_off_and_back_on(window: MainWindow, words: Words) -> None:
    enter(window, "Touches")
    row(window, Move.HIDE)._other.click()
    assert keys.cap(Move.HIDE, words) == ""
    assert "Aucune" in row(window, Move.HIDE).cap.text()
    row(window, Move.HIDE)._other.click()
    assert keys.cap(Move.HIDE, words) == "H"
    row(window, Command.WRITE)._other.click()
    window.panes.settings.keys._back.click()
    assert window.look.keys == KeyMap()


def test_without_single_keys_no_sign_acts_and_no_cap_shows_one(window: MainWindow, desk: Desk, words: Words) -> None:
    enter(window, "Touches")
    window.panes.settings.keys.singles.click()
    assert not window.look.keys.singles
    press(window, Qt.Key.Key_1)
    assert window.panes.room is Room.SETTINGS
    window.panes.settings.left.emit()
    press(window, Qt.Key.Key_H)
    press(window, Qt.Key.Key_A)
    assert hides(window, desk) == 0
    assert (keys.cap(Move.HIDE, words), keys.cap(Command.SEND, words)) == ("", "Ctrl+Entrée")
    assert [s for key in keys.EVERY for s in keys.worn().of(key) if keys.is_single(s)] == []


def test_the_keyboard_stays_on_what_switched_single_keys_off_and_the_help_tells_those_that_are_left(
    window: MainWindow, words: Words
) -> None:
    enter(window, "Touches")
    window.panes.settings.keys.singles.setFocus()
    press(window, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is window.panes.settings.keys.singles
    window.panes.help.open()
    QApplication.processEvents()
    told = texts(window.panes.help)
    assert (words.say("File away") in told, "touches seules sont désactivées" in told) == (False, True)
    assert ("Down" in told, "↓" in told) == (False, True)


def test_the_help_shows_the_key_that_was_chosen(window: MainWindow) -> None:
    window.listen(KeyMap().giving(HIDE, "F9"))
    window.panes.help.open()
    QApplication.processEvents()
    assert "F9" in texts(window.panes.help)


def test_what_was_made_of_the_keyboard_is_there_at_the_next_start(
    qtbot: QtBot, dressed: QApplication, desk: Desk, words: Words, tmp_path: Path
) -> None:
    file = tmp_path / "config" / "settings.toml"
    remember(
        theme="dark", keys=KeyMap().giving(HIDE, "Ctrl+É").giving(next(iter(keys.REPLYING)), "").written(), file=file
    )
    kept = KeyMap.read(Settings.load(file=file).keys)
    assert kept.changed == {Move.HIDE: "Ctrl+É", Command.WRITE: ""}
    made = MainWindow(desk, Look(words=words, keys=kept), TRANSLATIONS)
    qtbot.addWidget(made)
    assert keys.cap(Move.HIDE, words) == "Ctrl+É"


SEQUENCES = st.sampled_from(["", "G", "Shift+É", "/", "Ctrl+,", '"', "\\", "Alt+%", "F12", "=", " "])
MAPS = st.builds(
    KeyMap,
    changed=st.dictionaries(st.sampled_from([str(key.does) for key in keys.EVERY]), SEQUENCES),
    singles=st.booleans(),
)


@given(MAPS)
def test_any_map_is_read_as_it_was_written(made: KeyMap) -> None:
    assert KeyMap.read(made.written()) == made


@given(st.text(max_size=60))
def test_what_another_hand_wrote_harms_nothing(line: str) -> None:
    assert set(KeyMap.read(line).changed) <= {str(key.does) for key in keys.EVERY}


def test_no_name_means_two_things_and_no_key_does() -> None:
    assert len({str(key.does) for key in keys.EVERY}) == len(keys.EVERY)
    for key in keys.EVERY:
        for sequence in key.sequences:
            assert KeyMap().taken_by(sequence, key) is None, sequence
    assert KeyMap().taken_by("X", HIDE) is not None
    reject = next(key for key in keys.EVERY if key.does is Answering.REJECT)
    assert KeyMap().giving(HIDE, "G").taken_by("H", reject) is None  # it is free again


@pytest.mark.parametrize(
    ("struck", "name"),
    [
        (QKeyCombination(Qt.Key.Key_G), "G"),
        (QKeyCombination(SHIFT, Qt.Key.Key_G), "Shift+G"),
        (QKeyCombination(SHIFT, Qt.Key.Key_Question), "?"),
        (QKeyCombination(SHIFT, Qt.Key.Key_F5), "Shift+F5"),
        (QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Comma), "Ctrl+,"),
    ],
)
def test_a_key_is_named_as_it_is_bound(struck: QKeyCombination, name: str) -> None:
    assert written(struck) == name


def test_every_button_is_named_after_what_its_key_does(window: MainWindow) -> None:
    enter(window, "Touches")
    hide = row(window, Move.HIDE)
    named = [button.accessibleName() for button in hide.findChildren(Button)]
    assert named == ["Modifier\u00a0: Masquer, afficher de nouveau", "Désactiver\u00a0: Masquer, afficher de nouveau"]
    hide.catcher.click()
    assert hide.catcher.accessibleName() == hide.catcher.label, "that it listens is told"
    press(window, Qt.Key.Key_Escape)
    assert hide.catcher.accessibleName() == named[0]
    every = [b.accessibleName() for r in window.panes.settings.keys.rows.values() for b in r.findChildren(Button)]
    assert len(set(every)) == len(every)
