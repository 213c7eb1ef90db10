"""One entry of the rail: a list, a client or a page of the window, with its figure. May not know what it leads to."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cm_desktop.domain.comments import Client
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.controls.pressable import Pressable
from cm_desktop.ui.kit.marks.avatar import paint_client
from cm_desktop.ui.kit.safe_text import elided, set_tip, visible
from cm_desktop.ui.kit.theme import Theme

_HEIGHT, _TALL, _NARROW = 36, 46, 40
_LOW = 32  # where the window is low
_RADIUS = 8
_ICON, _NARROW_ICON = 16, 20
_SQUARE, _NARROW_SQUARE = 24, 26
_LEFT, _RIGHT, _GAP = 12, 12, 10
_SIGN_ROOM = 18  # an icon stands in the middle of it
_BADGE = 17
_BADGE_FROM = 6  # where it begins, right of the middle
_BADGE_EDGE = 2  # what parts it from the sign
WARNING = "circle-pause"
_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RailItem(Pressable):
    """An icon or a client's square, words, and a figure at the end; narrow, only the sign with the figure as a badge.

    `always` shows the figure at 0 too; `alarming` shows it in red from 1 on; `quiet` is small, with no sign beside words
    unless it warns. `acts`: it does something, and nothing that it leads to can be on show. `written` is how a figure is.
    """

    def __init__(
        self,
        text: str,
        sign: str | Client,
        theme: Theme,
        *,
        subtitle: str = "",
        always: bool = False,
        alarming: bool = False,
        quiet: bool = False,
        acts: bool = False,
        written: Callable[[int], str] = str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = visible(text)
        self._subtitle = visible(subtitle)
        self._warning = ""
        self._sign = sign
        self._theme = theme
        self._always = always
        self._alarming = alarming
        self._quiet = quiet
        self._written = written
        self._count = 0
        self._narrow = self._low = False
        self.announced = Role.Button if acts else Role.PageTab
        self.setCheckable(not acts)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._say()

    def show_words(self, text: str, warning: str = "") -> None:
        """Other words; a warning stands above them, with a sign."""
        if (visible(text), visible(warning)) != (self._words, self._warning):
            self._words = visible(text)
            self._warning = visible(warning)
            self._say()
            self.set_narrow(self._narrow)

    def show_count(self, count: int) -> None:
        """The figure. The same again, as with most changes, paints nothing."""
        if count != self._count:
            self._count = count
            self._say()

    def _say(self) -> None:
        self.setAccessibleName(", ".join(part for part in (self._told(), self._figure()) if part))
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Only the sign, its words as a tip."""
        self._narrow = narrow
        set_tip(self, self._told() if narrow else "")
        self.updateGeometry()

    def set_low(self, *, low: bool) -> None:
        """Less tall."""
        self._low = low
        self.updateGeometry()

    def nextCheckState(self) -> None:
        """A click does not check it: the window says which list is shown."""

    def sizeHint(self) -> QSize:
        if self._narrow:
            return QSize(_NARROW, _LOW if self._low else _NARROW)
        if self._subtitle or (self._warning and self._words):
            return QSize(160, _TALL)
        return QSize(160, _LOW if self._low else _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            if self._narrow or self._signed():
                self._paint_sign(painter)
            if self._narrow:
                self._paint_badge(painter)
            else:
                self._paint_words(painter)

    def _told(self) -> str:
        return ", ".join(part for part in (self._warning, self._words) if part)

    def _signed(self) -> bool:
        return not self._quiet or bool(self._warning)

    def _figure(self) -> str:
        return self._written(self._count) if self._count or self._always else ""

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self._theme
        edge = 1 if self._ring else 0
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        if self._narrow:
            box.setWidth(_NARROW - 2 * edge)
            box.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(theme.accent, 2) if self._ring else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setBrush(theme.accent_bg)
        elif self.underMouse():
            painter.setBrush(theme.hover if theme.dark else theme.app)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)

    def _paint_sign(self, painter: QPainter) -> None:
        client = isinstance(self._sign, Client)
        wide = (_NARROW_SQUARE if client else _NARROW_ICON) if self._narrow else (_SQUARE if client else _ICON)
        x = (self.width() - wide) / 2 if self._narrow else _LEFT + (0 if client else (_SIGN_ROOM - wide) / 2)
        y = (self.height() - wide) / 2
        if isinstance(self._sign, Client):
            paint_client(painter, QRectF(x, y, wide, wide), self._sign, self._theme)
        else:
            icons.draw(painter, WARNING if self._warning else self._sign, self._sign_colour(), x, y, wide)

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._theme
        left = _LEFT
        if self._signed():
            left += (_SQUARE if isinstance(self._sign, Client) else _SIGN_ROOM) + _GAP
        figure, font = self._figure(), fonts.font(12, 600, figures=True)
        taken = QFontMetricsF(font).horizontalAdvance(figure) + (_GAP if figure else 0)
        room = self.width() - left - _RIGHT - taken
        face = fonts.font(*fonts.META) if self._quiet else fonts.font(13, 600 if self.isChecked() else 560)
        lines = [(self._words, face, theme.text3 if self._quiet else self._text_colour())] if self._words else []
        if self._warning:
            lines.insert(0, (self._warning, fonts.font(*fonts.META), theme.due_fg))
        if self._subtitle:
            lines.append((self._subtitle, fonts.font(*fonts.META), theme.text3))
        top = (self.height() - 16 * len(lines)) / 2
        for text, face, colour in lines:
            painter.setFont(face)
            painter.setPen(colour)
            painter.drawText(QRectF(left, top, room, 16), _START, elided(text, QFontMetricsF(face), room))
            top += 16
        painter.setFont(font)
        painter.setPen(self._figure_colour())
        painter.drawText(
            QRectF(0, 0, self.width() - _RIGHT, self.height()), Qt.AlignmentFlag.AlignRight | _START, figure
        )

    def _paint_badge(self, painter: QPainter) -> None:
        """Beside the sign rather than over it: it begins right of the middle and may reach the edge of the rail."""
        figure = f"{self._count}" if self._count < 1000 else f"{self._count // 1000}k"
        if not self._count:
            return
        theme, font = self._theme, fonts.font(*fonts.BADGE, figures=True)
        wide = max(_BADGE, QFontMetricsF(font).horizontalAdvance(figure) + 7)
        ground, text = (theme.line2, theme.text)
        if self._alarming:
            ground, text = theme.at_solid, theme.at_on
        elif self.isChecked():
            ground, text = theme.accent, theme.accent_on
        left = min(self.width() / 2 + _BADGE_FROM, self.width() - wide - _BADGE_EDGE)
        box = QRectF(left, 0, wide, _BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent_bg if self.isChecked() else theme.rail)
        gap = box.adjusted(-_BADGE_EDGE, -_BADGE_EDGE, _BADGE_EDGE, _BADGE_EDGE)
        painter.drawRoundedRect(gap, gap.height() / 2, gap.height() / 2)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, _BADGE / 2, _BADGE / 2)
        painter.setPen(text)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, figure)

    def _alarmed(self) -> bool:
        return self._alarming and self._count > 0

    def _sign_colour(self) -> QColor:
        if self._warning:
            return self._theme.due_fg
        if self._alarmed():
            return self._theme.attack_fg
        return self._theme.accent_tx if self.isChecked() else self._theme.text2

    def _text_colour(self) -> QColor:
        return self._theme.accent_tx if self.isChecked() else self._theme.text

    def _figure_colour(self) -> QColor:
        if self._alarmed():
            return self._theme.attack_fg
        return self._theme.accent_tx if self.isChecked() else self._theme.text3
