"""Stopping what leaves, all of it or under one post, and reading; what is stopped is read in `halted`."""

import sqlite3
from concurrent.futures import Future

from cm_desktop.domain.comments import PostRef
from cm_desktop.domain.journal import Deed
from cm_desktop.store.cells.rows import cell
from cm_desktop.store.cells.sealed import drop, put
from cm_desktop.store.disk.files import writing
from cm_desktop.store.tables.work import Work
from cm_desktop.store.writer import Submit

COLUMNS = ("account", "post")


class Halts:
    """A part of a workspace: every write answers a Future that is done once committed; all are kept until lifted."""

    def __init__(self, db: sqlite3.Connection, work: Work, submit: Submit) -> None:
        self._db, self._work, self._submit = db, work, submit

    def suspend(self, on: bool) -> Future[None]:
        """Stop everything from leaving, or let it leave again."""
        return self._submit(lambda: self._switch("suspended", on, Deed.SUSPENDED if on else Deed.RESUMED))

    def suspend_post(self, post: PostRef, on: bool) -> Future[None]:
        """The same for what is about comments under this post. NotFound where its account is not here."""
        return self._submit(lambda: self._suspend_post(post, on))

    def pause_reading(self, on: bool) -> Future[None]:
        """Read nothing by itself, or do again."""
        deed = Deed.READING_PAUSED if on else Deed.READING_RESUMED
        return self._submit(lambda: self._switch("reading_paused", on, deed))

    def _switch(self, name: str, on: bool, deed: Deed) -> None:
        with writing(self._db):
            put(self._db, "setting", (name, "yes" if on else "no"))
            self._work.log(deed)

    def _suspend_post(self, post: PostRef, on: bool) -> None:
        account, name = post
        with writing(self._db):
            self._work.check_known(account)
            drop(self._db, "suspended_post", "account = ? AND post = ?", (cell(account), cell(name)))
            if on:
                put(self._db, "suspended_post", (cell(account), cell(name)))
            self._work.log(Deed.POST_SUSPENDED if on else Deed.POST_RESUMED, account=account)
