"""Every key, what it does, and another one for it. May not bind any."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from cm_desktop.ui import keys
from cm_desktop.ui.keys import Key, KeyMap
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.controls.check import Check
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.settings.key_row import KeyRow
from cm_desktop.ui.settings.section import Section
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.told import Told
from cm_desktop.wording.words import Words

ALONE = "alone"  # whether single keys act
# What moves the keyboard itself, or presses what it is on, is nobody's to take.
_KEPT = frozenset({"Tab", "Shift+Tab", "Space", "Return", "Enter", "Up", "Down", "Left", "Right", "Ctrl+Tab"})


class KeysSection(Section):
    """`listening` carries the KeyMap that is wanted, and what was changed in it: one thing, ALONE, or nothing of these."""

    listening = Signal(object, str)

    def __init__(self, words: Words, theme: Theme) -> None:
        said = words.say("Letters never act while you type. Any key can be changed, or switched off.")
        super().__init__(words.say("Keys"), said, theme)
        self._words = words
        self.rows: dict[str, KeyRow] = {}
        self.told = Told(theme)
        self.singles = Check(words.say("Single keys act by themselves (J, R, H, 1…)"), theme)
        self.singles.clicked.connect(self._turn_singles)
        why = words.say("Switch them off if you dictate, or press keys by accident. Those with Ctrl keep working.")
        alone = QVBoxLayout()
        alone.setSpacing(2)
        alone.addWidget(self.singles, 0, Qt.AlignmentFlag.AlignLeft)
        alone.addWidget(lines(why, fonts.META, theme.text3))
        self.column.addLayout(alone)
        self.column.addWidget(self.told)

    def refresh(self) -> None:
        """The map that is in use."""
        worn = keys.worn()
        if not self.rows:
            self._list_all()
        self.singles.setChecked(worn.singles)
        self._back.setEnabled(worn != KeyMap())
        for row in self.rows.values():
            row.show_map(worn)

    def focus_on(self, does: str) -> None:
        """The keyboard to what was just changed."""
        if does == ALONE:
            self.singles.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.rows[does].catcher.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(self.rows[does])

    def _list_all(self) -> None:
        """Only once they are looked at: two megabytes."""
        words = self._words
        self._back = Button(words.say("Reset all keys"), self.theme, icon="rotate-ccw")
        self._back.clicked.connect(lambda: self._want(KeyMap()))
        for title, some in (
            (words.say("Moving"), keys.MOVING),
            (words.say("Selecting"), keys.PICKING),
            (words.say("Replying"), keys.REPLYING),
            (words.say("Acting"), keys.ACTING),
            (words.say("Validating"), keys.ANSWERING),
            (words.say("Looking back"), keys.LOOKING),
            (words.say("Pages"), keys.JOINING),
            (words.say("Rules"), keys.RULES),
        ):
            self._list(title, (key for key in some if key.sequences))
        self.column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)

    def _list(self, title: str, some: Iterable[Key]) -> None:
        group = QVBoxLayout()
        group.setSpacing(0)
        group.addWidget(label(title, fonts.SECTION, self.theme.text3))
        group.addSpacing(4)
        self.column.addLayout(group)
        for key in some:
            row = KeyRow(key, self._words, self.theme)
            row.asked.connect(partial(self._change, key))
            self.rows[key.does] = row
            group.addWidget(row)

    def _change(self, key: Key, sequence: str | None) -> None:
        """Taken, unless something else has it, or needs it."""
        worn, words = keys.worn(), self._words
        wanted = sequence if sequence is not None else key.sequences[0]
        told = keys.told((wanted,), words)
        if wanted in _KEPT:
            self.told.warn(words.say("{key} is used to move around the window. Choose another one.", key=told))
        elif wanted and (other := worn.taken_by(wanted, key)) is not None:
            does = keys.meaning(other, words)
            self.told.warn(
                words.say("{key} already does something: {does}. Change that one first.", key=told, does=does)
            )
        else:
            self._want(worn.giving(key, sequence), key.does)

    def _turn_singles(self) -> None:
        worn = keys.worn()
        self._want(KeyMap(changed=worn.changed, singles=self.singles.isChecked()), ALONE)

    def _want(self, worn: KeyMap, does: str = "") -> None:
        self.told.hush()
        self.listening.emit(worn, does)
