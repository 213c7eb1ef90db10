"""Pills: a few words on a ground that says what kind they are. May not decide which pills a comment gets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.theme import Theme

HEIGHT = 22
SPACING = 6
_RADIUS = 6
_ICON = 14
_LEFT, _GAP, _RIGHT = 7, 5, 9
_BARE = 11  # on both sides of words without icon: 9, and the round corners
_CLEAR = QColor(0, 0, 0, 0)


class Tone(Enum):
    """What a pill speaks of."""

    ATTACK = auto()
    GRIEVANCE = auto()
    NEUTRAL = auto()
    ACCENT = auto()
    DUE = auto()
    DOUBT = auto()
    OK = auto()


class Fill(Enum):
    """How loudly."""

    SOLID = auto()
    TINT = auto()
    OUTLINE = auto()


@dataclass(frozen=True, slots=True)
class Pill:
    """`short` stands in for `text` where there is little room; where there is less, only the icon is left, or the one
    that is `kept` of a pill that has none beside its words.
    """

    text: str
    tone: Tone = Tone.NEUTRAL
    fill: Fill = Fill.TINT
    icon: str = ""
    short: str = ""
    kept: str = ""

    def width(self) -> float:
        """How wide it is painted."""
        words = _advance(self.text)
        if not self.icon:
            return words + 2 * _BARE - 4
        return _LEFT + _ICON + (_GAP + words + _RIGHT if self.text else _LEFT)

    def narrower(self) -> "Pill | None":
        """The next smaller form: short words, then the icon alone; None where there is none."""
        if self.short:
            return replace(self, text=self.short, short="")
        icon = self.icon or self.kept
        return replace(self, text="", icon=icon) if self.text and icon else None


def fit(pills: Iterable[Pill], width: float) -> tuple[Pill, ...]:
    """The pills, made narrower from the last to the first until they stand in one line of `width`; none is dropped."""
    fitted = list(pills)
    while total(fitted) > width:
        place = next((i for i in reversed(range(len(fitted))) if fitted[i].narrower()), None)
        if place is None:
            break
        fitted[place] = fitted[place].narrower() or fitted[place]
    return tuple(fitted)


def total(pills: Sequence[Pill]) -> float:
    """The width of pills in one line."""
    return sum(pill.width() for pill in pills) + SPACING * max(0, len(pills) - 1)


def paint(painter: QPainter, x: float, y: float, pill: Pill, theme: Theme, *, lined: bool = False) -> float:
    """Paint a pill with its upper left corner at (x, y), and answer its width. `lined` adds a tint's line, on *sel*."""
    text, ground, line = _colours(pill, theme)
    width = pill.width()
    painter.setPen(line if lined or pill.fill is Fill.OUTLINE else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    box = QRectF(x, y, width, HEIGHT)
    edge = 0.5 if painter.pen().style() is not Qt.PenStyle.NoPen else 0.0
    painter.drawRoundedRect(box.adjusted(edge, edge, -edge, -edge), _RADIUS, _RADIUS)
    start = x + (_LEFT + _ICON + _GAP if pill.icon else _BARE - 2)
    if pill.icon:
        icons.draw(painter, pill.icon, text, x + _LEFT, y + (HEIGHT - _ICON) / 2, _ICON)
    painter.setPen(text)
    painter.setFont(_font())
    painter.drawText(QRectF(start, y, width, HEIGHT), Qt.AlignmentFlag.AlignVCenter, pill.text)
    return width


@lru_cache(maxsize=256)
def _advance(text: str) -> float:
    return QFontMetricsF(_font()).horizontalAdvance(text)


def _font() -> QFont:
    return fonts.font(12, 600)


def _colours(pill: Pill, theme: Theme) -> tuple[QColor, QColor, QColor]:
    """Text, ground and line."""
    text, tint, line = {
        Tone.ATTACK: (theme.attack_fg, theme.attack_bg, theme.at_line),
        Tone.GRIEVANCE: (theme.gr_fg, theme.gr_bg, theme.gr_line),
        Tone.NEUTRAL: (theme.text2, theme.sunken, theme.line2),
        Tone.ACCENT: (theme.accent_tx, theme.accent_bg, theme.accent_line),
        Tone.DUE: (theme.due_fg, theme.due_bg, theme.due_bar),
        Tone.DOUBT: (theme.doubt_fg, theme.doubt_bg, theme.doubt_bar),
        Tone.OK: (theme.ok_fg, theme.ok_bg, theme.ok_fg),
    }[pill.tone]
    if pill.fill is Fill.OUTLINE:
        return text, theme.raised if pill.tone is Tone.NEUTRAL else _CLEAR, line
    if pill.fill is Fill.TINT:
        return text, tint, line
    solid = {Tone.ATTACK: (theme.at_on, theme.at_solid), Tone.GRIEVANCE: (theme.gr_on, theme.gr_solid)}
    on, ground = solid.get(pill.tone, (theme.pane, text))
    return on, ground, ground


class PillLabel(QWidget):
    """One pill as a widget."""

    announced = Role.StaticText

    def __init__(self, pill: Pill, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.show_pill(pill)

    def show_pill(self, pill: Pill) -> None:
        """Show this one instead."""
        self._pill = pill
        self.setAccessibleName(pill.text)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._pill.width() + 0.5), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(painter, 0, 0, self._pill, self._theme)
