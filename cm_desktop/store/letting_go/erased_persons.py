"""One author of one page, gone from both databases with all that was done about them. May not touch a file beside these.

What stays are lines of the journal and ended rows of the outbox, without a word: an act that was decided by others is
known by its row to be done, and is not made again.
"""

import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from itertools import chain

from cm_desktop.domain.comments import AccountId, Author, CommentRef, RemoteId
from cm_desktop.domain.erasing import emptied
from cm_desktop.domain.journal import Deed
from cm_desktop.store.cells.rows import Cell, cell, entry_cells, entry_from, text_of
from cm_desktop.store.cells.sealed import drop, find, put
from cm_desktop.store.cells.sql import holes, slices
from cm_desktop.store.comments.authors import written_by
from cm_desktop.store.disk.files import writing
from cm_desktop.store.letting_go.erasing import forget_author
from cm_desktop.store.tables.owed import owe_sweeping
from cm_desktop.store.tables.work import Work
from cm_desktop.store.writer import Submit

_ABOUT = ("decision", "mistake", "draft", "snooze")


class ErasedPersons:
    """A part of a workspace: its write answers a Future that is done once committed."""

    def __init__(
        self, files: tuple[sqlite3.Connection, sqlite3.Connection], submit: Submit, sweep: Callable[[], None]
    ) -> None:
        self._work, self._cache = files
        self._submit, self._sweep = submit, sweep

    def erase(self, account: AccountId, author: Author) -> Future[None]:
        """Their comments, the page's answers, drafts, decisions, snoozes, the note, views with their name; what waits.

        Once the files were swept behind the user's writes, no byte of it is left in them. It lives on in copies, and comes
        back with the next reading of what still stands on the page.
        """
        erased = self._submit(lambda: self._erase(account, author))
        self._sweep()
        return erased

    def _erase(self, account: AccountId, author: Author) -> None:
        with writing(self._work):
            names = list(chain(*written_by(self._cache, self._work, account, author)))
            for some in slices(names):
                self._forget(cell(account), some)
            forget_author(self._work, account, author)
            owe_sweeping(self._work)
            for name in names:  # the cache is told by these lines
                Work(self._work).log(Deed.PERSON_ERASED, comment=CommentRef(account, RemoteId(text_of(name))))

    def _forget(self, account: Cell, names: Sequence[str | bytes]) -> None:
        which, values = f"account = ? AND comment IN ({holes(names)})", (account, *names)
        for row in list(find(self._work, "outbox", f"WHERE {which}", values)):
            put(self._work, "outbox", entry_cells(emptied(entry_from(row))))
        for table in _ABOUT:
            drop(self._work, table, which, values)
        drop(self._work, "kept", f"account = ? AND remote_id IN ({holes(names)})", values)
