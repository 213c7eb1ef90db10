"""What is kept to be used again: replies, views, words. May not use any."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from cm_desktop.store.cells.sealed import find
from cm_desktop.store.lists.listing import read

if TYPE_CHECKING:
    from cm_desktop.domain.saved_replies import SavedReply
    from cm_desktop.domain.views import View
    from cm_desktop.store.tables.work import Work
    from cm_desktop.store.writer import Submit

Opening = Callable[[], AbstractContextManager[sqlite3.Connection]]


class Keeping:
    """A part of a workspace."""

    def __init__(self, db: sqlite3.Connection, work: Work, submit: Submit) -> None:
        from cm_desktop.store.tables.replies import Replies
        from cm_desktop.store.tables.spelling import Spelling
        from cm_desktop.store.tables.views import Views

        self.replies = Replies(db, work, submit)
        self.views = Views(db, work, submit)
        self.spelling = Spelling(db, work, submit)


class Kept:
    """A part of a reader, and as much its thread's own."""

    def __init__(self, work: Opening) -> None:
        self._work = work

    def replies(self) -> tuple[SavedReply, ...]:
        """By name."""
        from cm_desktop.store.tables.replies import reply_from

        with self._work() as db:
            return tuple(map(reply_from, find(db, "saved_reply", "ORDER BY name, id")))

    def views(self) -> tuple[View, ...]:
        """By name."""
        from cm_desktop.store.tables.views import view_from

        with self._work() as db:
            return tuple(read(view_from, row) for row in find(db, "saved_view", "ORDER BY name"))

    def taught_words(self) -> frozenset[str]:
        """Those that the user taught to the dictionaries."""
        from cm_desktop.store.tables.spelling import taught

        with self._work() as db:
            return taught(db)

    def spelling_checked(self) -> bool:
        """Whether what is written is checked: unless the user said no."""
        from cm_desktop.store.tables.spelling import is_checked

        with self._work() as db:
            return is_checked(db)
