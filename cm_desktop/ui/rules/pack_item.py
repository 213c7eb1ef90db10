"""One pack in the list: its title, how many rules it has, whose it is, whether something is wrong. May not open it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cm_desktop.domain.comments import Client
from cm_desktop.domain.rules import Pack
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.controls.pressable import Pressable
from cm_desktop.ui.kit.marks.avatar import paint_client
from cm_desktop.ui.kit.safe_text import elided, set_tip, visible
from cm_desktop.ui.kit.theme import Theme

_HEIGHT = 48
_RADIUS = 8
_SIDE = 12
_ICON, _SQUARE = 14, 16
_LINE = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLine:
    """What the list says of a pack. `trouble` is a sentence, empty where all is well."""

    title: str
    about: str
    client: Client | None = None
    trouble: str = ""


def pack_title(pack: Pack, language: str) -> str:
    """As its writer called it; else after its name, without the language that it ends with."""
    name = pack.id.removesuffix(f".{pack.language}").replace("_", " ")
    return pack.titles.get(language) or next(iter(pack.titles.values()), name[:1].upper() + name[1:])


class PackItem(Pressable):
    """Checked while its pack lies on the workbench: its owner says when."""

    announced = Role.ListItem

    def __init__(self, line: PackLine, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._said = line
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        whose = line.client.name if line.client else ""
        self.setAccessibleName(
            visible(", ".join(part for part in (line.title, line.about, whose, line.trouble) if part))
        )
        set_tip(self, line.trouble)

    def nextCheckState(self) -> None:
        """A click does not check it."""

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, said = self._theme, self._said
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            right = self._paint_sign(painter)
            room = right - _SIDE
            top = (_HEIGHT - 2 * _LINE) / 2
            title = theme.accent_tx if self.isChecked() else theme.text
            self._paint_line(painter, said.title, fonts.font(13, 600), title, top, room)
            self._paint_line(painter, said.about, fonts.font(*fonts.META), theme.text3, top + _LINE, room)

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self._theme
        edge = 1 if self._ring else 0
        painter.setPen(QPen(theme.accent, 2) if self._ring else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setBrush(theme.accent_bg)
        elif self.underMouse():
            painter.setBrush(theme.hover)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), _RADIUS, _RADIUS)

    def _paint_sign(self, painter: QPainter) -> float:
        """Answers where it begins."""
        if self._said.trouble:
            left = self.width() - _SIDE - _ICON
            icons.draw(painter, "triangle-alert", self._theme.due_fg, left, (_HEIGHT - _ICON) / 2, _ICON)
        elif self._said.client is not None:
            left = self.width() - _SIDE - _SQUARE
            box = QRectF(left, (_HEIGHT - _SQUARE) / 2, _SQUARE, _SQUARE)
            paint_client(painter, box, self._said.client, self._theme)
        else:
            left = self.width()
        return left - 8

    def _paint_line(self, painter: QPainter, text: str, font: QFont, colour: QColor, top: float, room: float) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(_SIDE, top, room, _LINE), start, elided(visible(text), QFontMetricsF(font), room))
