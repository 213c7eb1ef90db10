"""Lays widgets in lines, as words are: one after the other, a new line where the room ends. May not stretch them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_LEAST_COLUMNS = 3


class Flow(QWidget):
    """`gap` parts them, across and, unless `down` does, down. What is wider than the room gets the room.

    `even`: under one another in columns, where there is room for some.
    """

    # A QLayout in Python keeps QLayoutItems that Qt deletes under it (seen on PySide6 6.11): widgets are kept instead.

    def __init__(self, pieces: Sequence[QWidget], gap: int, *, down: int | None = None, even: bool = False) -> None:
        super().__init__()
        self._pieces = list(pieces)
        self._gap = gap
        self._down = gap if down is None else down
        self._even = even
        for piece in self._pieces:
            piece.setParent(self)
            piece.show()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((place.y() + place.height() for place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        hints = [piece.sizeHint() for piece in self._pieces]
        wide = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        least = [piece.minimumSizeHint() for piece in self._pieces]
        return QSize(max((one.width() for one in least), default=0), max((one.height() for one in least), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """A piece whose words changed asks for another width: the lines are made again."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _place(self) -> None:
        for piece, place in zip(self._pieces, self._places(self.width()), strict=True):
            piece.setGeometry(place)

    def _places(self, width: int) -> list[QRect]:
        places: list[QRect] = []
        x = y = tall = 0
        hints = [piece.sizeHint() for piece in self._pieces]
        column = self._column(hints, width)
        for hint in hints:
            if x and x + max(hint.width(), column) > width:
                x, y, tall = 0, y + tall + self._down, 0
            places.append(QRect(x, y, min(hint.width(), width), hint.height()))
            x, tall = x + max(hint.width(), column) + self._gap, max(tall, hint.height())
        return places

    def _column(self, hints: Sequence[QSize], width: int) -> int:
        """How wide each column is, at least; 0 where there are none."""
        widest = max((hint.width() for hint in hints), default=0) + self._gap
        many = (width + self._gap) // widest
        return (width + self._gap) // many - self._gap if self._even and many >= _LEAST_COLUMNS else 0
