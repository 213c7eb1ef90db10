"""The lists that are kept under a name, in the rail; not there while there are none. May not show one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.views import View
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.rail.rail_item import RailItem
from cm_desktop.wording.words import Words


class RailViews(QWidget):
    """`opening` carries the View of an entry."""

    opening = Signal(object)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self._items: list[tuple[View, RailItem]] = []
        self._narrow = False
        self._present = View()
        self._heading = label(words.say("Views"), fonts.SECTION, theme.text3)
        self._heading.setContentsMargins(12, 14, 0, 4)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._heading)
        self.hide()

    def show_views(self, views: Sequence[View]) -> None:
        """These; made anew only when one changed: a click must not lose its entry under it."""
        if list(views) == [view for view, _ in self._items]:
            return
        for _, item in self._items:
            self._column.removeWidget(item)
            item.hide()
            item.deleteLater()
        self._items = [(view, self._item(view)) for view in views]
        for _, item in self._items:
            self._column.addWidget(item)
        self.setVisible(bool(self._items))
        self.set_narrow(self._narrow)
        self.mark(self._present)

    @property
    def views(self) -> tuple[View, ...]:
        """Those that have an entry."""
        return tuple(view for view, _ in self._items)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many comments they list, by name; one that is not told of keeps its figure."""
        for view, item in self._items:
            if view.name in counts:
                item.show_count(counts[view.name])

    def mark(self, present: View) -> None:
        """Which list is on show."""
        self._present = present
        for view, item in self._items:
            item.setChecked(view.is_like(present))

    def set_narrow(self, narrow: bool) -> None:
        """Signs only."""
        self._narrow = narrow
        self._heading.setVisible(not narrow)
        for _, item in self._items:
            item.set_narrow(narrow)

    def _item(self, view: View) -> RailItem:
        item = RailItem(view.name, "list-filter", self._theme, written=self._words.figure)
        item.clicked.connect(lambda: self.opening.emit(view))
        return item
