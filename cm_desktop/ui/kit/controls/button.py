"""The one button of the window: icon, words and key cap, with a ring for who uses the keyboard. May not bind its key."""

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.controls.pressable import Pressable
from cm_desktop.ui.kit.safe_text import LINE, set_tip, visible
from cm_desktop.ui.kit.theme import Theme

HEIGHT, SMALL = 38, 26
_RADIUS = 8
_ICON = 16
PADDING = 12
_LINK_PADDING = 3  # of a small one: its words stand in a line with others
_GAP = 8
KEY_HEIGHT = 20
_MARK, _MARK_EDGE = 4.5, 1.5


class Kind(Enum):
    """PRIMARY: the one accent fill of a screen; SOFT: outlined; GHOST: words only; LINK: accent words; DANGER: red words."""

    PRIMARY = auto()
    SOFT = auto()
    GHOST = auto()
    LINK = auto()
    DANGER = auto()


class Button(Pressable):
    """`key` is shown, as a person reads it ("Maj+E"); `name` says aloud a button that is only an icon, and is its tip.

    `small` stands in a line of text. `opens`: a menu comes under it, which its sign after the words says.
    """

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        kind: Kind = Kind.SOFT,
        icon: str = "",
        key: str = "",
        name: str = "",
        small: bool = False,
        opens: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        self._icon = "chevron-down" if opens else icon
        self._opens = opens
        self._key = key
        self._height, self._padding = (SMALL, _LINK_PADDING if kind is Kind.LINK else 8) if small else (HEIGHT, PADDING)
        self.label = ""
        self.set_label(text)
        self._is_marked = False
        if name:
            self.set_name(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_label(self, text: str) -> None:
        """Change the words; an ampersand in them is an ampersand."""
        self.label = visible(text, LINE)
        self.setText(self.label.replace("&", "&&"))
        self.updateGeometry()
        self.update()

    def set_name(self, name: str, *, marked: bool = False) -> None:
        """What is said aloud of it, and its tip. `marked` puts a dot on its icon: the name says what for."""
        self._is_marked = marked
        self.setAccessibleName(visible(name))
        set_tip(self, name)
        self.update()

    def set_key(self, key: str) -> None:
        """Change the key that is shown, as a person reads it."""
        self._key = key
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Change how loud it is; not between a LINK and another, which have other paddings."""
        self._kind = kind
        self.update()

    def set_icon(self, icon: str) -> None:
        """Change the icon, by its name."""
        if icon == self._icon:
            return
        self._icon = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if not (self.label or self._key):
            return QSize(self._height, self._height)
        parts = [float(_ICON)] if self._icon else []
        parts += [QFontMetricsF(fonts.font(*fonts.BUTTON)).horizontalAdvance(self.label)] if self.label else []
        parts += [self._key_width()] if self._key else []
        width = sum(parts) + _GAP * (len(parts) - 1) + 2 * self._padding
        return QSize(round(width + 0.5), self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            self._paint_content(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        theme, hot = self._theme, self.isEnabled() and (self.underMouse() or self.isDown())
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._kind is Kind.PRIMARY:
            painter.setPen(Qt.PenStyle.NoPen if self.isEnabled() else theme.line2)
            painter.setBrush(theme.sunken if not self.isEnabled() else theme.accent_hover if hot else theme.accent)
        elif self._kind in (Kind.SOFT, Kind.DANGER):
            painter.setPen(theme.line2)
            painter.setBrush(theme.hover if hot else theme.raised)
        elif hot:
            painter.setBrush(theme.hover)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        if self._ring:
            ring = (
                QRectF(self.rect()).adjusted(3, 3, -3, -3) if self._kind is Kind.PRIMARY else box.adjusted(1, 1, -1, -1)
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(theme.accent_on if self._kind is Kind.PRIMARY else theme.accent)
            pen.setWidthF(2)
            painter.setPen(pen)
            painter.drawRoundedRect(ring, _RADIUS - 2, _RADIUS - 2)

    def _paint_content(self, painter: QPainter) -> None:
        colour = self._text_colour()
        content = self.sizeHint().width() - 2 * self._padding if self.label or self._key else _ICON
        x = (self.width() - content) / 2
        if self._icon and not self._opens:
            self._paint_icon(painter, x)
            x += _ICON + _GAP
        if self.label:
            painter.setFont(fonts.font(*fonts.BUTTON))
            painter.setPen(colour)
            painter.drawText(QRectF(x, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, self.label)
            x += painter.fontMetrics().horizontalAdvance(self.label) + _GAP
        if self._key:
            box = QRectF(x, (self.height() - KEY_HEIGHT) / 2, self._key_width(), KEY_HEIGHT)
            paint_key(painter, box, self._key, self._theme, on_accent=self._kind is Kind.PRIMARY and self.isEnabled())
        if self._opens:
            self._paint_icon(painter, x)

    def _paint_icon(self, painter: QPainter, x: float) -> None:
        y = (self.height() - _ICON) / 2
        icons.draw(painter, self._icon, self._text_colour(), x, y, _ICON)
        if self._is_marked:
            painter.setPen(QPen(self._theme.pane, _MARK_EDGE))
            painter.setBrush(self._theme.accent)
            painter.drawEllipse(QPointF(x + _ICON, y), _MARK, _MARK)

    def _text_colour(self) -> QColor:
        if not self.isEnabled():
            return self._theme.text3
        return {
            Kind.PRIMARY: self._theme.accent_on,
            Kind.SOFT: self._theme.text,
            Kind.GHOST: self._theme.text2,
            Kind.LINK: self._theme.accent_tx,
            Kind.DANGER: self._theme.attack_fg,
        }[self._kind]

    def _key_width(self) -> float:
        return key_width(self._key)


def key_width(key: str) -> float:
    """How wide a key cap is."""
    return max(KEY_HEIGHT, QFontMetricsF(fonts.font(*fonts.KEY)).horizontalAdvance(key) + 12)


def paint_key(painter: QPainter, box: QRectF, key: str, theme: Theme, *, on_accent: bool = False) -> None:
    """A key cap, 20 pixels high in the design."""
    ground = QColor(theme.accent_on) if on_accent else QColor(theme.line)
    ground.setAlphaF(0.18 if on_accent else 0.7)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(theme.accent_on if on_accent else theme.text2)
    painter.setFont(fonts.font(*fonts.KEY))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
