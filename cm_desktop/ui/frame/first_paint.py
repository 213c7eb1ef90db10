"""What may wait until a window has been seen. May not know what it is."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_AT_LATEST_MS = 1_000  # a window that opens minimised paints nothing


def behind_first_paint(window: QWidget, then: Callable[[], None]) -> None:
    """Call this once: when all of the window was painted for the first time, or soon after it was shown."""
    _FirstPaint(window, then)


class _FirstPaint(QObject):
    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._then = then
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._end)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._soon.start(0)  # what is in the window is painted in the same go
            self._window.removeEventFilter(self)
        elif event.type() is QEvent.Type.Show:
            self._soon.start(_AT_LATEST_MS)
        return False

    def _end(self) -> None:
        self._window.removeEventFilter(self)
        self.deleteLater()
        self._then()
