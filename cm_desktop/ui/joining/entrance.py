"""The way into this room: one sheet at a time over the window, to add a page, import a file, paste. May not draw anything.

What a sheet shows is imported when it opens: the window does not wait for it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from cm_desktop.domain.comments import ASSISTED, Account
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.joining.steps import Kind
from cm_desktop.ui.keys import Command
from cm_desktop.ui.sheet.door import Door

if TYPE_CHECKING:
    from cm_desktop.ui.joining.adding import Adding
    from cm_desktop.ui.joining.pasting import Unfinished


class Entrance(Door):
    """`doors` is what each key opens."""

    def __init__(self, desk: Desk, bridge: Bridge, window: QMainWindow) -> None:
        super().__init__(bridge, window)
        self._desk = desk
        self._waiting: Path | None = None  # a file that came before the page it is of
        self._pasted: Unfinished | None = None
        self.doors: dict[Command, Callable[[], None]] = {
            Command.ADD_PAGE: self.add_page,
            Command.IMPORT: self.import_file,
            Command.PASTE: self.paste,
        }

    def add_page(self) -> None:
        """Ask for a new page."""
        if self.sheet is None:
            self._add(Kind.FACEBOOK)

    def go_on(self, client: tuple[str, str], kind: Kind) -> None:
        """Ask for the page of a client of this name and colour."""
        if self.sheet is None:
            self._adding().go_on(client, kind)

    def reconnect(self, account: Account) -> None:
        """Ask for a new access to a page that is here."""
        from cm_desktop.ui.joining.reconnecting import Reconnecting

        if self.sheet is None:
            reconnecting = Reconnecting(self._desk, self._bridge, self._words, self._theme, self._window)
            self._watch(reconnecting.sheet)
            reconnecting.open(account)

    def import_file(self, account: Account | None = None, file: Path | None = None) -> None:
        """Ask for a file and bring it in; the first time, for the page that it is of."""
        from cm_desktop.ui.joining.importing import Importing

        if self.sheet is not None:
            return
        if account is None:
            self._waiting = file
        if not (pages := self._assisted()):
            self._add(Kind.FILE)
            return
        importing = Importing(self._desk.imports, self._bridge, self._words, self._theme, self._window)
        self._watch(importing.sheet)
        page = importing.open(pages, account)
        if self._waiting is not None:
            page.give(self._waiting)
            self._waiting = None

    def paste(self, account: Account | None = None) -> None:
        """Ask for pasted comments; the first time, for the page that they are of."""
        from cm_desktop.ui.joining.pasting import Pasting, Unfinished

        if self.sheet is not None:
            return
        if not (pages := self._assisted()):
            self._add(Kind.BY_HAND)
            return
        pasting = Pasting(self._desk.imports, self._bridge, self._words, self._theme, self._window)
        self._watch(pasting.sheet)
        pasting.sheet.closed.connect(lambda: self._keep(pasting.unfinished))
        pasting.open(pages, account, self._pasted or Unfinished())

    def _add(self, presumed: Kind) -> None:
        self._adding().open(presumed)

    def _adding(self) -> "Adding":
        from cm_desktop.ui.joining.adding import Adding

        adding = Adding(self._desk, self._bridge, self._words, self._theme, self._window)
        adding.importing.connect(self.import_file)
        adding.pasting.connect(self.paste)
        self._watch(adding.sheet)
        return adding

    def _assisted(self) -> tuple[Account, ...]:
        return tuple(account for account in self._desk.inbox.accounts() if account.platform == ASSISTED)

    def _keep(self, unfinished: "Unfinished") -> None:
        """What was pasted and not added is found again at the next opening."""
        self._pasted = unfinished
