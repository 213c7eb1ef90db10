"""A chip: one small choice that is on or off, or that a menu gives. May not know what it narrows."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.controls.pressable import Pressable
from cm_desktop.ui.kit.safe_text import LINE, elided, set_tip, visible
from cm_desktop.ui.kit.theme import Theme

HEIGHT = 26
_RADIUS = 6
_PADDING = 9
_ICON = 12
_GAP = 4
_LEAST = 76


class Chip(Pressable):
    """On while it is checked; the owner says when, a click changes nothing. `opens` adds the sign of a menu.

    `turns`: it says the same on and off, so that a screen reader must say which.
    """

    def __init__(
        self, text: str, theme: Theme, *, opens: bool = False, turns: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._opens = opens
        self._words = ""
        self.announced = Role.ButtonMenu if opens else Role.Switch if turns else Role.Button
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_choice(text, on=False)

    def show_choice(self, text: str, *, on: bool, aloud: str = "") -> None:
        """What is chosen, and whether that narrows anything; `aloud` says more than there is room for."""
        self._words = visible(text, LINE)
        self.setText(self._words.replace("&", "&&"))
        self.setAccessibleName(visible(aloud or text))
        set_tip(self, aloud or text)
        self.setChecked(on)
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Only its owner checks it."""

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(fonts.font(*fonts.SECTION)).horizontalAdvance(self._words)
        return QSize(round(words + 2 * _PADDING + self._sign() + 0.5), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_LEAST, self.sizeHint().width()), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, on = self._theme, self.isChecked()
        colour = theme.accent_tx if on else theme.text2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.accent, 2) if self._ring else theme.accent_line if on else theme.line2)
            painter.setBrush(theme.accent_bg if on else theme.hover if self.underMouse() else theme.pane)
            edge = 1.0 if self._ring else 0.5
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), _RADIUS, _RADIUS)
            room = self.width() - 2 * _PADDING - self._sign()
            font = fonts.font(*fonts.SECTION)
            painter.setFont(font)
            painter.setPen(colour)
            words = elided(self._words, QFontMetricsF(font), room + 1)
            painter.drawText(QRectF(_PADDING, 0, room + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
            if self._opens:
                x = self.width() - _PADDING - _ICON + 2
                icons.draw(painter, "chevron-down", colour, x, (self.height() - _ICON) / 2, _ICON)

    def _sign(self) -> int:
        return _ICON + _GAP - 2 if self._opens else 0
