"""The one line that a client wants borne in mind, above its threads. May not be more than a line."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cm_desktop.ui.kit.label import elided, recolour, redraw, sign
from cm_desktop.ui.kit.safe_text import set_tip, visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_HEIGHT = 36
_RADIUS = 8


class CharterLine(QWidget):
    """`grievance`: the comment accuses the client, and the line has the hue of that."""

    def __init__(self, charter: str, words: Words, theme: Theme, *, grievance: bool) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self._sign = sign("lightbulb", theme.text2)
        self._line = elided("", (13, 560), theme.text2)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._line, 1)
        self.setFixedHeight(_HEIGHT)
        self.show_charter(charter, grievance=grievance)

    def show_charter(self, charter: str, *, grievance: bool) -> None:
        """Show this one instead."""
        theme, line = self._theme, charter.replace("\n", " ")
        ink = theme.gr_fg if grievance else theme.text2
        self._ground = theme.gr_bg if grievance else theme.sunken
        redraw(self._sign, "lightbulb", ink)
        recolour(self._line, ink)
        self._line.setText(line)
        self.setAccessibleName(visible(self._words.say("To bear in mind: {charter}", charter=line)))
        set_tip(self, line)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ground)
            painter.drawRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
