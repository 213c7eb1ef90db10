"""The field of the reply box: plain text that grows with what is typed, kept within its limit. May not save it."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from cm_desktop.domain.actions import TextLimit
from cm_desktop.domain.saved_replies import placeholders
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.passages.written import selecting, written
from cm_desktop.ui.kit.safe_text import utf16_length
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

LINE = 21
_INSET = (14, 11)
_MOST_LINES = 9


class ReplyText(QTextEdit):
    """A QTextEdit for its line height alone: it takes and gives plain text only."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._limit: TextLimit | None = None
        self._least = 2
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(fonts.font(*fonts.REPLY))
        self.setPlaceholderText(words.say("Write a public reply…"))
        self.setAccessibleName(words.say("Public reply"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(_INSET[0] - 2, _INSET[1], _INSET[0] - 2, _INSET[1] - 2)
        self.textChanged.connect(self._fit)
        self.replace("")

    def replace(self, text: str) -> None:
        """Put this text in place of what stands there; nothing can be undone across it, and `textChanged` is not emitted."""
        silence = QSignalBlocker(self)
        self.setUndoRedoEnabled(False)
        self.setPlainText(text)
        self._space_lines()
        self.setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.End)
        silence.unblock()
        self._fit()

    def set_limit(self, limit: TextLimit) -> None:
        """The longest text that the platform takes."""
        self._limit = limit

    def set_least_lines(self, lines: int) -> None:
        """How many lines an empty field shows."""
        self._least = lines
        self._fit()

    @property
    def fits(self) -> bool:
        """Whether the platform would take this length."""
        return self._limit is None or self._limit.length(written(self.document())) <= self._limit.refuse

    @property
    def before_caret(self) -> str:
        """The text as far as the caret, or the selection at it."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.textCursor().selectionStart(), QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def mark(self, to_fill_in: Sequence[tuple[int, int]], unknown: Sequence[tuple[int, int]], theme: Theme) -> None:
        """Mark these parts, code points, half-open: some by a ground and a line under it, words by a wavy one."""
        filled, wavy = QTextCharFormat(), QTextCharFormat()
        filled.setBackground(theme.mark)
        filled.setForeground(theme.mark_tx)
        filled.setFontUnderline(True)
        wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wavy.setUnderlineColor(theme.due_fg)
        marks = [self._marked(part, look) for parts, look in ((to_fill_in, filled), (unknown, wavy)) for part in parts]
        self.setExtraSelections(marks)

    def _marked(self, part: tuple[int, int], look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        one = QTextEdit.ExtraSelection()
        one.cursor, one.format = selecting(self.document(), *part), look
        return one

    def select(self, start: int, end: int) -> None:
        """Put the caret on a part of the text: code points, half-open."""
        self.setTextCursor(selecting(self.document(), start, end))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted stands in lines as high as what is typed: Qt would give them the height of its own."""
        self.textCursor().insertText(source.text())
        self.ensureCursorVisible()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The Tab key goes to what is still to be filled in, then on."""
        text, caret = written(self.document()), self.textCursor().selectionEnd()
        ahead = (one for one in placeholders(text) if forward and utf16_length(text[: one.start]) >= caret)
        if (place := next(ahead, None)) is None:
            return super().focusNextPrevChild(forward)
        self.select(place.start, place.end)
        return True

    def sizeHint(self) -> QSize:
        lines = round(self.document().size().height() / LINE)
        return QSize(240, LINE * min(max(lines, self._least), _MOST_LINES) + 2 * _INSET[1] - 2)

    def _space_lines(self) -> None:
        """What is pasted, and a field that was emptied, have lines of another height: undone along with it."""
        document, shape = self.document(), QTextBlockFormat()
        blocks = map(document.findBlockByNumber, range(document.blockCount()))
        if all(block.blockFormat().lineHeight() == LINE for block in blocks):
            return
        shape.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(document)
        cursor.joinPreviousEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(shape)
        cursor.endEditBlock()

    def _fit(self) -> None:
        with QSignalBlocker(self):
            self._space_lines()
        self.setFixedHeight(self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._around().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._around().update()

    def _around(self) -> QWidget:
        around = self.parentWidget()
        assert around is not None
        return around
