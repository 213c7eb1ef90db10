"""Picks rows by key and by mouse: one more, a stretch of them, all that are listed. May not act on any."""

from collections.abc import Callable, Iterator
from itertools import chain

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent

from cm_desktop.domain.queue import MOST_AT_ONCE, Handle
from cm_desktop.ui.inbox.comment_row import is_on_box
from cm_desktop.ui.inbox.picked import Picked
from cm_desktop.ui.inbox.queue_model import QueueModel
from cm_desktop.ui.inbox.queue_view import QueueView

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Picking(QObject):
    """`go` selects the row of a place, `step` the next one (1) or the one before (-1)."""

    def __init__(
        self,
        view: QueueView,
        model: QueueModel,
        picked: Picked,
        go: Callable[[int], None],
        step: Callable[[int], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._model = model
        self._picked = picked
        self._go = go
        self._step = step
        self._anchor: Handle | None = None  # where the stretch begins
        view.picking.connect(self.turn_current)
        view.viewport().installEventFilter(self)
        picked.changed.connect(view.viewport().update)

    def turn_current(self) -> None:
        """Pick the selected row, or let it go."""
        self._turn(self._place)

    def extend(self, by: int) -> None:
        """Pick from where one stands as far as the next row (1), or the one before (-1); and back again."""
        self._begin()
        self._step(by)
        self._stretch()

    def take_all(self) -> None:
        """All that is listed, as far as one act goes."""
        self._anchor = None
        self._picked.take(self._within(0, self._model.rowCount()))

    def leave(self) -> None:
        """Go to the first row after the selected one, else before it, that is not picked."""
        places = chain(range(self._place + 1, self._model.rowCount()), range(self._place, -1, -1))
        free = next((place for place in places if self._is_free(place)), None)
        if free is not None:
            self._go(free)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """With Ctrl or Shift, on a box, or once some are picked, a click picks: it opens nothing."""
        if not isinstance(event, QMouseEvent) or event.button() is not Qt.MouseButton.LeftButton:
            return False
        place, held = self._view.indexAt(event.position().toPoint()).row(), event.modifiers() & (_CTRL | _SHIFT)
        picks = held or self._picked.is_on or self._is_on_box(event.position().toPoint())
        if place < 0 or not picks:
            return False
        if event.type() is QEvent.Type.MouseButtonPress:
            self._click(place, held)
        return True

    def _click(self, place: int, held: Qt.KeyboardModifier) -> None:
        self._view.setFocus()
        if held & _SHIFT:
            self._begin()
            self._go(place)
            self._stretch()
        else:
            if held & _CTRL and not self._picked.is_on and place != self._place:
                self._turn(self._place)  # the one that was selected already is one of them
            self._go(place)
            self._turn(place)

    @property
    def _place(self) -> int:
        return self._view.currentIndex().row()

    def _turn(self, place: int) -> None:
        self._anchor = None
        handle = self._model.handle(place)
        if handle is not None and not self._model.is_leaving(place):
            self._picked.turn(handle)

    def _begin(self) -> None:
        if self._anchor is None or not self._picked.is_on or self._model.place(self._anchor) is None:
            self._picked.take(self._picked.handles)  # what was gone over before stays
            self._anchor = self._model.handle(self._place)

    def _stretch(self) -> None:
        begun = self._model.place(self._anchor) if self._anchor is not None else None
        if begun is not None:
            first, last = sorted((begun, self._place))
            self._picked.stretch(self._within(first, last + 1))

    def _within(self, first: int, end: int) -> Iterator[Handle]:
        for place in range(first, min(end, first + MOST_AT_ONCE)):
            handle = self._model.handle(place)
            if handle is not None and not self._model.is_leaving(place):
                yield handle

    def _is_free(self, place: int) -> bool:
        handle = self._model.handle(place)
        return handle is not None and handle not in self._picked and not self._model.is_leaving(place)

    def _is_on_box(self, point: QPoint) -> bool:
        return is_on_box(point - self._view.visualRect(self._view.indexAt(point)).topLeft())
