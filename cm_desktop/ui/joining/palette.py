"""The colours offered for a new client, each by its name for who listens. May not tell clients apart by them alone."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from cm_desktop.ui.kit import client_colour, icons
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_SIZE = 40
_INSET = 6


class Palette(QWidget):
    """Squares, one of them taken; `chosen` tells that another one is.

    `own` is the colour that a client has already: it is taken, and comes first where it is not among those offered; what
    nobody could tell from it is not offered.
    """

    chosen = Signal()

    def __init__(self, words: Words, theme: Theme, *, taken: int = 0, own: str = "") -> None:
        super().__init__()
        name = words.say("Colour")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        offered: tuple[str, ...] = client_colour.PALETTE
        if own and own not in offered:
            offered = (own, *(colour for colour in offered if not client_colour.look_alike(colour, own)))
        self._colours = offered
        for place, colour in enumerate(self._colours):
            square = _Square(colour, _named(colour, words), theme)
            self._group.addButton(square, place)
            row.addWidget(square)
        row.addStretch()
        first = self._colours.index(own) if own else taken % len(self._colours)
        self._group.button(first).setChecked(True)
        self._group.idClicked.connect(lambda _place: self.chosen.emit())

    @property
    def colour(self) -> str:
        """`#RRGGBB` as chosen."""
        return self._colours[self._group.checkedId()]


def _named(colour: str, words: Words) -> str:
    names = (
        words.say("Ochre"),
        words.say("Teal"),
        words.say("Raspberry"),
        words.say("Purple"),
        words.say("Green"),
        words.say("Brown"),
        words.say("Olive green"),
        words.say("Terracotta"),
    )
    return dict(zip(client_colour.PALETTE, names, strict=True)).get(colour, words.say("The client’s colour"))


class _Square(QAbstractButton):
    announced = Role.RadioButton

    def __init__(self, colour: str, name: str, theme: Theme) -> None:
        super().__init__()
        self._colour = client_colour.adjusted(colour, theme)
        self._theme = theme
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFixedSize(QSize(_SIZE, _SIZE))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.isChecked():
                pen = painter.pen()
                pen.setWidthF(2)
                pen.setColor(self._theme.accent if self.hasFocus() else self._theme.text)
                painter.setPen(pen)
                painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 9, 9)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour)
            painter.drawRoundedRect(box.adjusted(_INSET, _INSET, -_INSET, -_INSET), 7, 7)
            if self.isChecked():
                icons.draw(painter, "check", QColor("#FFFFFF"), (_SIZE - 16) / 2, (_SIZE - 16) / 2)
