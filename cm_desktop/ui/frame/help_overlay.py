"""The keyboard help over the window, from the key table. May not know what the keys do."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from cm_desktop.ui import keys
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.card import Card, rule
from cm_desktop.ui.kit.controls.button import PADDING, Button, Kind
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_WIDTH = 1080
_SIDE = 32
_KEYS = 104  # at least


class HelpOverlay(QWidget):
    """Covers its parent while it is shown; a key or a click outside its card closes it. `reading` asks for the guide."""

    announced = Role.Dialog

    reading = Signal()

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words.say("Keyboard shortcuts"))
        self._card = Card(theme.raised, theme.line, 14, self)
        self._card.setFixedWidth(_WIDTH)
        around = QVBoxLayout(self)
        around.addWidget(self._card, 0, Qt.AlignmentFlag.AlignCenter)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it over the whole parent; its many lines are made the first time."""
        self._before = QApplication.focusWidget()
        if self._card.layout() is None:
            self._fill(QVBoxLayout(self._card))
        self._cover()
        self.show()
        self.raise_()
        self.setFocus()

    def _fill(self, column: QVBoxLayout) -> None:
        words, theme = self._words, self._theme
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        below = QVBoxLayout()
        below.setContentsMargins(_SIDE, 16, _SIDE, 24)
        below.setSpacing(20)
        column.addLayout(below)
        groups = QHBoxLayout()
        groups.setSpacing(24)
        left = [
            self._group(words.say("Moving"), keys.MOVING),
            self._group(words.say("Pages"), keys.JOINING),
            self._group(words.say("Rules"), keys.RULES),
        ]
        middle = [
            self._group(words.say("Acting"), keys.ACTING),
            self._group(words.say("Looking back"), keys.LOOKING),
        ]
        right = [
            self._group(words.say("Replying"), keys.REPLYING),
            self._group(words.say("Several at once"), keys.PICKING),
            self._group(words.say("Validating"), keys.ANSWERING),
        ]
        for one_above_the_other in (left, middle, right):
            groups.addLayout(_stacked(one_above_the_other), 1)
        below.addLayout(groups)
        below.addWidget(rule(theme))
        below.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        words, theme = self._words, self._theme
        cross = Button("", theme, kind=Kind.GHOST, icon="x", name=words.say("Close"))
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # any key closes this
        cross.clicked.connect(self._close)
        row = QHBoxLayout()
        row.setContentsMargins(_SIDE, 20, _SIDE - PADDING, 0)
        row.addWidget(label(words.say("Keyboard shortcuts"), fonts.DETAIL_TITLE, theme.text))
        row.addStretch()
        row.addWidget(label(words.say("Esc"), fonts.META, theme.text3))
        row.addWidget(cross)
        return row

    def _foot(self) -> QHBoxLayout:
        guide = Button(self._words.say("Read the guide"), self._theme, kind=Kind.LINK, key="G", small=True)
        guide.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # any key closes this; its own opens the guide
        guide.clicked.connect(self._read)
        row = QHBoxLayout()
        told = self._words.say("Letters never act while you type.")
        if not keys.worn().singles:
            told = self._words.say("Single keys are switched off: the settings switch them on again, under Keys.")
        row.addWidget(label(told, fonts.META, self._theme.text3), 1)
        row.addWidget(guide)
        return row

    def _close(self) -> None:
        """The keyboard goes back to where it was."""
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _read(self) -> None:
        self._close()
        self.reading.emit()

    def _group(self, title: str, listed: Iterable[keys.Key]) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(3)
        grid.setColumnMinimumWidth(0, _KEYS)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(title, fonts.SECTION, self._theme.text3), 0, 0, 1, 2)
        # Of a key that is switched off nothing is told.
        bound = [(key, caps) for key in listed if (caps := keys.caps(key, self._words))]
        for line, (key, caps) in enumerate(bound, 1):
            grid.addLayout(self._caps(caps), line, 0)
            grid.addWidget(label(keys.meaning(key, self._words), (13, 450), self._theme.text), line, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid

    def _caps(self, caps: Iterable[str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(5)
        for cap in caps:
            made = label(cap, (12, 620), self._theme.text)
            made.setAlignment(Qt.AlignmentFlag.AlignCenter)
            made.setFixedHeight(22)
            made.setStyleSheet(
                f"background: {self._theme.sunken.name()}; border: 1px solid {self._theme.line2.name()};"
                " border-radius: 6px; padding: 0 7px;"
            )
            made.ensurePolished()
            made.setMinimumWidth(max(28, made.sizeHint().width()))  # a cap gives way to no word
            row.addWidget(made)
        row.addStretch()
        return row

    def _cover(self) -> None:
        around = self.parentWidget()
        assert around is not None
        self.setGeometry(around.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering a parent that is resized."""
        if self.isVisible() and event.type() is QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """No key acts on what is covered."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_G:
            self._read()
        else:
            self._close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self._close()

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab is any key, too: nothing that is covered gets the keyboard."""
        return not self.isVisible() and super().focusNextPrevChild(onward)

    def paintEvent(self, _event: QPaintEvent) -> None:
        scrim = QColor(0, 0, 0, 110 if self._theme.dark else 90)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), scrim)


def _stacked(groups: Sequence[QGridLayout]) -> QVBoxLayout:
    """One above the other, all their meanings in one line: beside the widest keys of them."""
    column = QVBoxLayout()
    column.setSpacing(18)
    keys_ = [_caps_wide(group, line) for group in groups for line in range(1, group.rowCount())]
    for group in groups:
        group.setColumnMinimumWidth(0, max(_KEYS, *keys_))
        column.addLayout(group)
    column.addStretch()
    return column


def _caps_wide(group: QGridLayout, line: int) -> int:
    """Of its caps themselves: a layout takes what is not shown yet for nothing."""
    item = group.itemAtPosition(line, 0)
    row = None if item is None else item.layout()
    if row is None:
        return 0
    items = [row.itemAt(place) for place in range(row.count())]
    caps = [cap for item in items if item is not None and (cap := item.widget()) is not None]
    return sum(cap.minimumWidth() for cap in caps) + row.spacing() * max(0, len(caps) - 1)
