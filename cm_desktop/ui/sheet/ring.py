"""The order in which Tab goes round a window. May not move the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def ring(start: QWidget) -> list[QWidget]:
    """All widgets of the window after `start`, in the order of Tab."""
    ring: list[QWidget] = []
    place = start.nextInFocusChain()
    while place is not None and place is not start:
        ring.append(place)
        place = place.nextInFocusChain()
    return ring


def takes_tab(place: QWidget) -> bool:
    """Whether Tab may stop there."""
    wanted = bool(place.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return wanted and place.isEnabled() and place.isVisible()
