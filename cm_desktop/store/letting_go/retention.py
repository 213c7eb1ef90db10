"""Comments that are let go once they are old: by whole threads, and none of a thread in which anything was done, or waits.

What left is not taken in again when a platform lists it once more: `sync.let_go` of its account is the moment before which
that is so. May not touch what work.db has of a comment.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from cm_desktop.domain.author_file import key_of
from cm_desktop.domain.comments import AccountId, Comment
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.queue import Triage
from cm_desktop.store.cells.rows import COMMENT, Cell, cell, comment_from, text_of, time_cell, time_of
from cm_desktop.store.cells.sealed import drop, find, put
from cm_desktop.store.cells.settings import setting
from cm_desktop.store.cells.sql import holes, slices
from cm_desktop.store.comments.derive import worked_on
from cm_desktop.store.comments.ingest import forget_bare_posts, forget_comments
from cm_desktop.store.disk.files import writing
from cm_desktop.store.tables.work import Work
from cm_desktop.store.writer import Submit

Opening = Callable[[], AbstractContextManager[sqlite3.Connection]]
Pause = Callable[[], None]

_SETTING = "keep_months"
_WAITS = (Triage.TODO, Triage.VALIDATION, Triage.OUTGOING)
_THREADS = 100  # in one transaction


class Retained:
    """What a reader asks about it."""

    def __init__(self, cache: Opening, work: Opening) -> None:
        self._cache, self._work = cache, work

    def months(self) -> int | None:
        """How long comments are kept; None for ever."""
        with self._work() as work:
            months = setting(work, _SETTING)
        return int(months) if months else None

    def let_go(self) -> Mapping[AccountId, datetime | None]:
        """Of each account that was ever read: before which moment its comments were let go, None where none were."""
        with self._cache() as cache:
            found = cache.execute("SELECT account, let_go FROM sync").fetchall()
        return {AccountId(text_of(account)): time_of(at) if at else None for account, at in found}

    def old(self, account: AccountId, before: datetime) -> int:
        """How many of an account's comments would go."""
        with self._cache() as cache, self._work() as work:
            every = slices(threads(cache, cell(account), before))
            return sum(len(free(cache, work, cell(account), some, before)) for some in every)


class Retention:
    """A part of a workspace: a write answers a Future that is done once committed."""

    def __init__(
        self, files: tuple[sqlite3.Connection, sqlite3.Connection], user: Submit, behind: Submit, pause: Pause
    ) -> None:
        self._work, self._cache = files
        self._user, self._behind, self._pause = user, behind, pause

    def keep(self, months: int | None) -> Future[None]:
        """From now on, this long; None for ever. Nothing goes by that alone."""
        return self._user(lambda: self._keep(months))

    def let_go(self, account: AccountId, before: datetime | None) -> Future[int]:
        """What is older and free leaves the cache, behind the user's writes, and is not taken in again; answers how many.

        With None nothing leaves, and what left may come back.
        """
        return self._behind(lambda: self._let_go(cell(account), before))

    def _keep(self, months: int | None) -> None:
        with writing(self._work):
            drop(self._work, "setting", "name = ?", (_SETTING,))
            if months is not None:
                put(self._work, "setting", (_SETTING, str(months)))
            Work(self._work).log(Deed.RETENTION_SET, detail="" if months is None else str(months))

    def _let_go(self, account: Cell, before: datetime | None) -> int:
        with writing(self._cache):  # first: what a reading brings meanwhile stays out
            until = None if before is None else time_cell(before)
            self._cache.execute("UPDATE sync SET let_go = ? WHERE account = ?", (until, account))
        if before is None:
            return 0
        gone = 0
        for some in slices(threads(self._cache, account, before), _THREADS):
            with writing(self._cache):
                names = free(self._cache, self._work, account, some, before)
                for part in slices(names):
                    forget_comments(self._cache, self._work, account, part)
            gone += len(names)
            self._pause()
        with writing(self._cache):
            forget_bare_posts(self._cache, account)
        return gone


