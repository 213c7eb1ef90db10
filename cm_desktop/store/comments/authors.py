"""What is kept and known of authors: the table `author_note`, and what one wrote on a page. May not word anything."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

from cm_desktop.domain.author_file import MOST, AuthorKey, AuthorNote
from cm_desktop.domain.comments import AccountId, Author, RemoteId
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.queue import AuthorHistory, Handle
from cm_desktop.store.cells.rows import Cell, cell, text_of, time_cell, time_of
from cm_desktop.store.cells.sealed import drop, find, put
from cm_desktop.store.cells.sql import holes, slices
from cm_desktop.store.comments.derive import taken_away
from cm_desktop.store.disk.files import writing
from cm_desktop.store.lists.listing import author_history
from cm_desktop.store.tables.work import Work
from cm_desktop.store.writer import Submit

COLUMNS = ("account", "author", "text", "at")
LATELY = timedelta(days=30)
_WHICH = "account = ? AND author = ?"
_THEIRS = "FROM comment WHERE account = ? AND author_id = ? AND NOT is_page"
Opening = Callable[[], AbstractContextManager[sqlite3.Connection]]


class AuthorNotes:
    """A part of a workspace: every write answers a Future that is done once committed."""

    def __init__(self, db: sqlite3.Connection, work: Work, submit: Submit) -> None:
        self._db, self._work, self._submit = db, work, submit

    def save(self, account: AccountId, author: AuthorKey, text: str, at: datetime) -> Future[None]:
        """Keep a note, over what it was; an empty one removes it."""
        return self._submit(lambda: self._save(account, author, text, at))

    def _save(self, account: AccountId, author: AuthorKey, text: str, at: datetime) -> None:
        with writing(self._db):
            forget_note(self._db, account, author)
            if text:
                put(self._db, "author_note", (cell(account), cell(author), cell(text), time_cell(at)))
            self._work.log(Deed.AUTHOR_NOTED, account=account)


class Authors:
    """A part of a reader, and as much its thread's own."""

    def __init__(self, cache: Opening, work: Opening) -> None:
        self._cache, self._work = cache, work

    def note(self, account: AccountId, author: AuthorKey) -> AuthorNote:
        """What was noted about an author on a page."""
        with self._work() as work:
            found = next(find(work, "author_note", f"WHERE {_WHICH}", (cell(account), cell(author))), None)
        return AuthorNote() if found is None else AuthorNote(text=text_of(found[2]), at=time_of(found[3]))

    def lately(self, account: AccountId, author_id: str, *, since: datetime | None = None) -> AuthorHistory:
        """What became of what an author wrote since then: the last 30 days, unless told. Nothing of an unnamed author."""
        start = time_cell(since or datetime.now(UTC) - LATELY)
        with self._cache() as cache:
            return author_history(cache, cell(account), cell(author_id), start) if author_id else AuthorHistory()

    def newest(self, account: AccountId, author: Author) -> list[Handle]:
        """Their last comments on a page, the newest first."""
        which, values = _theirs(account, author)
        with self._cache() as cache:
            found = cache.execute(f"SELECT id {which} ORDER BY created_at DESC, id DESC LIMIT ?", (*values, MOST))
            return [handle for (handle,) in found]

    def written(self, account: AccountId, author: Author) -> tuple[list[RemoteId], list[RemoteId]]:
        """All that they wrote on a page, in our copies too, and what the page answered to it."""
        with self._cache() as cache, self._work() as work:
            theirs, answers = written_by(cache, work, account, author)
        return [RemoteId(text_of(name)) for name in theirs], [RemoteId(text_of(name)) for name in answers]

    def figures(self, account: AccountId, author: Author) -> tuple[int, int, int]:
        """How many comments they wrote on a page, how many the page answered, how many were ever taken down."""
        which, values = _theirs(account, author)
        answered = (
            "EXISTS (SELECT 1 FROM comment AS reply WHERE reply.account = comment.account"
            " AND reply.parent = comment.remote_id AND reply.is_page)"
        )
        with self._cache() as cache:
            rows = cache.execute(f"SELECT remote_id, {answered}, visibility = 'hidden' {which}", values).fetchall()
        with self._work() as work:
            ours = taken_away(work, cell(account), [name for name, _, _ in rows])
        taken = sum(bool(hidden) or name in ours for name, _, hidden in rows)
        return len(rows), sum(replied for _, replied, _ in rows), taken


def written_by(
    cache: sqlite3.Connection, work: sqlite3.Connection, account: AccountId, author: Author
) -> tuple[list[str | bytes], list[str | bytes]]:
    """All that an author wrote on a page, as it stands here or in our copies, and what the page answered to it."""
    which, values = _theirs(account, author)
    theirs = dict.fromkeys(cache.execute(f"SELECT remote_id {which}", values).fetchall())
    theirs |= dict.fromkeys(work.execute(f"SELECT remote_id {which.replace('comment', 'kept', 1)}", values).fetchall())
    names, answers = [name for (name,) in theirs], dict[str | bytes, None]()
    for some in slices(names):
        told = (cell(account), *some)
        below = f"WHERE account = ? AND parent IN ({holes(some)}) AND is_page"
        sent = f"WHERE account = ? AND comment IN ({holes(some)}) AND remote_id IS NOT NULL"
        for db, table, place in ((cache, "comment", below), (work, "kept", below), (work, "outbox", sent)):
            answers |= {name: None for (name,) in db.execute(f"SELECT remote_id FROM {table} {place}", told)}
    return names, [name for name in answers if (name,) not in theirs]


def forget_note(work: sqlite3.Connection, account: AccountId, author: AuthorKey) -> None:
    """In a transaction that is open already."""
    drop(work, "author_note", _WHICH, (cell(account), cell(author)))


def _theirs(account: AccountId, author: Author) -> tuple[str, tuple[Cell, ...]]:
    """Whom the platform does not tell by an id is known by the name."""
    if author.id:
        return _THEIRS, (cell(account), cell(author.id))
    return f"{_THEIRS} AND author_name = ?", (cell(account), "", cell(author.name))
