"""Lays widgets in lines, as words are: one after the other, a new line where the room ends. May not stretch them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """`gap` parts them, across and down. What is wider than the room gets the room."""

    # A QLayout in Python keeps QLayoutItems that Qt deletes under it (seen on PySide6 6.11): widgets are kept instead.

    def __init__(self, pieces: Sequence[QWidget], gap: int) -> None:
        super().__init__()
        self._pieces = list(pieces)
        self._gap = gap
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
        for hint in (piece.sizeHint() for piece in self._pieces):
            if x and x + hint.width() > width:
                x, y, tall = 0, y + tall + self._gap, 0
            places.append(QRect(x, y, min(hint.width(), width), hint.height()))
            x, tall = x + hint.width() + self._gap, max(tall, hint.height())
        return places
