"""Spelling in a field: which words nobody knows, what was perhaps meant. May not change a word that nobody asked about."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from cm_desktop.domain.spelling import Spelt, misspelt, spelt
from cm_desktop.ui.kit.passages.stretches import part
from cm_desktop.ui.kit.passages.written import selecting, written
from cm_desktop.ui.kit.safe_text import isolated
from cm_desktop.ui.spelling import Spelling
from cm_desktop.wording.words import Words

PAUSE = 250  # ms without a letter
_CHECKED = 20_000  # characters: more than any page takes
_OFFERED = 6


class SpellCheck(QObject):
    """Watches a field. `changed`: other words are marked than before; `words` are those, in the order of the text."""

    changed = Signal()

    def __init__(self, field: QTextEdit, spelling: Spelling, words: Words) -> None:
        super().__init__(field)
        self._field = field
        self._spelling = spelling
        self._words = words
        self._names: tuple[str, ...] = ()
        self._unknown: frozenset[str] = frozenset()
        self.words: tuple[Spelt, ...] = ()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        spelling.taught.connect(self._ask)
        field.cursorPositionChanged.connect(self._mark)
        field.installEventFilter(self)

    def know(self, names: Collection[str]) -> None:
        """Names of people and pages, which are no mistakes."""
        self._names = tuple(names)
        self.hear()

    def hear(self) -> None:
        """The field holds another text: known words are marked at once, others after a pause."""
        self._pause.start()
        self._mark()

    def _ask(self) -> None:
        text = self._text
        if not text.strip():
            return
        self._spelling.unknown(text, self._names, self._learn)

    def _learn(self, unknown: frozenset[str]) -> None:
        self._unknown = unknown
        self._mark()

    def _mark(self) -> None:
        text = self._text
        found = misspelt(spelt(text), self._unknown, self._typed_at(text)) if self._unknown else ()
        if found != self.words:
            self.words = found
            self.changed.emit()

    def _typed_at(self, text: str) -> int | None:
        """Where one types, in code points; None where the keyboard is elsewhere, or something is selected."""
        cursor = self._field.textCursor()
        if cursor.hasSelection() or not self._field.hasFocus():
            return None
        return len(part(text, 0, cursor.position()))

    @property
    def _text(self) -> str:
        return written(self._field.document())[:_CHECKED]

    # -- what was perhaps meant

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent):
            place = event.pos() if event.reason() is QContextMenuEvent.Reason.Mouse else None
            return self._offer_at(place)
        return False

    def offer_next(self) -> None:
        """Go to the next word that nobody knows, after the last to the first, and offer what was meant."""
        caret = self._field.textCursor().selectionEnd()
        ahead = [one for one in self.words if self._cursor(one).selectionStart() >= caret]
        for one in (*ahead, *self.words)[:1]:
            self._field.setTextCursor(self._cursor(one))
            self._offer(one)

    def _offer_at(self, place: QPoint | None) -> bool:
        cursor = self._field.textCursor() if place is None else self._field.cursorForPosition(place)
        for one in self.words:
            if self._cursor(one).selectionStart() <= cursor.position() <= self._cursor(one).selectionEnd():
                self._field.setTextCursor(self._cursor(one))
                self._offer(one)
                return True
        return False

    def _offer(self, one: Spelt) -> None:
        before = self._text
        self._spelling.suggestions(one.word, lambda found: self._open(one, before, found))

    def _open(self, one: Spelt, before: str, found: tuple[str, ...]) -> None:
        if self._text != before:
            return  # what was typed meanwhile is no longer about this word
        menu = QMenu(self._field)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word in found[:_OFFERED]:
            menu.addAction(isolated(word)).triggered.connect(lambda _=False, word=word: self._replace(one, word))
        if not found:
            menu.addAction(self._words.say("Nothing like it is known")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(self._words.say("Add “{word}” to the dictionary", word=isolated(one.word))).triggered.connect(
            lambda: self._spelling.teach(one.word)
        )
        menu.popup(self._field.viewport().mapToGlobal(self._field.cursorRect(self._cursor(one)).bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _replace(self, one: Spelt, word: str) -> None:
        cursor = self._cursor(one)
        was = cursor.selectedText()
        cursor.insertText(word.replace("'", "’") if "’" in was else word)
        self._field.setTextCursor(cursor)

    def _cursor(self, one: Spelt) -> QTextCursor:
        return selecting(self._field.document(), one.start, one.end)
