"""How many are caught in each week, as bars whose sum is the whole. May not count anything itself."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cm_desktop.domain.rules import Week
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_SHOWN = 8
_TALLEST, _LEAST = 54, 2
_FIGURE, _LABEL = 18, 20
_GAP = 12
_RADIUS = 3


def bars(words: Words, weeks: Sequence[Week]) -> list[tuple[str, int]]:
    """The last eight weeks; where there are more, the first bar holds all that came before the last seven."""
    named = [(words.say("w{n}", n=week.day.isocalendar().week), week.caught) for week in weeks]
    if len(named) <= _SHOWN:
        return named
    earlier, latest = named[: 1 - _SHOWN], named[1 - _SHOWN :]
    return [(words.say("before"), sum(caught for _, caught in earlier)), *latest]


class WeekBars(QWidget):
    """One bar for each."""

    announced = Role.Graphic

    def __init__(self, shown: Sequence[tuple[str, int]], words: Words, theme: Theme) -> None:
        super().__init__()
        self._shown = shown
        self._theme = theme
        told = ", ".join(f"{name} {caught}" for name, caught in shown)
        self.setAccessibleName(words.say("Caught in each week: {weeks}", weeks=told))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(320, _FIGURE + _TALLEST + _LABEL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        most = max((caught for _, caught in self._shown), default=0) or 1
        wide = self.width() / _SHOWN
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for place, (name, caught) in enumerate(self._shown):
                left = place * wide
                tall = max(_LEAST, _TALLEST * caught / most) if caught else 0
                top = _FIGURE + _TALLEST - tall
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.gr_bar)
                painter.drawRoundedRect(QRectF(left + _GAP / 2, top, wide - _GAP, tall), _RADIUS, _RADIUS)
                painter.setPen(self._theme.text)
                painter.setFont(fonts.font(12, 450, figures=True))
                painter.drawText(QRectF(left, top - _FIGURE, wide, _FIGURE), middle, str(caught))
                painter.setPen(self._theme.text3)
                room = QRectF(left, _FIGURE + _TALLEST, wide, _LABEL)
                painter.drawText(room, middle, name)
