"""A severity as four segments, beside its word. May not stand alone: a bar says nothing to who cannot see it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.verdicts import Form
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.theme import Theme

_SEGMENTS = 4
_WIDTH, _HEIGHT, _GAP = 24, 6, 4


class Meter(QWidget):
    """`severity` of 0 to 4 segments filled, in the hue of `form`; `name` is the severity in words."""

    announced = Role.Graphic

    def __init__(self, severity: int, form: Form, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(_SEGMENTS * _WIDTH + (_SEGMENTS - 1) * _GAP, _HEIGHT)
        self.show_severity(severity, form, name)

    def show_severity(self, severity: int, form: Form, name: str) -> None:
        """Show this one instead."""
        theme = self._theme
        self._severity = severity
        self._bar = {Form.ATTACK: theme.at_bar, Form.GRIEVANCE: theme.gr_bar, Form.NEITHER: theme.edge}[form]
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for segment in range(_SEGMENTS):
                painter.setBrush(self._bar if segment < self._severity else self._theme.line2)
                painter.drawRoundedRect(QRectF(segment * (_WIDTH + _GAP), 0, _WIDTH, _HEIGHT), 3, 3)
