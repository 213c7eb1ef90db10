"""A card and a rule: the two lines that everything else stands between. May not hold words."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from cm_desktop.ui.kit.theme import Theme

RADIUS = 12
INSET = 22  # left and right: cards one below another begin their words in one line


class Card(QWidget):
    """A ground with round corners and a line of one pixel."""

    def __init__(self, ground: QColor, line: QColor, radius: int = RADIUS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._radius = radius
        self.tint(ground, line)

    def tint(self, ground: QColor, line: QColor) -> None:
        """Give it this ground and this line."""
        self._ground = ground
        self._line = line
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._line)
            painter.setBrush(self._ground)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self._radius, self._radius)


def rule(theme: Theme) -> QFrame:
    """A line across."""
    line = QFrame()
    line.setFixedHeight(1)
    line.setStyleSheet(f"background: {theme.line.name()};")
    return line
