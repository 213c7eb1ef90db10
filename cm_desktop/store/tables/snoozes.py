"""Comments that are put off: the table `snooze`, and those that what came in may wake. May not tell what time it is."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime

from cm_desktop.domain.comments import AccountId, CommentRef, RemoteId
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.snooze import Snooze, wakes_at
from cm_desktop.store.cells.rows import Cell, Row, ref_cells, text_of, time_cell, time_of
from cm_desktop.store.cells.sealed import drop, find, put
from cm_desktop.store.cells.sql import holes, slices
from cm_desktop.store.disk.files import writing
from cm_desktop.store.tables.work import Work
from cm_desktop.store.writer import Submit

COLUMNS = ("account", "comment", "at", "until", "fingerprint", "asleep")
_ONE = "account = ? AND comment = ?"


class Snoozes:
    """A part of a workspace: every write answers a Future that is done once committed."""

    def __init__(self, db: sqlite3.Connection, work: Work, submit: Submit) -> None:
        self._db, self._work, self._submit = db, work, submit

    def keep(self, snoozes: Mapping[CommentRef, Snooze | None]) -> Future[None]:
        """What each of these comments is put off by from now on, all in one transaction; None: by nothing."""
        return self._submit(lambda: self._keep(snoozes))

    def wake(self, now: datetime) -> Future[int]:
        """End the sleep of all whose time has come; answers of how many."""
        return self._submit(lambda: self._wake(now))

    def _keep(self, snoozes: Mapping[CommentRef, Snooze | None]) -> None:
        with writing(self._db):
            for ref, snooze in snoozes.items():
                self._put(ref, snooze)

    def _wake(self, now: datetime) -> int:
        with writing(self._db):
            asleep = [(_ref(row), snooze_from(row)) for row in find(self._db, "snooze", "WHERE asleep")]
            due = [(ref, snooze) for ref, snooze in asleep if wakes_at(snooze, now) <= now]
            for ref, snooze in due:
                self._put(ref, replace(snooze, asleep=False))
        return len(due)

    def _put(self, ref: CommentRef, snooze: Snooze | None) -> None:
        if snooze is None:
            drop(self._db, "snooze", _ONE, ref_cells(ref))
        else:
            put(self._db, "snooze", (*ref_cells(ref), *_cells(snooze)))
        if snooze is not None and snooze.asleep:
            self._work.log(Deed.SNOOZED, comment=ref, detail=snooze.until.isoformat())
        else:
            self._work.log(Deed.WOKEN, comment=ref)


class Sleeping:
    """A part of a reader, and as much its thread's own."""

    def __init__(self, work: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self._work = work

    def of(self, refs: Iterable[CommentRef]) -> dict[CommentRef, Snooze | None]:
        """What each of these comments is put off by, or was; None where it never was."""
        with self._work() as work:
            found = {ref: next(find(work, "snooze", f"WHERE {_ONE}", ref_cells(ref)), None) for ref in refs}
        return {ref: None if row is None else snooze_from(row) for ref, row in found.items()}

    def next(self, now: datetime) -> datetime | None:
        """When the next one is to be woken; None where none sleeps."""
        with self._work() as work:
            asleep = map(snooze_from, find(work, "snooze", "WHERE asleep"))
            return min((wakes_at(snooze, now) for snooze in asleep), default=None)


def of_account(work: sqlite3.Connection, account: Cell, names: Sequence[Cell]) -> dict[Cell, Snooze]:
    """What some hundred comments of one account are put off by."""
    found = find(work, "snooze", f"WHERE account = ? AND comment IN ({holes(names)})", (account, *names))
    return {row[1]: snooze_from(row) for row in found}


def spoken(cache: sqlite3.Connection, account: Cell, names: Sequence[Cell]) -> dict[Cell, datetime]:
    """When the author of each of these comments last wrote beside it: under it, or under what it stands under itself."""
    if not names:
        return {}
    found = cache.execute(
        "SELECT asked.remote_id, max(other.created_at) FROM comment AS asked CROSS JOIN comment AS other"
        " ON other.account = asked.account AND other.parent IN (asked.remote_id, asked.parent)"
        " AND other.id <> asked.id AND NOT other.is_page AND other.author_id = asked.author_id"
        " AND (asked.author_id <> '' OR other.author_name = asked.author_name)"
        f" WHERE asked.account = ? AND asked.remote_id IN ({holes(names)}) GROUP BY asked.remote_id",
        (account, *names),
    )
    return {name: time_of(spoke) for name, spoke in found}


def beside(cache: sqlite3.Connection, account: Cell, names: Sequence[Cell]) -> set[Cell]:
    """Those put off that stand beside these comments, or above them: what their author wrote there wakes them.

    Few are put off, and most of the time none: they are looked at first.
    """
    put_off = cache.execute(
        "SELECT remote_id, parent FROM comment WHERE account = :account AND triage = 'snoozed' UNION ALL"
        " SELECT remote_id, parent FROM comment INDEXED BY comment_returned WHERE account = :account AND returned",
        {"account": account},
    ).fetchall()
    above: set[Cell] = set()
    for some in slices(names) if put_off else ():
        which = f"account = ? AND remote_id IN ({holes(some)}) AND parent IS NOT NULL AND NOT is_page"
        above |= {
            name for (name,) in cache.execute(f"SELECT DISTINCT parent FROM comment WHERE {which}", (account, *some))
        }
    return {name for name, parent in put_off if name in above or parent in above}


def snooze_from(row: Row) -> Snooze:
    """What `keep` kept."""
    at, until, text, asleep = row[2:]
    return Snooze(at=time_of(at), until=time_of(until), fingerprint=text_of(text), asleep=bool(asleep))


def _ref(row: Row) -> CommentRef:
    return CommentRef(AccountId(text_of(row[0])), RemoteId(text_of(row[1])))


def _cells(snooze: Snooze) -> tuple[Cell, ...]:
    return time_cell(snooze.at), time_cell(snooze.until), snooze.fingerprint, int(snooze.asleep)
