"""What is too long for its place and only read: scrolled with the arrows once Tab is there. May not know what stands in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from cm_desktop.ui.kit.announced import Role


class ReadingArea(QScrollArea):
    """Whoever makes it gives it an accessible name: a stop of Tab says what it is."""

    announced = Role.Grouping

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
