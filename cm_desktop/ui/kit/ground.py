"""A colour that fills a widget below all that it shows. May not know what it stands for."""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget


def lay_ground(widget: QWidget, colour: QColor) -> None:
    """Fill it with this colour from now on."""
    widget.setAutoFillBackground(True)
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.Window, colour)
    widget.setPalette(palette)
