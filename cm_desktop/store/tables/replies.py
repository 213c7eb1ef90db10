"""Replies that are kept to be used again: the table `saved_reply`, read and written. May not fill one in."""

from __future__ import annotations

import sqlite3
from concurrent.futures import Future
from typing import TYPE_CHECKING

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.saved_replies import SavedReply, SavedReplyId
from cm_desktop.store.cells.rows import Row, cell, text_of
from cm_desktop.store.cells.sealed import drop, put
from cm_desktop.store.disk.files import writing

if TYPE_CHECKING:
    from cm_desktop.store.tables.work import Work
    from cm_desktop.store.writer import Submit

COLUMNS = ("id", "name", "text", "client")  # an empty client: every client's


class Replies:
    """A part of a workspace: every write answers a Future that is done once committed."""

    def __init__(self, db: sqlite3.Connection, work: Work, submit: Submit) -> None:
        self._db, self._work, self._submit = db, work, submit

    def save(self, reply: SavedReply) -> Future[None]:
        """Keep one, over what it was."""
        return self._submit(lambda: self._save(reply))

    def drop(self, name: SavedReplyId) -> Future[None]:
        """Keep it no more."""
        return self._submit(lambda: self._drop(name))

    def _save(self, reply: SavedReply) -> None:
        with writing(self._db):
            put(self._db, "saved_reply", tuple(map(cell, (reply.id, reply.name, reply.text, reply.client or ""))))
            self._work.log(Deed.REPLY_SAVED, client=reply.client, detail=reply.id)

    def _drop(self, name: SavedReplyId) -> None:
        with writing(self._db):
            if drop(self._db, "saved_reply", "id = ?", (cell(name),)):
                self._work.log(Deed.REPLY_DROPPED, detail=name)


def reply_from(row: Row) -> SavedReply:
    """What `save` kept."""
    name, shown, text, client = map(text_of, row)
    return SavedReply(id=SavedReplyId(name), name=shown, text=text, client=ClientId(client) if client else None)
