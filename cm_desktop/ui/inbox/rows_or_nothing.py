"""The rows of a list, or why it has none: that is made when there are none. May not read a list."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from cm_desktop.domain.queue import Queue
from cm_desktop.domain.search import Search
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

if TYPE_CHECKING:
    from cm_desktop.ui.inbox.empty_list import EmptyList


class RowsOrNothing(QStackedLayout):
    """`cleared`: nothing is to be looked for any more."""

    cleared = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._theme = theme

    @cached_property
    def _nothing(self) -> "EmptyList":
        from cm_desktop.ui.inbox.empty_list import EmptyList

        made = EmptyList(self._words, self._theme)
        made.cleared.connect(self.cleared)
        self.addWidget(made)
        return made

    def show_rows(self, rows: QWidget) -> None:
        """There are some."""
        self.setCurrentWidget(rows)

    def tell_nothing(self, queue: Queue, search: Search) -> None:
        """Why there is no row."""
        self.setCurrentWidget(self._nothing)
        self._nothing.tell(queue, search)
