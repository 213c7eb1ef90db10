"""A picture of a window with all that stands over it. May not know what the window shows."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget


def taken(window: QWidget) -> QPixmap:
    """What one would see: a menu or a panel is a window of its own, and is drawn where it stands."""
    QApplication.processEvents()  # what was just read must be laid out and painted
    whole = window.grab()
    over = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]
    with QPainter(whole) as painter:
        for one in over:
            painter.drawPixmap(one.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint()), one.grab())
    return whole
