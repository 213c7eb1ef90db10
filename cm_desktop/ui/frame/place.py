"""Where a window stood and how it was divided, as one line of text to be kept. May not keep it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk

_GRIP = (120, 40)  # of its upper edge: what must be seen for a window to be taken hold of

_FARTHEST = 100_000  # pixels: no desktop is as wide


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`room` is where it stands when it is not maximised; `list_width` in pixels, `queue` the list on show."""

    room: QRect
    maximised: bool
    list_width: int
    queue: Queue

    @classmethod
    def of(cls, window: QWidget, list_width: int, queue: Queue) -> Self:
        """Where it stands now."""
        room = window.normalGeometry() if window.isMaximized() or window.isFullScreen() else window.geometry()
        return cls(room=room, maximised=window.isMaximized(), list_width=list_width, queue=queue)

    def written(self) -> str:
        """One line, which `read` reads."""
        room = self.room
        numbers = (room.x(), room.y(), room.width(), room.height(), int(self.maximised), self.list_width)
        return " ".join((*map(str, numbers), self.queue))

    @classmethod
    def read(cls, text: str) -> Self | None:
        """None for a line that is none of ours: by an older version, or by another hand."""
        try:
            *numbers, queue = text.split()
            x, y, width, height, maximised, list_width = map(int, numbers)
            shown = Queue(queue)
        except ValueError:
            return None
        if max(map(abs, (x, y, width, height, list_width))) > _FARTHEST:
            return None
        return cls(room=QRect(x, y, width, height), maximised=bool(maximised), list_width=list_width, queue=shown)

    def on(self, screens: Sequence[QRect]) -> QRect | None:
        """Its room, no larger than the screen where its upper edge can be taken hold of; None where there is none any more."""
        grip = QRect(self.room.x(), self.room.y(), self.room.width(), _GRIP[1])
        for screen in screens:
            seen = grip & screen
            if seen.width() >= _GRIP[0] and seen.height() >= _GRIP[1] // 2:
                return QRect(self.room.topLeft(), self.room.size().boundedTo(screen.size()))
        return None

    def take(self, window: QWidget) -> bool:
        """Have the window stand there; False, and it stays, where the screen is gone."""
        room = self.on([screen.availableGeometry() for screen in QGuiApplication.screens()])
        if room is None:
            return False
        window.setGeometry(room)
        if self.maximised:
            window.setWindowState(Qt.WindowState.WindowMaximized)
        return True


def stand(window: QWidget, place: Place | None, desk: Desk) -> Query:
    """Where it stood before; answers the list that was on show, if there is anything to list."""
    if place is None or not place.take(window) or not desk.inbox.accounts():
        return Query()
    return Query(queue=place.queue)
