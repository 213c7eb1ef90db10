"""A box to tick, with words that say what for. May not hold what strangers wrote as markup."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.controls.pressable import Pressable
from cm_desktop.ui.kit.safe_text import visible
from cm_desktop.ui.kit.theme import Theme

_BOX, _GAP, _HEIGHT = 18, 8, 32


class Check(Pressable):
    """`isChecked()` says whether it is ticked; Space and a click turn it."""

    announced = Role.CheckBox
    enters = False

    def __init__(self, text: str, theme: Theme, *, on: bool = False, type_: tuple[int, int] = fonts.LIST_TEXT) -> None:
        super().__init__()
        self._type = type_
        self._theme = theme
        self.setText(visible(text))
        self.setCheckable(True)
        self.setChecked(on)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(fonts.font(*self._type)).horizontalAdvance(self.text())
        return QSize(round(_BOX + _GAP + words + 6), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, on = self._theme, self.isChecked()
        box = QRectF(1.5, (self.height() - _BOX) / 2 + 0.5, _BOX - 1, _BOX - 1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.accent if on or self._ring else theme.edge, 2 if self._ring else 1))
            painter.setBrush(theme.accent if on else theme.raised)
            painter.drawRoundedRect(box, 4, 4)
            if on:
                icons.draw(painter, "check", theme.accent_on, box.x() + 1.5, box.y() + 1.5, 14)
            painter.setPen(theme.text if self.isEnabled() else theme.text3)
            painter.setFont(fonts.font(*self._type))
            painter.drawText(self.rect().adjusted(_BOX + _GAP + 2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
