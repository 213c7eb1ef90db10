"""The way to what became of a comment, to its author and its client: a sheet over the window. May not draw anything."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow

from cm_desktop.domain.author_file import key_of
from cm_desktop.domain.comments import CommentRef
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.keys import Command
from cm_desktop.ui.past.author_page import AuthorPage
from cm_desktop.ui.past.client_page import ClientPage
from cm_desktop.ui.past.history_page import HistoryPage
from cm_desktop.ui.sheet.door import Door
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.wording.errors import explain


class PastDoor(Door):
    """`opening` carries the CommentRef of another comment to be shown. `refused` is told why a note could not be kept."""

    opening = Signal(object)

    def __init__(
        self, desk: Desk, bridge: Bridge, refused: Callable[[BaseException], None], window: QMainWindow
    ) -> None:
        super().__init__(bridge, window)
        self._refused = refused
        self._desk = desk

    @property
    def doors(self) -> Mapping[Command, Callable[[Detail], None]]:
        """What each key opens about a comment."""
        return {
            Command.HISTORY: self._open_history,
            Command.AUTHOR: self._open_author,
            Command.CLIENT: self._open_client,
        }

    def _open_history(self, detail: Detail) -> None:
        events = self._desk.past.history(detail.row.comment.ref)
        author = detail.row.comment.author.name or self._words.say("Name withheld")
        self._show(HistoryPage(author, events, self._desk.clock.now(), self._words, self._theme))

    def _open_client(self, detail: Detail) -> None:
        self._show(ClientPage(detail.client, detail.sheet, self._words, self._theme))

    def _open_author(self, detail: Detail) -> None:
        if key_of(detail.row.comment.author) is None:
            return
        desk = self._desk
        known = desk.past.author(detail.row.comment.ref)
        page = AuthorPage(known, detail, desk.inbox.accounts(), desk.clock.now(), self._words, self._theme)
        page.noted.connect(lambda text: self._bridge.deliver(desk.past.note(known, text), _nothing, self._refused))
        page.opened.connect(self._open)
        sheet = self._show(page)
        sheet.closed.connect(page.keep)
        self._offer_erasing(page, detail.row.comment.ref, sheet)

    def _offer_erasing(self, page: AuthorPage, ref: CommentRef, sheet: Sheet) -> None:
        words, erasing = self._words, self._desk.person_erasing
        page.erasing.asked.connect(
            lambda: sheet.ask(words.say("Counting…"), lambda: erasing.weigh(ref), page.erasing.question)
        )
        page.erasing.confirmed.connect(
            lambda: sheet.ask(words.say("Erasing…"), lambda: erasing.erase(ref), lambda _: sheet.close_sheet())
        )

    def _open(self, ref: CommentRef) -> None:
        self.leave()
        self.opening.emit(ref)

    def _show(self, page: Page) -> Sheet:
        """In the place of the one that was open."""
        self.leave()
        sheet = self._watch(Sheet(self._bridge, explain, self._words, self._theme, self._window))
        sheet.went.connect(sheet.close_sheet)
        sheet.show_page(page, first=True)
        sheet.open()
        return sheet


def _nothing(_kept: None) -> None:
    """A note that is kept is not told of."""