def taken_in(
    cache: sqlite3.Connection, work: sqlite3.Connection, account: Cell, comments: Sequence[Comment]
) -> list[Comment]:
    """Those that are not of a thread which was let go: it may come again in every listing."""
    found = cache.execute("SELECT let_go FROM sync WHERE account = ?", (account,)).fetchone()
    before = time_of(found[0]) if found and found[0] else None
    if before is None or all(one.created_at >= before for one in comments):
        return [*comments]
    alive: set[Cell] = {cell(one.thread) for one in comments if one.created_at >= before}
    for some in slices(list(set().union(*map(_names, comments)))):
        which = f"account = ? AND remote_id IN ({holes(some)})"
        alive |= {name for (name,) in cache.execute(f"SELECT remote_id FROM comment WHERE {which}", (account, *some))}
        alive |= _touched(work, account, some)
    return [one for one in comments if one.created_at >= before or not alive.isdisjoint(_names(one))]


def threads(cache: sqlite3.Connection, account: Cell, before: datetime) -> list[Cell]:
    """The first comments of the threads that may be old enough."""
    found = cache.execute(
        f"SELECT remote_id FROM comment WHERE account = ? AND created_at < ? AND triage NOT IN ({holes(_WAITS)})"
        " AND (parent IS NULL OR NOT EXISTS (SELECT 1 FROM comment AS above"
        "   WHERE above.account = comment.account AND above.remote_id = comment.parent))",
        (account, time_cell(before), *_WAITS),
    )
    return [name for (name,) in found]


def free(
    cache: sqlite3.Connection, work: sqlite3.Connection, account: Cell, roots: Sequence[Cell], before: datetime
) -> list[Cell]:
    """Of the threads that begin so, all comments of those that are old and that nothing holds."""
    members: dict[Cell, Cell] = {}
    held: set[Cell] = set()
    noted = {text_of(author) for _, author, *_ in find(work, "author_note", "WHERE account = ?", (account,))}
    for root, triage, draft, *row in _members(cache, account, roots):
        comment = comment_from(row)
        members[cell(comment.ref.id)] = root
        if triage in _WAITS or draft or comment.created_at >= before or key_of(comment.author) in noted:
            held.add(root)
    for some in slices(list(members)):
        held |= {members[name] for name in _touched(work, account, some)}
    return [name for name, root in members.items() if root not in held]


def _members(cache: sqlite3.Connection, account: Cell, roots: Sequence[Cell]) -> Iterable[tuple[Any, ...]]:
    """Each with the root of its thread, its triage and its draft mark."""
    return cache.execute(
        "WITH RECURSIVE below (root, name) AS ("
        f"   SELECT remote_id, remote_id FROM comment WHERE account = ? AND remote_id IN ({holes(roots)})"
        "   UNION SELECT below.root, comment.remote_id FROM below CROSS JOIN comment"
        "   ON comment.account = ? AND comment.parent = below.name)"
        f" SELECT root, triage, draft, {', '.join(COMMENT)} FROM below CROSS JOIN comment"
        " ON comment.account = ? AND comment.remote_id = below.name",
        (account, *roots, account, account),
    )


def _touched(work: sqlite3.Connection, account: Cell, names: Sequence[Cell]) -> set[Cell]:
    """Those that the moderator did, decided, wrote or said anything about, put off, or put before somebody."""
    said = " UNION ".join(
        f"SELECT comment FROM {table} WHERE account = ? AND comment IN ({holes(names)})"
        for table in ("mistake", "case_note")
    )
    found = work.execute(said, (account, *names) * 2)
    return worked_on(work, account, names) | {name for (name,) in found}


def _names(comment: Comment) -> set[Cell]:
    """Its own, and its thread's."""
    return {cell(comment.ref.id), cell(comment.thread)}
