"""Bringing the cache up to the journal of work.db: all that its lines touched, and the last number, in one commit.

May not be called outside a transaction on the cache, nor write to work.db.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from cm_desktop.domain.journal import Deed
from cm_desktop.store.cells.applied import applied, last_line
from cm_desktop.store.cells.rows import ENTRY, Cell
from cm_desktop.store.cells.sealed import find
from cm_desktop.store.cells.sql import IS_LIVE, holes, slices
from cm_desktop.store.comments.derive import answered_by, derive
from cm_desktop.store.comments.ingest import forget_comments
from cm_desktop.store.disk.files import reading
from cm_desktop.store.index.words import forget_words_of
from cm_desktop.store.letting_go.erasing import forget_words
from cm_desktop.store.tables.aside import touched


def apply_journal(cache: sqlite3.Connection, work: sqlite3.Connection) -> None:
    """Apply the lines that the cache has not applied yet; all of them where it belongs to another work.db."""
    with reading(work):
        workspace, last = last_line(work)
        ours, number = applied(cache)
        if ours != workspace or number > last:
            _start_again(cache, work)
            number = 0
        if number < last or ours != workspace:
            _apply_after(cache, work, number)
            cache.execute("UPDATE applied SET workspace = ?, number = ?", (workspace, last))


def _start_again(cache: sqlite3.Connection, work: sqlite3.Connection) -> None:
    cache.execute("DELETE FROM pending")
    known = [account for (account,) in cache.execute("SELECT id FROM account")]
    _mirror_accounts(cache, work, known)
    for account in known:
        ids = [name for (name,) in cache.execute("SELECT remote_id FROM comment WHERE account = ?", (account,))]
        derive(cache, work, account, ids)


def _apply_after(cache: sqlite3.Connection, work: sqlite3.Connection, number: int) -> None:
    accounts, comments = set(), defaultdict(list)
    lines = work.execute("SELECT DISTINCT account, comment FROM journal WHERE number > ?", (number,))
    for account, comment in lines.fetchall():
        if comment is not None:
            comments[account].append(comment)
        elif account is not None:
            accounts.add(account)
    _mirror_accounts(cache, work, accounts)
    erased = "SELECT DISTINCT account, comment FROM journal WHERE number > ? AND deed = ?"
    for account, comment in work.execute(erased, (number, Deed.TEXT_ERASED)):
        forget_words(cache, account, comment)
    _forget_persons(cache, work, number)
    moved = "SELECT DISTINCT account FROM journal WHERE number > ? AND deed = ?"
    for (account,) in work.execute(moved, (number, Deed.LEFT_ASIDE)):
        comments[account] += touched(cache, work, account)
    for account, ids in comments.items():
        _mirror_pending(cache, work, account, ids)
        derive(cache, work, account, [*ids, *answered_by(cache, work, account, ids)])


def _forget_persons(cache: sqlite3.Connection, work: sqlite3.Connection, number: int) -> None:
    gone = defaultdict(list)
    lines = "SELECT DISTINCT account, comment FROM journal WHERE number > ? AND deed = ?"
    for account, comment in work.execute(lines, (number, Deed.PERSON_ERASED)):
        gone[account].append(comment)
    if gone:
        cache.execute("PRAGMA secure_delete = ON")
    for account, names in gone.items():
        for some in slices(names):
            forget_comments(cache, work, account, some)


def _mirror_accounts(cache: sqlite3.Connection, work: sqlite3.Connection, accounts: Iterable[Cell]) -> None:
    for account in accounts:
        known = next(find(work, "account", "WHERE id = ?", (account,)), None)
        if known is None:
            _forget(cache, account)
        else:
            client = known[1]
            cache.execute("INSERT OR REPLACE INTO account VALUES (?, ?)", (account, client))
            cache.execute("UPDATE comment SET client = ? WHERE account = ? AND client <> ?", (client, account, client))


def _mirror_pending(cache: sqlite3.Connection, work: sqlite3.Connection, account: Cell, ids: list[Cell]) -> None:
    for some in slices(ids):
        which, values = f"WHERE account = ? AND comment IN ({holes(some)})", (account, *some)
        cache.execute(f"DELETE FROM pending {which}", values)
        live = list(find(work, "outbox", f"{which} AND {IS_LIVE}", values))
        cache.executemany(f"INSERT INTO pending VALUES ({holes(ENTRY)})", live)


def _forget(cache: sqlite3.Connection, account: Cell) -> None:
    """All that the cache holds of an account leaves it."""
    handles = "SELECT id FROM comment WHERE account = ?"
    cache.execute(f"DELETE FROM hit WHERE comment_id IN ({handles})", (account,))
    forget_words_of(cache, "account = ?", (account,))
    cache.execute(f"DELETE FROM doubtful WHERE comment_id IN ({handles})", (account,))
    for table in ("comment", "post", "pending", "sync", "call"):
        cache.execute(f"DELETE FROM {table} WHERE account = ?", (account,))
    cache.execute("DELETE FROM account WHERE id = ?", (account,))
