"""The whole room for the news that all is done, or that it is being read. May not read anything itself."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.queue import Freshness, Queue
from cm_desktop.ui import keys
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.empty_state import EmptyState
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words


class News(StrEnum):
    """Why there is nothing to do."""

    FIRST_READING = "first_reading"
    ALL_DONE = "all_done"


def news(pages: Sequence[Freshness]) -> News:
    """Nothing is done of a page that was never read; what keeps it from being read is told elsewhere."""
    unread = any(page.read_at is None and page.trouble is None for page in pages)
    return News.FIRST_READING if unread else News.ALL_DONE


class NothingToDo(EmptyState):
    """`going` asks for what is done, `reading` for a reading."""

    going = Signal()
    reading = Signal()

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, title=fonts.ROOM_TITLE)
        self._words = words
        self._theme = theme
        self._told: News | None = None

    def tell(self, pages: Sequence[Freshness]) -> None:
        """What there is nothing of, and why."""
        told, self._told = self._told, news(pages)
        if told is self._told:
            return
        {News.FIRST_READING: self._tell_first_reading, News.ALL_DONE: self._tell_all_done}[self._told]()

    def _tell_first_reading(self) -> None:
        """What is being done."""
        words = self._words
        text = words.say("Comments appear here as they are read.")
        self.show_words("refresh-cw", words.say("The pages are being read for the first time"), text)

    def _tell_all_done(self) -> None:
        """What can be looked at meanwhile."""
        words = self._words
        done = Button(words.say("See what is done"), self._theme, icon="check", key=keys.queue_cap(Queue.DONE))
        done.clicked.connect(self.going)
        sync = Button(
            words.say("Read the pages now"),
            self._theme,
            kind=Kind.GHOST,
            icon="refresh-cw",
            key=keys.cap(keys.Command.SYNC, words),
        )
        sync.clicked.connect(self.reading)
        text = words.say("New comments will appear here by themselves.")
        self.show_words("check", words.say("All is done"), text, [done, sync], good=True)
