"""A window that is wanted comes before all others. May not ask why."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def to_front(window: QWidget) -> None:
    """Out of the taskbar, over the others, with the keyboard: as far as the desktop lets a window do that."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
