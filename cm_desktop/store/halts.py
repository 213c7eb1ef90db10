"""What the user stopped: everything that leaves, what leaves under one post, reading. May not stop anything itself."""

import sqlite3
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import AbstractContextManager

from cm_desktop.domain.comments import AccountId, CommentRef, PostRef, RemoteId
from cm_desktop.domain.journal import Deed
from cm_desktop.store.files import writing
from cm_desktop.store.rows import cell, comment_from, ref_cells, text_of
from cm_desktop.store.sealed import drop, find, put
from cm_desktop.store.work import Work
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


class Halted:
    """A part of a reader, and as much its thread's own."""

    def __init__(self, work: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self._work = work

    def suspended(self) -> bool:
        """Whether the user stopped everything from leaving."""
        with self._work() as work:
            return _is_on(work, "suspended")

    def posts(self) -> frozenset[PostRef]:
        """Those under which the user stopped everything from leaving."""
        with self._work() as work:
            return _posts(work)

    def held_back(self, refs: Iterable[CommentRef]) -> frozenset[CommentRef]:
        """Those of these comments, all once acted on, about which nothing may leave: all, or what is under such a post."""
        with self._work() as work:
            if _is_on(work, "suspended"):
                return frozenset(refs)
            posts = _posts(work)
            pages = {account for account, _ in posts}
            return frozenset(ref for ref in refs if ref.account in pages and _post_of(work, ref) in posts)

    def reading_paused(self) -> bool:
        """Whether the user stopped all reading that begins by itself."""
        with self._work() as work:
            return _is_on(work, "reading_paused")


def _is_on(work: sqlite3.Connection, name: str) -> bool:
    found = next(find(work, "setting", "WHERE name = ?", (name,)), None)
    return found is not None and found[1] == "yes"


def _posts(work: sqlite3.Connection) -> frozenset[PostRef]:
    rows = find(work, "suspended_post")
    return frozenset((AccountId(text_of(account)), RemoteId(text_of(post))) for account, post in rows)


def _post_of(work: sqlite3.Connection, ref: CommentRef) -> PostRef | None:
    """From the copy that each act keeps of its comment: the cache may have been thrown away."""
    kept = next(find(work, "kept", "WHERE account = ? AND remote_id = ?", ref_cells(ref)), None)
    return None if kept is None else (ref.account, comment_from(kept).post)
