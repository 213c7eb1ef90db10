"""Where Tab goes next: as one reads, as the layouts lie when it is pressed. May not know what it goes through.

Qt goes in the order in which widgets were made; here some are made again with each comment, or stand before older ones.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QLayoutItem, QWidget


def move_on(room: QWidget, *, onward: bool) -> QWidget | None:
    """Give the keyboard to the next stop inside `room`, or the one before, round its ends; None where it has none."""
    around, here = [*in_reading_order(room)], QApplication.focusWidget()
    if not onward:
        around.reverse()
    after = around.index(here) + 1 if here in around else 0
    stop = next((part for part in around[after:] + around[:after] if _takes_tab(part)), None)
    if stop is not None:
        stop.setFocus(Qt.FocusReason.TabFocusReason if onward else Qt.FocusReason.BacktabFocusReason)
    return stop


def in_reading_order(room: QWidget) -> Iterator[QWidget]:
    """What is visible in it, however deep: what is laid out by its layouts, all else from above, and from the left."""
    layout = room.layout()
    laid = [*dict.fromkeys(_laid_out(layout))] if layout is not None else []  # of a grid, what spans cells comes again
    others = [part for part in room.children() if isinstance(part, QWidget) and part not in laid]
    for part in [*laid, *sorted(others, key=lambda one: (one.y(), one.x()))]:
        if part.isVisible() and not part.isWindow():
            yield part
            yield from in_reading_order(part)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for item in filter(None, _items(layout)):
        if (part := item.widget()) is not None:
            yield part
        elif (inner := item.layout()) is not None:
            yield from _laid_out(inner)


def _items(layout: QLayout) -> list[QLayoutItem | None]:
    if isinstance(layout, QGridLayout):
        rows, columns = range(layout.rowCount()), range(layout.columnCount())
        return [layout.itemAtPosition(row, column) for row in rows for column in columns]
    return [layout.itemAt(place) for place in range(layout.count())]


def _takes_tab(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.isEnabled()
