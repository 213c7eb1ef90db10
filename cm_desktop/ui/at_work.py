"""Gives long work a sign when there is something to do in the window, until all of it is done.

May not know what the work is.
"""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from cm_desktop.engine.giving_way import GivingWay
from cm_desktop.ui.bridge import Bridge

_BY_HAND = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Wheel,
    }
)
_SIGNS = _BY_HAND | {QEvent.Type.UpdateRequest}  # something is about to be painted


class AtWork(QObject):
    """Watches one window: its keys as the system brings them, its paints, and what changes under it."""

    def __init__(self, way: GivingWay, bridge: Bridge, window: QWidget) -> None:
        super().__init__(window)
        self._way = way
        self._is_last = False
        self._soon = QTimer(self, singleShot=True, interval=0)  # fires once nothing is left to be painted
        self._soon.timeout.connect(self._look)
        # Before whoever hears of it later has his part of the work.
        bridge.changed.connect(lambda _changes: self._sign())
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _SIGNS:
            self._sign(hand=kind in _BY_HAND)
        elif kind is QEvent.Type.Show and isinstance(watched, QWidget) and watched.windowHandle() is not None:
            watched.windowHandle().installEventFilter(self)
        return super().eventFilter(watched, event)

    def _sign(self, *, hand: bool = False) -> None:
        self._way.sign(hand=hand)
        self._is_last = False
        self._soon.start()

    def _look(self) -> None:
        """Twice in a row, nothing was left: what is put behind the paint, as the comment of a row, has had its turn too."""
        if self._is_last:
            self._way.rest()
        else:
            self._is_last = True
            self._soon.start()
