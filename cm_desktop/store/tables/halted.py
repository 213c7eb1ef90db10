"""What the user stopped: everything that leaves, what leaves under one post, reading. May not stop anything itself."""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from cm_desktop.domain.comments import AccountId, CommentRef, PostRef, RemoteId
from cm_desktop.store.cells.rows import comment_from, ref_cells, text_of
from cm_desktop.store.cells.sealed import find
from cm_desktop.store.cells.settings import setting


class Halted:
    """A part of a reader, and as much its thread's own."""

    def __init__(self, work: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self._work = work

    def suspended(self) -> bool:
        """Whether the user stopped everything from leaving."""
        with self._work() as work:
            return setting(work, "suspended") == "yes"

    def posts(self) -> frozenset[PostRef]:
        """Those under which the user stopped everything from leaving."""
        with self._work() as work:
            return _posts(work)

    def held_back(self, refs: Iterable[CommentRef]) -> frozenset[CommentRef]:
        """Those of these comments, all once acted on, about which nothing may leave: all, or what is under such a post."""
        with self._work() as work:
            return held_back(work, refs)

    def reading_paused(self) -> bool:
        """Whether the user stopped all reading that begins by itself."""
        with self._work() as work:
            return setting(work, "reading_paused") == "yes"


def held_back(work: sqlite3.Connection, refs: Iterable[CommentRef]) -> frozenset[CommentRef]:
    """The same, also in a transaction that is open already."""
    if setting(work, "suspended") == "yes":
        return frozenset(refs)
    posts = _posts(work)
    pages = {account for account, _ in posts}
    return frozenset(ref for ref in refs if ref.account in pages and _post_of(work, ref) in posts)


def _posts(work: sqlite3.Connection) -> frozenset[PostRef]:
    rows = find(work, "suspended_post")
    return frozenset((AccountId(text_of(account)), RemoteId(text_of(post))) for account, post in rows)


def _post_of(work: sqlite3.Connection, ref: CommentRef) -> PostRef | None:
    """From the copy that each act keeps of its comment: the cache may have been thrown away."""
    kept = next(find(work, "kept", "WHERE account = ? AND remote_id = ?", ref_cells(ref)), None)
    return None if kept is None else (ref.account, comment_from(kept).post)
