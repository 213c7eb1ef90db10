"""One step of the first run: its number, what it is about, and what it asks in its turn. May not know the others."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.card import RADIUS
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.theme import Theme

_NUMBER = 31
_SIDE, _TOP = 24, 16
_TITLE = (16, 640)


class StepCard(QWidget):
    """`number` 0 is a step that is done already. `turned_to` asks to come back to it, by the button named `change`."""

    turned_to = Signal()

    def __init__(
        self, number: int, title: str, text: str, theme: Theme, *, aside: QWidget | None = None, change: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self._number = number
        self._current = self._done = False
        self.asks = QWidget()
        self._text = elided(text, (14, 430), theme.text2)
        self._aside = aside
        self._change = Button(change, theme, kind=Kind.LINK, small=True, parent=self)
        self._change.clicked.connect(self.turned_to)
        head = QHBoxLayout()
        head.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(title, _TITLE, theme.text))
        words.addWidget(self._text)
        head.addLayout(words, 1)
        if aside is not None:
            head.addWidget(aside)
        head.addWidget(self._change)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE + _NUMBER + 16, _TOP, _SIDE, _TOP)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self.asks)
        self.show_turn(current=False)

    def show_turn(self, *, current: bool, answer: str = "") -> None:
        """Whether its turn is now; `answer` is what was said before."""
        self._current, self._done = current, bool(answer) or not self._number
        self.asks.setVisible(current)
        self._change.setVisible(bool(answer) and not current)
        if self._aside is not None:
            self._aside.setVisible(not current)
        if answer:
            self._text.setText(answer)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, box = self._theme, QRectF(self.rect()).adjusted(1, 1, -1, -1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = painter.pen()
            pen.setColor(theme.accent if self._current else theme.line)
            pen.setWidthF(1.5 if self._current else 1.0)
            painter.setPen(pen)
            painter.setBrush(theme.raised)
            painter.drawRoundedRect(box, RADIUS, RADIUS)
            self._paint_number(painter, QRectF(_SIDE, _TOP + 5, _NUMBER, _NUMBER))

    def _paint_number(self, painter: QPainter, circle: QRectF) -> None:
        theme = self._theme
        painter.setPen(Qt.PenStyle.NoPen if self._current or self._done else theme.line2)
        painter.setBrush(theme.accent if self._current else theme.ok_bg if self._done else theme.sunken)
        painter.drawEllipse(circle)
        if not self._done:
            painter.setPen(theme.accent_on if self._current else theme.text2)
            painter.setFont(fonts.font(14, 680))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))
        else:
            inset = (_NUMBER - 16) / 2
            icons.draw(painter, "check", theme.ok_fg, circle.x() + inset, circle.y() + inset)
