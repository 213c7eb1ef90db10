"""Gives long work a sign when there is something to do in the window. May not know what the work is."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from cm_desktop.engine.giving_way import GivingWay
from cm_desktop.ui.bridge import Bridge

_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Wheel,
        QEvent.Type.UpdateRequest,  # something is about to be painted
    }
)


class AtWork(QObject):
    """Watches one window: its keys as the system brings them, its paints, and what changes under it."""

    def __init__(self, way: GivingWay, bridge: Bridge, window: QWidget) -> None:
        super().__init__(window)
        self._way = way
        bridge.changed.connect(lambda _changes: way.sign())  # before whoever hears of it later has his part of the work
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _SIGNS:
            self._way.sign()
        elif kind is QEvent.Type.Show and isinstance(watched, QWidget) and watched.windowHandle() is not None:
            watched.windowHandle().installEventFilter(self)
        return super().eventFilter(watched, event)
