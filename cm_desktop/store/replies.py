"""What helps to write: the table `saved_reply`, and the words that dictionaries were taught. May not fill a reply in."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.saved_replies import SavedReply, SavedReplyId
from cm_desktop.store.files import writing
from cm_desktop.store.rows import Row, cell, text_of
from cm_desktop.store.sealed import drop, find, put
from cm_desktop.store.work import Work
from cm_desktop.store.writer import Submit

Opening = Callable[[], AbstractContextManager[sqlite3.Connection]]

_TAUGHT, _CHECKED = "taught_words", "spelling"
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

    def teach(self, word: str, *, known: bool) -> Future[None]:
        """Have a word known to the dictionaries from now on, or not any more."""
        return self._submit(lambda: self._teach(word, known=known))

    def check_spelling(self, *, on: bool) -> Future[None]:
        """Whether what is written is checked from now on."""
        return self._submit(lambda: self._set(_CHECKED, "yes" if on else "no"))

    def _teach(self, word: str, *, known: bool) -> None:
        self._set(_TAUGHT, " ".join(sorted(_taught(self._db) - {word} | ({word} if known else set()))))

    def _set(self, name: str, value: str) -> None:
        with writing(self._db):
            put(self._db, "setting", (name, value))
            self._work.log(Deed.SPELLING_SET)

    def _save(self, reply: SavedReply) -> None:
        with writing(self._db):
            put(self._db, "saved_reply", tuple(map(cell, (reply.id, reply.name, reply.text, reply.client or ""))))
            self._work.log(Deed.REPLY_SAVED, client=reply.client, detail=reply.id)

    def _drop(self, name: SavedReplyId) -> None:
        with writing(self._db):
            if drop(self._db, "saved_reply", "id = ?", (cell(name),)):
                self._work.log(Deed.REPLY_DROPPED, detail=name)


class KeptReplies:
    """A part of a reader, and as much its thread's own."""

    def __init__(self, work: Opening) -> None:
        self._work = work

    def every(self) -> tuple[SavedReply, ...]:
        """Those that are kept to be used again."""
        with self._work() as work:
            return tuple(map(_reply_from, find(work, "saved_reply", "ORDER BY name, id")))

    def spelling_checked(self) -> bool:
        """Whether what is written is checked: unless the user said no."""
        with self._work() as work:
            return _setting(work, _CHECKED) != "no"

    def taught(self) -> frozenset[str]:
        """The words that the user taught to the dictionaries."""
        with self._work() as work:
            return _taught(work)


def _reply_from(row: Row) -> SavedReply:
    name, shown, text, client = map(text_of, row)
    return SavedReply(id=SavedReplyId(name), name=shown, text=text, client=ClientId(client) if client else None)


def _taught(work: sqlite3.Connection) -> frozenset[str]:
    return frozenset(_setting(work, _TAUGHT).split())


def _setting(work: sqlite3.Connection, name: str) -> str:
    found = next(find(work, "setting", "WHERE name = ?", (name,)), None)
    return "" if found is None else text_of(found[1])
