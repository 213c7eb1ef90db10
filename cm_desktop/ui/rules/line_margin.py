"""The margin of a pack's text: the number of each line, and a sign for what is told of it. May not decide what is told."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QWidget

from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.safe_text import set_tip
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.rules.notes import Sign

if TYPE_CHECKING:
    from cm_desktop.ui.rules.pack_text import PackText

WIDTH = 64
_SIGN_LEFT, _SIGN = 9, 14
_NUMBER_RIGHT = 9
_NUMBER = 12
_SIGNS = {Sign.HOLDS: "check", Sign.FAILS: "triangle-alert", Sign.ADVICE: "lightbulb"}


class LineMargin(QWidget):
    """Stands left of the lines of its text, and scrolls with them."""

    def __init__(self, text: "PackText", theme: Theme) -> None:
        super().__init__(text)
        self._text = text
        self._theme = theme
        self.setMouseTracking(True)

    def follow(self, area: QRect, by: int) -> None:
        """The text was scrolled, or painted anew."""
        if by:
            self.scroll(0, by)
        else:
            self.update(0, area.y(), self.width(), area.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is told of the line under the mouse is its tip."""
        at = event.position().y()
        number = next((block.blockNumber() + 1 for block, box in self._seen() if box.top() <= at < box.bottom()), 0)
        note = self._text.notes.get(number)
        set_tip(self, note.reason if note else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().y()
        for block, box in self._seen():
            if box.top() <= at < box.bottom():
                self._text.go_to(block.blockNumber() + 1)
                self._text.setFocus()
                break

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self._theme.sunken)
            painter.setFont(fonts.code(_NUMBER))
            for block, box in self._seen():
                self._paint(painter, block.blockNumber() + 1, box)

    def _paint(self, painter: QPainter, number: int, box: QRectF) -> None:
        note = self._text.notes.get(number)
        line = self._text.first_line(box)
        fails = note is not None and note.sign is Sign.FAILS
        if fails:
            painter.fillRect(QRectF(0, box.top(), self.width(), box.height()), self._theme.due_bg)
        current = number == self._text.line
        painter.setPen(self._theme.due_fg if fails else self._theme.text if current else self._theme.text3)
        room = QRectF(0, line.top(), self.width() - _NUMBER_RIGHT, line.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number))
        if note is not None:
            top = line.center().y() - _SIGN / 2
            icons.draw(painter, _SIGNS[note.sign], self._colour(note.sign), _SIGN_LEFT, top, _SIGN)

    def _colour(self, sign: Sign) -> QColor:
        theme = self._theme
        return {Sign.HOLDS: theme.ok_fg, Sign.FAILS: theme.due_fg, Sign.ADVICE: theme.doubt_fg}[sign]

    def _seen(self) -> Iterator[tuple[QTextBlock, QRectF]]:
        """The lines on screen, with where they stand."""
        block = self._text.firstVisibleBlock()
        while block.isValid():
            box = self._text.line_box(block)
            if box.top() > self.height():
                return
            yield block, box
            block = block.next()
