"""Everything that is read from the workspace, each answer from one snapshot. May not write.

One thread reads; any other may close it: SQLite does not survive a connection that is closed while it is read.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from cm_desktop.domain.actions import ActionKind, Decided
from cm_desktop.domain.comments import Account, AccountId, Client, ClientId, Comment, CommentRef, Post, RemoteId
from cm_desktop.domain.errors import NotFound, Trouble
from cm_desktop.domain.outbox import LIVE, Entry, EntryId, State
from cm_desktop.store.cells import rows as cells
from cm_desktop.store.cells.rows import Cell, cell, ref_cells
from cm_desktop.store.cells.sealed import find
from cm_desktop.store.cells.sql import IS_LIVE
from cm_desktop.store.disk.files import CACHE, WORK, named_errors, open_reading, reading, watched
from cm_desktop.store.further import Further
from cm_desktop.store.lists import listing

if TYPE_CHECKING:
    from cm_desktop.domain.client_sheet import ClientSheet
    from cm_desktop.domain.queue import Counts, Freshness, Handle, Page, Query, Row
    from cm_desktop.domain.quota import Calls
    from cm_desktop.domain.several import Gist


class Reader(Further):
    """Two connections of its own, read only. Raises StoreError where a file cannot be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._cache_path, self._work_path = folder / CACHE.name, folder / WORK.name
        with named_errors(self._cache_path):
            self._cache_db = open_reading(self._cache_path)
        with named_errors(self._work_path):
            self._work_db = open_reading(self._work_path)
        self._turn = RLock()

    def close(self) -> None:
        """What is being read is broken off: whoever reads gets an error of sqlite3."""
        for db in (self._cache_db, self._work_db):
            db.interrupt()
        with self._turn:
            self._cache_db.close()
            self._work_db.close()

    @contextmanager
    def _cache(self) -> Iterator[sqlite3.Connection]:
        with self._turn, watched(self._cache_path), reading(self._cache_db):
            yield self._cache_db

    @contextmanager
    def _work(self) -> Iterator[sqlite3.Connection]:
        with self._turn, watched(self._work_path), reading(self._work_db):
            yield self._work_db

    # -- the queues, from the cache alone

    def page(self, query: Query, *, after: str | None = None, limit: int = 50) -> Page:
        """So many rows of a list, from the start or from where another page ended."""
        with self._cache() as db:
            return listing.page(db, query, after, limit)

    def handles(self, query: Query) -> array[int]:
        """The handles of a whole list, in order: eight bytes a row."""
        with self._cache() as db:
            return listing.handles(db, query)

    def count(self, query: Query) -> int:
        """How many rows a list has."""
        with self._cache() as db:
            return listing.count(db, query)

    def rows(self, handles: Sequence[Handle]) -> list[Row]:
        """These rows, in the order asked; those that are no longer there are left out."""
        with self._cache() as db:
            return listing.rows(db, handles)

    def row(self, ref: CommentRef) -> Row:
        """One comment. Raises NotFound where the cache has none of that name."""
        with self._cache() as db:
            found = listing.rows(db, listing.named(db, ref))
        if not found:
            raise NotFound("comment", str(ref))
        return found[0]

    def gists(self, query: Query, *, among: Sequence[Handle] | None = None, limit: int) -> tuple[Gist, ...]:
        """The first rows of a list, in short; `among` takes only those of them."""
        from cm_desktop.store.lists.gists import in_short

        with self._cache() as db:
            return in_short(db, query, among, limit)

    def counts(self) -> Counts:
        """The figures of all lists, from one reading."""
        with self._cache() as db:
            return listing.counts(db)

    def thread(self, ref: CommentRef) -> tuple[Row, ...]:
        """The whole thread in the order of time, the comment itself included; empty where the cache has none of it."""
        with self._cache() as db:
            return tuple(listing.rows(db, listing.thread(db, ref)))

    def post(self, account: AccountId, id: RemoteId) -> Post | None:  # noqa: A002 - the word of the trade
        """What comments are under; None where the cache has none of that name."""
        with self._cache() as db:
            found = db.execute(
                f"SELECT {', '.join(cells.POST)} FROM post WHERE account = ? AND remote_id = ?",
                (cell(account), cell(id)),
            ).fetchone()
            return listing.read(cells.post_from, found) if found else None

    def cursor(self, account: AccountId) -> str | None:
        """Where the next fetch goes on; None for a first one."""
        with self._cache() as db:
            found = db.execute("SELECT cursor FROM sync WHERE account = ?", (cell(account),)).fetchone()
        return None if found is None or found[0] is None else cells.text_of(found[0])

    def freshness(self) -> tuple[Freshness, ...]:
        """How each account stands, those never read included; what froze one stopped it, whoever met it."""
        frozen = self.frozen()
        with self._cache() as db:
            known = listing.freshness(db)
        return tuple(replace(one, trouble=frozen[one.account][0]) if one.account in frozen else one for one in known)

    def newest_at(self, account: AccountId, now: datetime) -> datetime | None:
        """When the newest comment of an account was written; what claims to come from the future tells nothing."""
        with self._cache() as db:
            return listing.newest_at(db, cell(account), now)

    def calls(self, account: AccountId, since: datetime) -> Calls:
        """What was asked of the account's platform from the minute of that moment on."""
        from cm_desktop.store.comments.spending import calls_of

        with self._cache() as db:
            return calls_of(db, cell(account), since)

    def calls_are_ahead(self, now: datetime) -> bool:
        """Whether calls were noted at a moment still to come: the clock was set back."""
        from cm_desktop.store.comments.spending import is_ahead

        with self._cache() as db:
            return is_ahead(db, now)

    def pictures_to_do(self, limit: int) -> tuple[tuple[CommentRef, str], ...]:
        """The newest comments to do that have a picture somewhere, and its address as the platform last said."""
        with self._cache() as db:
            return listing.pictures_to_do(db, limit)

    # -- the work, every row checked against its seal

    def entries(
        self,
        *,
        states: Collection[State] = LIVE,
        account: AccountId | None = None,
        comment: CommentRef | None = None,
    ) -> tuple[Entry, ...]:
        """Rows of the outbox, the oldest act first."""
        conditions: dict[str, Cell] = {}
        if comment is not None:
            conditions = {"account": cell(comment.account), "comment": cell(comment.id)}
        if account is not None:
            conditions["account"] = cell(account)
        which = [IS_LIVE] if LIVE.issuperset(states) else []
        which += [f"{column} = ?" for column in conditions]
        found = self._sealed(
            "outbox", f"WHERE {' AND '.join(which) or 'true'} ORDER BY acted_at, id", [*conditions.values()]
        )
        return tuple(entry for entry in map(cells.entry_from, found) if entry.state in states)

    def leaving(self) -> int:
        """How many acts are still to leave, or to be done by hand; what is asked of supervisors is not."""
        with self._work() as db:
            which = f"{IS_LIVE} AND kind <> ? AND account IN (SELECT id FROM account)"
            found = db.execute(f"SELECT count(*) FROM outbox WHERE {which}", (ActionKind.ESCALATE.value,)).fetchone()
        return int(found[0])

    def entry(self, id: EntryId) -> Entry:  # noqa: A002 - the word of the trade
        """One row of the outbox. Raises NotFound."""
        return cells.entry_from(self._only("outbox", "id", id))

    def kept_comment(self, ref: CommentRef) -> Comment:
        """A comment as it was when last acted on. Raises NotFound where it never was."""
        found = self._sealed("kept", "WHERE account = ? AND remote_id = ?", ref_cells(ref))
        if not found:
            raise NotFound("comment", str(ref))
        return cells.comment_from(found[0])

    def credited(self, account: AccountId, thread: RemoteId) -> frozenset[RemoteId]:
        """The replies of one thread on the platform that rows of the outbox stand for."""
        which = "WHERE account = ? AND thread = ? AND kind = 'reply' AND remote_id IS NOT NULL"
        found = self._sealed("outbox", which, (cell(account), cell(thread)))
        return frozenset(entry.remote_id for entry in map(cells.entry_from, found) if entry.remote_id is not None)

    def worked_on(self, account: AccountId, ids: Sequence[RemoteId]) -> set[RemoteId]:
        """Those of these comments about which the user did, decided or wrote anything; some hundred at a time."""
        from cm_desktop.store.comments.derive import worked_on

        with self._work() as db:
            found = worked_on(db, cell(account), [*map(cell, ids)])
        return {name for name in ids if cell(name) in found}

    def last_reply(self, account: AccountId) -> Entry | None:
        """The last reply that was sent on an account and is known by name on the page."""
        which = "WHERE account = ? AND kind = 'reply' AND state = 'sent' AND remote_id IS NOT NULL"
        found = self._sealed("outbox", f"{which} ORDER BY acted_at DESC, id DESC LIMIT 1", (cell(account),))
        return cells.entry_from(found[0]) if found else None

    def draft(self, ref: CommentRef) -> str:
        """The reply being written under a comment; empty where there is none."""
        return self.kept_draft(ref)[0]

    def kept_draft(self, ref: CommentRef) -> tuple[str, datetime | None]:
        """The same, and when it was kept last."""
        found = self._sealed("draft", "WHERE account = ? AND comment = ?", ref_cells(ref))
        return (cells.text_of(found[0][2]), cells.time_of(found[0][3])) if found else ("", None)

    def decided(self, ref: CommentRef) -> Decided | None:
        """The last decision taken on a comment, and when."""
        found = self._sealed("decision", "WHERE account = ? AND comment = ?", ref_cells(ref))
        return cells.decided_from(found[0][2:]) if found else None

    def clients(self) -> tuple[Client, ...]:
        """By name."""
        return tuple(map(cells.client_from, self._sealed("client", "ORDER BY name, id")))

    def client_sheet(self, client: ClientId) -> ClientSheet:
        """What is to be known of one; an empty sheet where nothing was said."""
        from cm_desktop.domain.client_sheet import ClientSheet
        from cm_desktop.store.tables.client_sheets import sheet_from

        found = self._sealed("client_sheet", "WHERE client = ?", (cell(client),))
        return sheet_from(found[0]) if found else ClientSheet(client=client)

    def accounts(self) -> tuple[Account, ...]:
        """By name."""
        return tuple(map(cells.account_from, self._sealed("account", "ORDER BY name, id")))

    def account(self, id: AccountId) -> Account:  # noqa: A002 - the word of the trade
        """One account. Raises NotFound."""
        return cells.account_from(self._only("account", "id", id))

    def last_client(self, account: AccountId) -> ClientId | None:
        """Whose page it is, or was when it was removed; None for one that never was here."""
        which = "WHERE account = ? AND client NOTNULL ORDER BY number DESC LIMIT 1"
        told = self._sealed("journal", which, (cell(account),))
        return ClientId(cells.text_of(told[0][3])) if told else None

    def has_teams(self) -> bool:
        """Whether this device takes part in a team: what that is, `supervised` reads."""
        return bool(self._sealed("team"))

    def frozen(self) -> Mapping[AccountId, tuple[Trouble, datetime | None]]:
        """Accounts that nothing is asked of: why, and until when; None until the user reconnects them."""
        return {
            AccountId(cells.text_of(account)): (
                cells.trouble_from(trouble),
                None if until is None else cells.time_of(until),
            )
            for account, trouble, until in self._sealed("frozen")
        }

    def _sealed(self, table: str, which: str = "", values: Sequence[Cell] = ()) -> list[cells.Row]:
        with self._work() as db:
            return list(find(db, table, which, values))

    def _only(self, table: str, key: str, name: str) -> cells.Row:
        found = self._sealed(table, f"WHERE {key} = ?", (cell(name),))
        if not found:
            raise NotFound({"outbox": "entry"}.get(table, table), name)
        return found[0]
