"""Choosing a saved reply by typing: `/` at the start of a text, or by its key at the caret. May not fill it in, nor keep it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

from cm_desktop.domain.saved_replies import SavedReply, narrowed
from cm_desktop.ui.kit.passages.written import written
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.replying.saved_list import SavedList
from cm_desktop.wording.words import Words

SIGN = "/"
_INSERT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_OURS = (*_INSERT, *_STEPS, Qt.Key.Key_Escape, Qt.Key.Key_F2)
_CTRL = Qt.KeyboardModifier.ControlModifier


class Picking(QObject):
    """Watches a field. `chosen` carries the SavedReply, once what was typed to find it is gone; `changing` one to be
    changed.
    """

    chosen = Signal(object)
    changing = Signal(object)

    def __init__(self, field: QTextEdit, words: Words, theme: Theme) -> None:
        super().__init__(field)
        self._field = field
        self._words = words
        self._theme = theme
        self._replies: tuple[SavedReply, ...] = ()
        self._found: tuple[SavedReply, ...] = ()
        self._start: int | None = None  # where what is typed to find one begins
        self._list: SavedList | None = None
        field.installEventFilter(self)
        field.textChanged.connect(self._typed)
        field.cursorPositionChanged.connect(self._moved)

    @property
    def open(self) -> bool:
        """Whether one is being chosen: what is typed is no reply yet."""
        return self._start is not None

    def offer(self, replies: Sequence[SavedReply]) -> None:
        """What there is to choose from."""
        self._replies = tuple(replies)

    def begin(self) -> None:
        """Choose one, to be inserted at the caret; in an empty field as if the sign had been typed."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not written(self._field.document()):
            self._field.insertPlainText(SIGN)
        elif not self.open:
            self._start = self._field.textCursor().position()
            self._narrow()

    def leave(self) -> None:
        """Choose none."""
        self._start = None
        if self._list is not None:
            self._list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.open:  # of the field as it grows, or of the window
            QTimer.singleShot(0, self, self._stand_by)
        if watched is not self._field:
            return False
        if event.type() is QEvent.Type.FocusOut:
            self.leave()
        if not isinstance(event, QKeyEvent) or not self.open:
            return False
        if event.key() not in _OURS or event.modifiers() & _CTRL:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # the keys of the window wait
        elif event.type() is QEvent.Type.KeyPress:
            self._press(event.key())
        return True

    def _press(self, key: int) -> None:
        assert self._list is not None
        if key in _STEPS:
            self._list.step(_STEPS[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape:
            self._give_up()
        elif self._found:
            self._take(self._list.place, self.changing if key == Qt.Key.Key_F2 else self.chosen)

    def _give_up(self) -> None:
        alone = written(self._field.document()) == SIGN
        self.leave()
        if alone:
            self._field.clear()

    def _take(self, place: int, told: object) -> None:
        reply = self._found[place]
        cursor = self._sought()
        self.leave()
        cursor.removeSelectedText()
        self._field.setTextCursor(cursor)
        (self.changing if told is self.changing else self.chosen).emit(reply)

    def _typed(self) -> None:
        if self.open:
            self._narrow()
        elif self._field.hasFocus() and written(self._field.document()) == SIGN:
            self._start = 0
            self._narrow()

    def _moved(self) -> None:
        if self.open and self._field.textCursor().position() < (self._start or 0):
            self.leave()

    def _narrow(self) -> None:
        sought = self._sought().selectedText()
        if (self._start == 0 and not sought.startswith(SIGN)) or "\u2029" in sought:
            self.leave()
            return
        self._found = narrowed(self._replies, sought.removeprefix(SIGN))
        if self._list is None:
            self._list = SavedList(self._words, self._theme, self._field.window())
            self._field.window().installEventFilter(self)
            self._list.chosen.connect(lambda place: self._take(place, self.chosen))
        self._list.fill(self._found)
        self._list.show()
        self._list.raise_()
        QTimer.singleShot(0, self, self._stand_by)  # once what surrounds the field has its place

    def _stand_by(self) -> None:
        if self._list is not None and self.open:
            self._list.stand_by(self._field)

    def _sought(self) -> QTextCursor:
        cursor = self._field.textCursor()
        end = cursor.position()
        cursor.setPosition(self._start or 0)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor
