"""How a bar over the window is laid out: a sign, its words, what can be done about it. May not know what it says."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cm_desktop.ui.kit.ground import lay_ground
from cm_desktop.ui.kit.label import sign

BAR = 42  # pixels: how tall it is where its words take one line


def lay_bar(bar: QWidget, icon: str, text: QWidget, *buttons: QWidget, ground: QColor, ink: QColor) -> None:
    """Fill it with `ground` and put these in their places; `ink` is the colour of the sign, as of the words."""
    lay_ground(bar, ground)
    bar.setMinimumHeight(BAR)
    row = QHBoxLayout(bar)
    row.setContentsMargins(22, 6, 22, 6)
    row.setSpacing(10)
    row.addWidget(sign(icon, ink, 18, bar))
    row.addWidget(text, 1)
    for button in buttons:
        row.addWidget(button)
