"""The way to what became of a comment, and to its author: a sheet over the window. May not draw anything."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from cm_desktop.domain.author_file import key_of
from cm_desktop.domain.comments import CommentRef
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.keys import Command
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.past.author_page import AuthorPage
from cm_desktop.ui.past.history_page import HistoryPage
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words


class PastDoor(QObject):
    """What is open keeps its words and theme; what is opened next has those of then.

    `opening` carries the CommentRef of another comment to be shown. `refused` is told why a note could not be kept.
    """

    opening = Signal(object)

    def __init__(
        self, desk: Desk, bridge: Bridge, refused: Callable[[BaseException], None], window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._refused = refused
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
        return {Command.HISTORY: self._open_history, Command.AUTHOR: self._open_author}

    def leave(self) -> None:
        """The window closes: what is typed is kept."""
        if self.sheet is not None:
            self.sheet.close_sheet()

    def _open_history(self, detail: Detail) -> None:
        events = self._desk.past.history(detail.row.comment.ref)
        author = detail.row.comment.author.name or self._words.say("Name withheld")
        self._show(HistoryPage(author, events, self._desk.clock.now(), self._words, self._theme))

    def _open_author(self, detail: Detail) -> None:
        if key_of(detail.row.comment.author) is None:
            return
        desk = self._desk
        known = desk.past.author(detail.row.comment.ref)
        page = AuthorPage(known, detail, desk.inbox.accounts(), desk.clock.now(), self._words, self._theme)
        page.noted.connect(lambda text: self._bridge.deliver(desk.past.note(known, text), _nothing, self._refused))
        page.opened.connect(self._open)
        self._show(page).closed.connect(page.keep)

    def _open(self, ref: CommentRef) -> None:
        self.leave()
        self.opening.emit(ref)

    def _show(self, page: Page) -> Sheet:
        """In the place of the one that was open."""
        self.leave()
        self.sheet = sheet = Sheet(self._bridge, explain, self._words, self._theme, self._window)
        sheet.went.connect(sheet.close_sheet)
        sheet.closed.connect(self._forget)
        sheet.show_page(page, first=True)
        sheet.open()
        return sheet

    def _forget(self) -> None:
        """The keyboard goes back to the window."""
        self.sheet = None
        if (central := self._window.centralWidget()) is not None:
            central.setFocus()


def _nothing(_kept: None) -> None:
    """A note that is kept is not told of."""
