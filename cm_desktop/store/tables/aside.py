"""From when on the comments of an account are to do: what is older stays where it can be found. May not begin a transaction."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime

from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.queue import Triage
from cm_desktop.store.cells.rows import Cell, cell, text_of, time_cell, time_of
from cm_desktop.store.cells.sealed import drop, find, put

COLUMNS = ("account", "before")


class Aside:
    """What a reader asks about it."""

    def __init__(
        self,
        cache: Callable[[], AbstractContextManager[sqlite3.Connection]],
        work: Callable[[], AbstractContextManager[sqlite3.Connection]],
    ) -> None:
        self._cache, self._work = cache, work

    def before(self) -> Mapping[AccountId, datetime]:
        """For each account of which something is left aside: what was written before that moment."""
        with self._work() as work:
            return {AccountId(text_of(account)): time_of(before) for account, before in find(work, "aside")}

    def number(self, account: AccountId) -> int:
        """How many of its comments are left aside now."""
        with self._cache() as cache:
            asked = "SELECT count(*) FROM comment WHERE account = ? AND triage = ?"
            return int(cache.execute(asked, (cell(account), Triage.ASIDE.value)).fetchone()[0])


def leave(work: sqlite3.Connection, account: AccountId, before: datetime | None) -> None:
    """Keep that moment, or that there is none."""
    drop(work, "aside", "account = ?", (cell(account),))
    if before is not None:
        put(work, "aside", (cell(account), time_cell(before)))


def before(work: sqlite3.Connection, account: Cell) -> datetime | None:
    """The moment of one account."""
    found = next(find(work, "aside", "WHERE account = ?", (account,)), None)
    return None if found is None else time_of(found[1])


def touched(cache: sqlite3.Connection, work: sqlite3.Connection, account: Cell) -> list[Cell]:
    """The comments that stand elsewhere than that moment says."""
    moment = before(work, account)
    since = "" if moment is None else time_cell(moment)  # a text before all others: nothing is older
    found = cache.execute(
        "SELECT remote_id FROM comment WHERE account = :account"
        " AND (triage = :todo AND created_at < :since OR triage = :aside AND created_at >= :since)",
        {"account": account, "since": since, "todo": Triage.TODO.value, "aside": Triage.ASIDE.value},
    )
    return [name for (name,) in found]
