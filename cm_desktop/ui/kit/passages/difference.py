"""Two texts read as one: what was taken out struck through, what was put in underlined. No colour says it alone."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from cm_desktop.domain.approvals.differences import Change, Part
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.safe_text import utf16_length, visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_SIZE, _WEIGHT, _ADDED_WEIGHT, _LINE = 14, 430, 600, 22
_LINE_BREAK = "\u2028"


class DifferenceText(QWidget):
    """Its accessible name says in words what was removed and what was added."""

    announced = Role.StaticText

    def __init__(self, parts: Sequence[Part], words: Words, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._runs = [(part.change, visible(part.text)) for part in parts]
        self._layout: QTextLayout | None = None
        self._set_width = 0
        self.setAccessibleName(" ".join(_spoken(words, change, text) for change, text in self._runs))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lines(width).lineCount() * _LINE

    def sizeHint(self) -> QSize:
        width = self.width() or 400
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._theme.text)
            self._lines(self.width()).draw(painter, QPointF(0, 0))

    def _lines(self, width: int) -> QTextLayout:
        if self._layout is None or width != self._set_width:
            self._layout, self._set_width = self._set(width), width
        return self._layout

    def _set(self, width: int) -> QTextLayout:
        text = "".join(text for _, text in self._runs).replace("\n", _LINE_BREAK)
        made = QTextLayout(text, fonts.font(_SIZE, _WEIGHT))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made.setTextOption(option)
        made.setFormats(list(self._formats()))
        made.beginLayout()
        number = 0
        while (line := made.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, number * _LINE + (_LINE - line.height()) / 2))
            number += 1
        made.endLayout()
        return made

    def _formats(self) -> Iterable[QTextLayout.FormatRange]:
        start = 0
        for change, text in self._runs:
            length = utf16_length(text)
            if change is not Change.KEPT:
                made = QTextLayout.FormatRange()
                made.start, made.length, made.format = start, length, self._look(change)
                yield made
            start += length

    def _look(self, change: Change) -> QTextCharFormat:
        look = QTextCharFormat()
        if change is Change.GONE:
            look.setForeground(QBrush(self._theme.text3))
            look.setFontStrikeOut(True)
            return look
        look.setFont(fonts.font(_SIZE, _ADDED_WEIGHT))
        look.setForeground(QBrush(self._theme.ins_fg))
        look.setBackground(QBrush(self._theme.ins_bg))
        look.setFontUnderline(True)
        return look


def _spoken(words: Words, change: Change, text: str) -> str:
    match change:
        case Change.GONE:
            return words.say("[removed: {text}]", text=text)
        case Change.NEW:
            return words.say("[added: {text}]", text=text)
        case _:
            return text
