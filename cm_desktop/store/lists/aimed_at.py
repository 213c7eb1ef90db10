"""What acts are aimed at: comments as they stand, and rows of the outbox, many at a time. May not write.

One snapshot and a few statements for all of them: a thousand one by one would hold up whoever acts.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TypeVar

from cm_desktop.domain.comments import AccountId, Comment, CommentRef, RemoteId
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.outbox import Entry, EntryId
from cm_desktop.domain.queue import Handle, Row
from cm_desktop.store.cells import rows as cells
from cm_desktop.store.cells.sealed import find
from cm_desktop.store.cells.sql import IS_LIVE, holes, slices
from cm_desktop.store.lists import listing

T = TypeVar("T")
Opening = Callable[[], AbstractContextManager[sqlite3.Connection]]


class AimedAt:
    """A part of a reader, and as much its thread's own."""

    def __init__(self, cache: Opening, work: Opening) -> None:
        self._cache, self._work = cache, work

    def rows(self, refs: Sequence[CommentRef]) -> list[Row]:
        """These comments, in the order asked. Raises NotFound where the cache has none of one of the names."""
        with self._cache() as db:
            found = {row.comment.ref: row for row in listing.rows(db, _handles(db, refs))}
        return [_one_of(found, ref) for ref in refs]

    def comments(self, refs: Sequence[CommentRef]) -> list[Comment]:
        """The same, of each the comment alone."""
        found: dict[CommentRef, Comment] = {}
        for account in {ref.account for ref in refs}:
            for some in slices([ref.id for ref in refs if ref.account == account]):
                found |= {comment.ref: comment for comment in self.known(account, some).values()}
        return [_one_of(found, ref) for ref in refs]

    def known(self, account: AccountId, ids: Sequence[RemoteId]) -> dict[RemoteId, Comment]:
        """Those of these comments that the cache holds; some hundred at a time."""
        with self._cache() as db:
            found = db.execute(
                f"SELECT {', '.join(cells.COMMENT)} FROM comment WHERE account = ? AND remote_id IN ({holes(ids)})",
                (cells.cell(account), *map(cells.cell, ids)),
            )
            comments = [listing.read(cells.comment_from, row) for row in found]
        return {comment.ref.id: comment for comment in comments}

    def own_replies(self, comments: Iterable[Comment]) -> dict[CommentRef, tuple[RemoteId, ...]]:
        """Of each comment what we wrote in its thread, in the order of time."""
        threads: dict[CommentRef, tuple[RemoteId, ...]] = {}
        replies: dict[CommentRef, tuple[RemoteId, ...]] = {}
        with self._cache() as db:
            for comment in comments:
                thread = CommentRef(comment.ref.account, comment.thread)
                if thread not in threads:
                    threads[thread] = _written_by_us(db, comment.ref)
                replies[comment.ref] = threads[thread]
        return replies

    def entries(self, names: Sequence[EntryId]) -> list[Entry]:
        """These rows of the outbox, in the order asked. Raises NotFound."""
        found: dict[EntryId, Entry] = {}
        with self._work() as db:
            for some in slices(names):
                told = map(cells.entry_from, find(db, "outbox", f"WHERE id IN ({holes(some)})", some))
                found |= {entry.id: entry for entry in told}
        missing = next((name for name in names if name not in found), None)
        if missing is not None:
            raise NotFound("entry", missing)
        return [found[name] for name in names]

    def last_act(self, account: AccountId) -> Entry | None:
        """The newest act on an account that is not over."""
        newest = f"WHERE account = ? AND {IS_LIVE} ORDER BY acted_at DESC LIMIT 1"
        with self._work() as db:
            told = next(find(db, "outbox", newest, (cells.cell(account),)), None)
        return None if told is None else cells.entry_from(told)


def _one_of(found: Mapping[CommentRef, T], ref: CommentRef) -> T:
    if ref not in found:
        raise NotFound("comment", str(ref))
    return found[ref]


def _handles(db: sqlite3.Connection, refs: Iterable[CommentRef]) -> list[Handle]:
    ids: dict[str | bytes, list[str | bytes]] = defaultdict(list)
    for ref in refs:
        account, name = cells.ref_cells(ref)
        ids[account].append(name)
    found: list[Handle] = []
    for account, names in ids.items():
        for some in slices(names):
            which = f"account = ? AND remote_id IN ({holes(some)})"
            found += [handle for (handle,) in db.execute(f"SELECT id FROM comment WHERE {which}", (account, *some))]
    return found


def _written_by_us(db: sqlite3.Connection, ref: CommentRef) -> tuple[RemoteId, ...]:
    found: dict[Handle, RemoteId] = {}
    whole = listing.thread(db, ref)
    for some in slices(whole):
        which = f"id IN ({holes(some)}) AND is_page"
        told = db.execute(f"SELECT id, remote_id FROM comment WHERE {which}", some)
        found |= {handle: RemoteId(cells.text_of(name)) for handle, name in told}
    return tuple(found[handle] for handle in whole if handle in found)
