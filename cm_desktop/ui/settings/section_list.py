"""The sections by name, one of them on show. May not know what is in them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.rail.rail_item import RailItem

WIDTH, NARROW = 236, 204


class SectionList(QWidget):
    """`chosen` carries the place of a section, taken by a click or with the arrows."""

    chosen = Signal(int)

    def __init__(self, title: str, names: Sequence[tuple[str, str]], theme: Theme) -> None:
        super().__init__()
        self.place = 0
        self._items = tuple(RailItem(name, icon, theme) for name, icon in names)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 16, 10, 16)
        column.setSpacing(2)
        heading = label(title, fonts.LIST_TITLE, theme.text)
        heading.setContentsMargins(12, 4, 0, 10)
        column.addWidget(heading)
        for place, item in enumerate(self._items):
            item.clicked.connect(partial(self._take, place))
            column.addWidget(item)
        column.addStretch()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        for key, by in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)):  # before a button takes them for Tab
            arrow = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            arrow.activated.connect(partial(self.step, by))
        self.mark(0)

    def mark(self, place: int) -> None:
        """This one is on show."""
        self.place = place
        for each, item in enumerate(self._items):
            item.setChecked(each == place)
            item.setFocusPolicy(Qt.FocusPolicy.TabFocus if each == place else Qt.FocusPolicy.NoFocus)

    def step(self, by: int) -> None:
        """To the next one, or the one before."""
        there = max(0, min(self.place + by, len(self._items) - 1))
        if there != self.place:
            self._take(there)
            self.focus_chosen()

    def focus_chosen(self) -> None:
        """The keyboard to the one on show."""
        self._items[self.place].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_chosen()

    def _take(self, place: int) -> None:
        self.mark(place)
        self.chosen.emit(place)
