"""The whole room for the news that all is done, or that there is no page yet. May not know whether it is true."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.queue import Queue
from cm_desktop.ui import keys
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.button import Button, Kind
from cm_desktop.ui.kit.empty_state import EmptyState
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words


class NothingToDo(EmptyState):
    """`adding` asks for a new page, `going` for what is done, `reading` for a reading of the pages."""

    adding = Signal()
    going = Signal()
    reading = Signal()

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, title=fonts.ROOM_TITLE)
        self._words = words
        self._theme = theme

    def tell_no_page(self) -> None:
        """Where to begin."""
        words = self._words
        how = words.say("A Page, an account, a blog, a feed or a file; or try the practice page: “cm-desktop demo”.")
        key = "+".join(keys.caps(keys.JOINING[0], words))
        add = Button(words.say("Add a page"), self._theme, kind=Kind.PRIMARY, icon="plus", key=key)
        add.clicked.connect(self.adding)
        self.show_words("inbox", words.say("No page is connected yet"), how, [add])

    def tell_all_done(self) -> None:
        """What can be looked at meanwhile."""
        words = self._words
        done = Button(words.say("See what is done"), self._theme, icon="check", key=keys.QUEUES[Queue.DONE][0])
        done.clicked.connect(self.going)
        sync = Button(words.say("Read the pages now"), self._theme, kind=Kind.GHOST, icon="refresh-cw", key="F5")
        sync.clicked.connect(self.reading)
        text = words.say("New comments will appear here by themselves.")
        self.show_words("check", words.say("All is done"), text, [done, sync], good=True)
