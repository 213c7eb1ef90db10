"""The part of a scrolled area that is seen, made here. May not know what is scrolled."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def own_viewport(area: QAbstractScrollArea) -> QWidget:
    """Give an area a viewport that is as Qt's own; nothing may have been asked of that.

    What class a widget is that Qt made itself, PySide6 finds out by making all classes of widgets there are, the first time:
    12 ms (6.11.3), for which nobody waits who reads a list.
    """
    made = QWidget()
    made.setBackgroundRole(QPalette.ColorRole.Base)
    made.setAutoFillBackground(True)
    area.setViewport(made)
    return made
