"""What stands in the place of a list that has no row. May not read one."""

from PySide6.QtCore import Signal

from cm_desktop.domain.queue import Queue
from cm_desktop.domain.search import Search
from cm_desktop.ui.inbox.nothing import not_found, nothing_in
from cm_desktop.ui.kit import icons
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.empty_state import EmptyState
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words


class EmptyList(EmptyState):
    """`cleared`: nothing is to be looked for any more."""

    cleared = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(theme)
        self._words = words
        self._theme = theme

    def tell(self, queue: Queue, search: Search) -> None:
        """Why there is no row."""
        words = self._words
        if search.is_on:
            clear = Button(words.say("Clear the search"), self._theme, icon="x")
            clear.clicked.connect(self.cleared)
            self.show_words("search", *not_found(words, search), buttons=[clear])
        else:
            good = queue is Queue.TODO
            self.show_words("check" if good else icons.QUEUES[queue], *nothing_in(words, queue), good=good)
