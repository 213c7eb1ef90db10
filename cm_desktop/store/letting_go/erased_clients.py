"""A client and all that was done for it, gone from work.db. May not take a page away: that was done before.

The lines of the journal stay, which hold no text; so do the sheets of a team, which are its members'.
"""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.journal import Deed
from cm_desktop.store.cells.rows import cell
from cm_desktop.store.cells.sealed import drop
from cm_desktop.store.disk.files import writing
from cm_desktop.store.tables.owed import owe_sweeping
from cm_desktop.store.tables.work import Work
from cm_desktop.store.writer import Submit

_OF_ACCOUNT = ("outbox", "kept", "decision", "mistake", "draft", "snooze", "saved_view", "suspended_post")
_OF_CLIENT = ("client_sheet", "saved_reply", "saved_view")


class ErasedClients:
    """A part of a workspace: its write answers a Future that is done once committed."""

    def __init__(self, db: sqlite3.Connection, work: Work, submit: Submit, sweep: Callable[[], None]) -> None:
        self._db, self._work, self._submit, self._sweep = db, work, submit, sweep

    def erase(self, client: ClientId, *, keep_team: bool = False) -> Future[None]:
        """Once the files were swept behind the user's writes, no byte of it is left in them but its name: in the journal, and
        beside its team's with `keep_team`. It lives on in copies.
        """
        erased = self._submit(lambda: self._erase(client, keep_team=keep_team))
        self._sweep()
        return erased

    def _erase(self, client: ClientId, *, keep_team: bool) -> None:
        name, tables = cell(client), _OF_CLIENT if keep_team else (*_OF_CLIENT, "team_client")
        with writing(self._db):
            # The pages that it ever had, unless another client has one of them by now.
            had = "SELECT DISTINCT account FROM journal WHERE client = ? AND account NOT IN (SELECT id FROM account)"
            for (account,) in self._db.execute(had, (name,)).fetchall():
                for table in _OF_ACCOUNT:
                    drop(self._db, table, "account = ?", (account,))
            for table in tables:
                drop(self._db, table, "client = ?", (name,))
            drop(self._db, "client", "id = ?", (name,))
            owe_sweeping(self._db)
            self._work.log(Deed.CLIENT_ERASED, client=client)
