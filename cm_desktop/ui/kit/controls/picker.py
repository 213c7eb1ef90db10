"""One of several, from a list that drops down. May not know what is chosen."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.safe_text import LINE, visible
from cm_desktop.ui.kit.theme import Theme

HEIGHT = 40
_SIDE, _ROOM = 12, 32
_SIGN = 16


class Picker(QComboBox):
    """`icon` stands before the words; `faint_first`: the first option says that nothing is chosen."""

    def __init__(self, name: str, theme: Theme, *, icon: str = "", faint_first: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._faint_first = faint_first
        self.setFixedHeight(HEIGHT)
        self.setFont(fonts.font(*fonts.LIST_TEXT))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(visible(name))

    def add(self, *options: str) -> None:
        """Offer these too, in this order."""
        self.addItems([visible(option, LINE) for option in options])
        self.setMaxVisibleItems(max(10, self.count()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, box = self._theme, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.accent if self.hasFocus() else theme.line2)
            painter.setBrush(theme.hover if self.underMouse() else theme.raised)
            painter.drawRoundedRect(box, 8, 8)
            middle = (self.height() - _SIGN) / 2
            if self._icon:
                icons.draw(painter, self._icon, theme.text2, _SIDE, middle)
            faint = self._faint_first and not self.currentIndex()
            painter.setPen(theme.text3 if faint else theme.text)
            left = _SIDE + (_SIGN + 8 if self._icon else 0)
            told = painter.fontMetrics().elidedText(
                self.currentText(), Qt.TextElideMode.ElideRight, round(box.width() - left - _ROOM)
            )
            painter.drawText(box.adjusted(left, 0, -_ROOM, 0), Qt.AlignmentFlag.AlignVCenter, told)
            icons.draw(painter, "chevron-down", theme.text2, self.width() - 26, middle)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it chooses nothing on the way."""
        event.ignore()
