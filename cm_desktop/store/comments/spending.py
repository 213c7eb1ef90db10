"""The calls that were made for each account, by the minute: the table `call`. May not open a transaction, nor judge a quota."""

import sqlite3
from datetime import datetime, timedelta

from cm_desktop.domain.quota import Calls, minute_of
from cm_desktop.store.cells.rows import Cell, time_cell, time_of

KEPT = timedelta(days=2)  # longer than any quota's window

_ADD = (
    "INSERT INTO call (account, minute, calls) SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM account WHERE id = ?)"
    " ON CONFLICT (account, minute) DO UPDATE SET calls = calls + excluded.calls"
)


def note(db: sqlite3.Connection, account: Cell, at: datetime, calls: int) -> None:
    """Add these; what is too old to count any more goes."""
    db.execute("DELETE FROM call WHERE account = ? AND minute < ?", (account, time_cell(at - KEPT)))
    db.execute(_ADD, (account, time_cell(minute_of(at)), calls, account))


def bring_back(db: sqlite3.Connection, now: datetime) -> None:
    """Calls of a time still to come were made before the clock was set back: from now on they count as made now."""
    minute = time_cell(minute_of(now))
    ahead = db.execute("SELECT account, sum(calls) FROM call WHERE minute > ? GROUP BY account", (minute,)).fetchall()
    db.execute("DELETE FROM call WHERE minute > ?", (minute,))
    db.executemany(_ADD, [(account, minute, calls, account) for account, calls in ahead])


def calls_of(db: sqlite3.Connection, account: Cell, since: datetime) -> Calls:
    """Those of one account from the minute of that moment on."""
    values = (account, time_cell(minute_of(since)))
    found = db.execute("SELECT minute, calls FROM call WHERE account = ? AND minute >= ?", values)
    return Calls(minutes={time_of(minute): calls for minute, calls in found})


def is_ahead(db: sqlite3.Connection, now: datetime) -> bool:
    """Whether calls were noted at a moment still to come."""
    return db.execute("SELECT 1 FROM call WHERE minute > ? LIMIT 1", (time_cell(now),)).fetchone() is not None
