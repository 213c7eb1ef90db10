"""One thing that a key does: its key, another one, none. May not change the map."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cm_desktop.ui import keys
from cm_desktop.ui.keys import Key, KeyMap
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import elided, label, recolour
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

HEIGHT, _CAP = 34, 24
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class Catcher(Button):
    """Once pressed, it takes the next key for itself: `caught` carries it as Qt writes it. Escape takes none."""

    caught = Signal(object)  # str

    listens = False

    def __init__(self, words: Words, theme: Theme, what: str) -> None:
        super().__init__(words.say("Change"), theme, kind=Kind.GHOST, small=True)
        self._words = words
        self._name = words.say("Change: {what}", what=what)
        self.setAccessibleName(self._name)
        self.clicked.connect(self._begin)

    def _begin(self) -> None:
        self.listens = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # a screen reader presses without moving there
        self.set_label(self._words.say("Press a key · Esc: none"))
        self.setAccessibleName(self.label)  # it is told that it listens

    def _end(self) -> None:
        self.listens = False
        self.set_label(self._words.say("Change"))
        self.setAccessibleName(self._name)

    def event(self, event: QEvent) -> bool:
        """No key of the window acts meanwhile, and Tab goes nowhere."""
        if self.listens and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self.listens and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self._hear(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._end()

    def _hear(self, event: QKeyEvent) -> None:
        if event.key() in _MODIFIERS:
            return
        self._end()
        if event.key() != Qt.Key.Key_Escape:
            self.caught.emit(written(event.keyCombination()))


def written(struck: QKeyCombination) -> str:
    """As Qt writes it; Shift is part of a letter's name, of no other sign's: which needs it differs between keyboards."""
    name = QKeySequence(struck).toString(QKeySequence.SequenceFormat.PortableText)
    bare = name.removeprefix("Shift+")
    return bare if len(bare) == 1 and not bare.isalpha() else name


class KeyRow(QWidget):
    """`asked` carries the sequence that is wanted: empty to switch the key off, None for the one it had at first."""

    asked = Signal(object)  # str | None

    def __init__(self, key: Key, words: Words, theme: Theme) -> None:
        super().__init__()
        self.key = key
        self._words = words
        self._theme = theme
        self._what = what = keys.meaning(key, words)
        self.cap = label("", (12, 620), theme.text)
        self.catcher = Catcher(words, theme, what)
        self.catcher.caught.connect(self.asked)
        self._other = Button("", theme, kind=Kind.GHOST, small=True)
        self._other.clicked.connect(self._turn)
        self._changed = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(elided(what, fonts.LIST_TEXT, theme.text), 1)
        for part in (self.cap, self.catcher, self._other):
            row.addWidget(part)
        self.cap.setFixedHeight(_CAP)
        self.setFixedHeight(HEIGHT)

    def show_map(self, worn: KeyMap) -> None:
        """Its key in this map."""
        say, theme = self._words.say, self._theme
        told = keys.told(worn.of(self.key)[:1], self._words)
        self.cap.setText(told or say("None"))
        ground = f"background: {theme.sunken.name()}; border: 1px solid {theme.line2.name()}; border-radius: 6px;"
        self.cap.setStyleSheet(f"{ground} padding: 0 8px;" if told else "")
        recolour(self.cap, theme.text if told else theme.text3)
        self._changed = self.key.does in worn.changed
        self._other.set_label(say("Reset") if self._changed else say("Switch off"))
        named = say("Reset: {what}", what=self._what) if self._changed else say("Switch off: {what}", what=self._what)
        self._other.setAccessibleName(named)

    def _turn(self) -> None:
        self.asked.emit(None if self._changed else "")
