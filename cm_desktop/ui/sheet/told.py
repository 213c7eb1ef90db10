"""One line that says what is being done, what went wrong or what went well. May not decide which."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cm_desktop.ui.kit.icons import pixmap
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.lines import lines

_RADIUS = 10


class Told(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._ground = theme.sunken
        self._sign = label("", (12, 450), theme.text)
        self._text = lines("", (13, 450), theme.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    def warn(self, text: str) -> None:
        self._show("triangle-alert", text, self._theme.due_fg, self._theme.due_bg)

    def confirm(self, text: str) -> None:
        self._show("check", text, self._theme.ok_fg, self._theme.ok_bg)

    def wait(self, text: str) -> None:
        self._show("loader-circle", text, self._theme.text2, self._theme.sunken)

    def hush(self) -> None:
        self.hide()

    @property
    def text(self) -> str:
        """What is said now, empty where nothing is."""
        return self._text.text() if not self.isHidden() else ""

    def _show(self, icon: str, text: str, ink: QColor, ground: QColor) -> None:
        self._ground = ground
        self._sign.setPixmap(pixmap(icon, ink))
        _colour(self._text, ink)
        self._text.setText(text)
        self.setAccessibleName(self._text.text())
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ground)
            painter.drawRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)


def _colour(text: QLabel, ink: QColor) -> None:
    palette = text.palette()
    palette.setColor(text.foregroundRole(), ink)
    text.setPalette(palette)
