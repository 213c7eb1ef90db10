"""The way to what became of a comment: a sheet over the window, for the comment on show. May not draw anything."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from cm_desktop.engine.desk import Desk
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.keys import Command
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.past.history_page import HistoryPage
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words


class PastDoor(QObject):
    """What is open keeps its words and theme; what is opened next has those of then."""

    def __init__(self, desk: Desk, bridge: Bridge, window: QMainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._bridge = bridge
        self._window = window
        self.sheet: Sheet | None = None

    def speak(self, words: Words, theme: Theme) -> None:
        """The window has another language or theme; a sheet that is open stays above it."""
        self._words = words
        self._theme = theme
        if self.sheet is not None:
            self.sheet.raise_()

    @property
    def doors(self) -> Mapping[Command, Callable[[Detail], None]]:
        """What each key opens about a comment."""
        return {Command.HISTORY: self._open_history}

    def _open_history(self, detail: Detail) -> None:
        events = self._desk.past.history(detail.row.comment.ref)
        author = detail.row.comment.author.name or self._words.say("Name withheld")
        self._show(HistoryPage(author, events, self._desk.clock.now(), self._words, self._theme))

    def _show(self, page: Page) -> None:
        if self.sheet is not None:
            return
        self.sheet = Sheet(self._bridge, explain, self._words, self._theme, self._window)
        self.sheet.went.connect(self.sheet.close_sheet)
        self.sheet.closed.connect(self._forget)
        self.sheet.show_page(page, first=True)
        self.sheet.open()

    def _forget(self) -> None:
        """The keyboard goes back to the window."""
        self.sheet = None
        if (central := self._window.centralWidget()) is not None:
            central.setFocus()
