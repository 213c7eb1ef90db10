"""The text of a pack, with what is told of its lines: signs in the margin, reasons under what fails. May not check it."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QPlainTextDocumentLayout, QPlainTextEdit, QTextEdit, QWidget

from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.safe_text import elided
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.rules.colours import Colours
from cm_desktop.ui.rules.line_margin import WIDTH, LineMargin
from cm_desktop.ui.rules.notes import Note, Sign

LINE = 24
_REASON = 22
_FONT = 13
_REASON_TYPE = (12, 640)
_INSET = 12


class PackText(QPlainTextEdit):
    """Emits `edited` when somebody changes the text, `moved` with the line, from 1, that the cursor came to."""

    edited = Signal()
    moved = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notes: Mapping[int, Note] = {}
        self._line = 1
        self._blocks = 1
        self._spacing = _Spacing(self.document())
        self.document().setDocumentLayout(self._spacing)
        self.document().setDocumentMargin(_INSET)
        self._colours = Colours(self.document(), theme)
        self.setObjectName("code")
        self.setFont(fonts.code(_FONT))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)  # whoever has no mouse must get out again
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.setViewportMargins(WIDTH, 0, 0, 0)
        self._margin = LineMargin(self, theme)
        self.updateRequest.connect(self._margin.follow)
        self.document().contentsChange.connect(self._shift)
        self.textChanged.connect(self.edited)
        self.cursorPositionChanged.connect(self._tell_line)

    def put(self, text: str) -> None:
        """Another text; nothing can be undone across it, and `edited` is not emitted."""
        self.textChanged.disconnect(self.edited)
        self._notes = {}
        self.setPlainText(text)
        self.show_notes({})
        self.textChanged.connect(self.edited)

    @property
    def written(self) -> str:
        """The text, with every space as it stands: `toPlainText` has none that does not break."""
        return self.document().toRawText().replace("\u2029", "\n")

    def set_open(self, *, to_change: bool) -> None:
        """Whether it can be written in; else it is read, with a cursor all the same: it says which rule is meant."""
        self.setReadOnly(not to_change)
        if not to_change:
            self.setTextInteractionFlags(self.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard)

    def change(self, text: str) -> None:
        """The same as if it had been typed: it can be undone."""
        line = self.line
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.go_to(line)

    def go_to(self, line: int) -> None:
        """The cursor to a line, from 1, in sight."""
        block = self.document().findBlockByNumber(min(line, self.blockCount()) - 1)
        self.setTextCursor(QTextCursor(block))
        self.centerCursor()

    @property
    def line(self) -> int:
        """Where the cursor is, from 1."""
        return self.textCursor().blockNumber() + 1

    @property
    def notes(self) -> Mapping[int, Note]:
        """What is told, by line."""
        return self._notes

    def show_notes(self, notes: Mapping[int, Note]) -> None:
        """Tell this of the lines, instead of what was told before."""
        self._notes = notes
        self._spacing.give_room({line - 1 for line, note in notes.items() if note.sign is Sign.FAILS})
        self.setExtraSelections([self._underlined(line) for line, note in notes.items() if note.sign is Sign.FAILS])
        self._margin.update()
        self.viewport().update()

    def line_box(self, block: QTextBlock) -> QRectF:
        """Where a line of the pack stands in the viewport, with the reason under it."""
        box = self.blockBoundingGeometry(block).translated(self.contentOffset())
        first = block.layout().lineAt(0)
        top = box.top() + first.y() - (LINE - first.height()) / 2
        return QRectF(0, top, self.viewport().width(), block.layout().boundingRect().height() + self._spacing.of(block))

    def first_line(self, box: QRectF) -> QRectF:
        """The first of the lines that a line of the pack takes on screen."""
        return QRectF(box.left(), box.top(), box.width(), LINE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._margin.setGeometry(QRect(inside.left(), inside.top(), WIDTH, inside.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Under the text what fails is marked; the reason comes over it."""
        failing = [line for line, note in self._notes.items() if note.sign is Sign.FAILS]
        boxes = {line: self._box(line) for line in failing}
        with QPainter(self.viewport()) as painter:
            for box in boxes.values():
                painter.fillRect(box, self._theme.due_bg)
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            painter.setPen(self._theme.due_fg)
            painter.setFont(fonts.font(*_REASON_TYPE))
            for line, box in boxes.items():
                self._paint_reason(painter, box, self._notes[line].reason)

    def _paint_reason(self, painter: QPainter, box: QRectF, reason: str) -> None:
        room = QRectF(_INSET + 1, box.bottom() - _REASON - 2, box.width() - 2 * _INSET, _REASON)
        text = elided(reason, QFontMetricsF(painter.font()), room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _box(self, line: int) -> QRectF:
        block = self.document().findBlockByNumber(line - 1)
        return self.line_box(block) if block.isValid() else QRectF()

    def _underlined(self, line: int) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        block = self.document().findBlockByNumber(line - 1)
        cursor = QTextCursor(block)
        text = block.text()
        cursor.setPosition(block.position() + len(text) - len(text.lstrip(" -")))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setForeground(QBrush(self._theme.due_fg))
        look.setFontUnderline(True)
        made.cursor, made.format = cursor, look
        return made

    def _shift(self, position: int, _removed: int, _added: int) -> None:
        """What is told of lines below goes with them, until it is told anew."""
        by, self._blocks = self.blockCount() - self._blocks, self.blockCount()
        if by and self._notes:
            line = self.document().findBlock(position).blockNumber() + 1
            self.show_notes({at + by if at > line else at: note for at, note in self._notes.items()})

    def _tell_line(self) -> None:
        if self.line != self._line:
            self._line = self.line
            self.moved.emit(self._line)


class _Spacing(QPlainTextDocumentLayout):
    """Lines of one height, and room for a reason under some."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._roomy: set[int] = set()

    def give_room(self, numbers: set[int]) -> None:
        """Room under these blocks, by their numbers, and under no other."""
        changed = numbers ^ self._roomy
        self._roomy = numbers
        document = self.document()
        for number in changed:
            block = document.findBlockByNumber(number)
            if block.isValid():
                document.markContentsDirty(block.position(), block.length())

    def of(self, block: QTextBlock) -> float:
        """What stands under the letters of a block, and above those of the next."""
        line = block.layout().lineAt(0)
        gap = LINE - line.height() if line.isValid() else 0.0
        return gap + (_REASON if block.blockNumber() in self._roomy else 0)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        box = super().blockBoundingRect(block)
        return box if box.isNull() else box.adjusted(0, 0, 0, self.of(block))
