"""Lists read from cache.db alone: handles, pages, rows, counts. May not open a transaction: the caller's snapshot holds."""

import sqlite3
import sys
from array import array
from binascii import unhexlify
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from cm_desktop.domain.comments import AccountId, ClientId, CommentRef, RemoteId
from cm_desktop.domain.outbox import Entry
from cm_desktop.domain.queue import (
    HANDLES,
    AuthorHistory,
    Counts,
    Freshness,
    Handle,
    Order,
    Page,
    Query,
    Queue,
    Row,
    Triage,
)
from cm_desktop.domain.verdicts import Hit, Verdict
from cm_desktop.store.cells import rows as cells
from cm_desktop.store.cells.sql import holes, slices
from cm_desktop.store.disk.files import Misread
from cm_desktop.store.lists.keys import Key, keys_of
from cm_desktop.store.lists.queries import URGENT, listing, mark

T = TypeVar("T")

PIECE = 5_000  # handles that are unpacked in one go: a tenth of a millisecond
_DIGITS = 8  # of a handle
_COLUMNS = f"id, triage, draft, unread, asleep_until, returned, abuse, business, {', '.join(cells.COMMENT)}"


def read(make: Callable[[Any], T], row: object) -> T:
    """Make a thing of a row. Raises Misread where the row makes no sense."""
    try:
        return make(row)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Misread from error


def handles(db: sqlite3.Connection, query: Query) -> "array[int]":
    """All of a list, in order."""
    found = array(HANDLES)
    for one in query.in_turn:
        for piece in _handles(db, one):
            found += piece
    return found


def _handles(db: sqlite3.Connection, query: Query) -> Iterator["array[int]"]:
    """As one text of hexadecimals: the interpreter is let go for each row that SQLite gives, and whoever is busy keeps it for
    a while: a million rows one by one take minutes beside the rules at work. Unpacked piece by piece: all in one go, the window
    would have to wait.
    """
    asked = listing(query)
    listed = (
        f"SELECT id FROM {asked.table} WHERE {asked.where} ORDER BY {asked.order} LIMIT -1"  # a limit keeps the order
    )
    packed = f"SELECT CAST(group_concat(printf('%08x', id), '') AS BLOB) FROM ({listed})"
    digits: bytes = db.execute(packed, asked.values).fetchone()[0] or b""
    for first in range(0, len(digits), PIECE * _DIGITS):
        piece = array(HANDLES, unhexlify(digits[first : first + PIECE * _DIGITS]))
        if sys.byteorder == "little":
            piece.byteswap()
        yield piece


def count(db: sqlite3.Connection, query: Query) -> int:
    """How many rows a list has, in whatever order it comes."""
    asked = listing(replace(query, order=Order.NEWEST))
    found = db.execute(f"SELECT count(*) FROM {asked.table} WHERE {asked.where}", asked.values).fetchone()
    return int(found[0])


def page(db: sqlite3.Connection, query: Query, after: str | None, limit: int) -> Page:
    """So many rows of a list, from behind a mark on."""
    turns, keys = list(query.in_turn), list[Key]()
    while after is not None and len(turns) > 1 and not listing(turns[0]).knows(after):
        turns.pop(0)
    for one in turns:
        keys += _first_keys(db, one, after, limit + 1 - len(keys)) if len(keys) <= limit else []
        after = None
    shown = keys[:limit]
    return Page(
        rows=tuple(rows(db, [key[-1] for key in shown])),
        after=mark(shown[-1]) if len(keys) > limit else None,
    )


def _first_keys(db: sqlite3.Connection, query: Query, after: str | None, limit: int) -> list[Key]:
    """Where words are looked for, there are ways to them of which the quickest is taken."""
    if query.seeks_words:
        from cm_desktop.store.lists.seeking import first_keys

        return first_keys(db, query, after, limit)
    return keys_of(db, listing(query).behind(after), limit)


def rows(db: sqlite3.Connection, wanted: Sequence[Handle]) -> list[Row]:
    """These rows, in the order asked; those that are no longer there are left out."""
    found = {row.handle: row for some in slices(wanted) for row in _rows(db, some)}
    return [found[handle] for handle in wanted if handle in found]


def _rows(db: sqlite3.Connection, wanted: Sequence[Handle]) -> Iterator[Row]:
    hits, pending = hits_of(db, wanted), _pending(db, wanted)
    for handle, triage, draft, unread, until, returned, abuse, business, *comment in db.execute(
        f"SELECT {_COLUMNS} FROM comment WHERE id IN ({holes(wanted)})", wanted
    ):
        yield Row(
            handle=handle,
            comment=read(cells.comment_from, comment),
            verdict=Verdict(abuse=abuse, business=business, hits=tuple(hits[handle])),
            triage=read(Triage, triage),
            draft=bool(draft),
            unread=bool(unread),
            pending=tuple(pending[handle]),
            asleep_until=read(cells.time_of, until) if until else None,
            returned=bool(returned),
        )


def hits_of(db: sqlite3.Connection, wanted: Sequence[int]) -> dict[int, list[Hit]]:
    """What was found in some hundred comments, in the order of the text; empty for those in which nothing was."""
    hits = defaultdict(list)
    for handle, _place, *hit in db.execute(
        f"SELECT * FROM hit WHERE comment_id IN ({holes(wanted)}) ORDER BY comment_id, place", wanted
    ):
        hits[handle].append(read(cells.hit_from, hit))
    return hits


def _pending(db: sqlite3.Connection, wanted: Sequence[Handle]) -> dict[int, list[Entry]]:
    pending = defaultdict(list)
    for handle, *entry in db.execute(
        "SELECT comment.id, pending.* FROM comment CROSS JOIN pending"
        " ON pending.account = comment.account AND pending.comment = comment.remote_id"
        f" WHERE comment.id IN ({holes(wanted)}) ORDER BY pending.acted_at, pending.id",
        wanted,
    ):
        pending[handle].append(read(cells.entry_from, entry))
    return pending


def counts(db: sqlite3.Connection) -> Counts:
    """How many rows each list has; a client of whom nothing is to do counts 0."""
    queues = dict.fromkeys(Queue, 0)
    clients = {ClientId(cells.text_of(client)): 0 for (client,) in db.execute("SELECT client FROM account")}
    for client, triage, severity, draft, number in db.execute("SELECT * FROM tally WHERE number > 0"):
        queues[Queue.ALL] += number
        if triage != Triage.ASIDE:  # in no list of its own
            queues[read(Queue, triage)] += number
        if draft:
            queues[Queue.DRAFTS] += number
        if triage == Triage.TODO:
            clients[ClientId(cells.text_of(client))] += number
            if severity == URGENT:
                queues[Queue.URGENT] += number
    return Counts(queues=queues, clients=clients)


def named(db: sqlite3.Connection, ref: CommentRef) -> list[Handle]:
    """The handle of one comment, or nothing."""
    found = db.execute("SELECT id FROM comment WHERE account = ? AND remote_id = ?", cells.ref_cells(ref))
    return [handle for (handle,) in found]


def thread(db: sqlite3.Connection, ref: CommentRef) -> list[Handle]:
    """The handles of a whole thread in the order of time: up to its first comment, then down to all that answers it."""
    account, name = cells.ref_cells(ref)
    found = db.execute(
        "WITH RECURSIVE above (remote_id, parent) AS ("
        "   SELECT remote_id, parent FROM comment WHERE account = :account AND remote_id = :name"
        "   UNION SELECT comment.remote_id, comment.parent FROM above CROSS JOIN comment"
        "   ON comment.account = :account AND comment.remote_id = above.parent),"
        " below (remote_id) AS (SELECT remote_id FROM above UNION SELECT comment.remote_id FROM below CROSS JOIN comment"
        "   ON comment.account = :account AND comment.parent = below.remote_id)"
        " SELECT id FROM below CROSS JOIN comment"
        " ON comment.account = :account AND comment.remote_id = below.remote_id ORDER BY created_at, id",
        {"account": account, "name": name},
    )
    return [handle for (handle,) in found]


AUTHOR_LATELY = (
    "SELECT count(*), count(nullif(EXISTS (SELECT 1 FROM comment AS reply WHERE reply.account = comment.account"
    " AND reply.parent = comment.remote_id AND reply.is_page), 0)), count(nullif(visibility = 'hidden', 0))"
    " FROM comment WHERE account = ? AND author_id = ? AND created_at >= ?"
)


def author_history(db: sqlite3.Connection, account: cells.Cell, author: cells.Cell, since: str) -> AuthorHistory:
    """How many comments since then, how many of them the page answered, how many are hidden now."""
    total, replied, hidden = db.execute(AUTHOR_LATELY, (account, author, since)).fetchone()
    return AuthorHistory(comments=total, replied=replied, hidden=hidden)


def newest_at(db: sqlite3.Connection, account: cells.Cell, now: datetime) -> datetime | None:
    """When the newest comment of an account was written, those to come left out."""
    asked = "SELECT max(created_at) FROM comment WHERE account = ? AND created_at <= ?"
    (newest,) = db.execute(asked, (account, cells.time_cell(now))).fetchone()
    return None if newest is None else cells.time_of(newest)


def pictures_to_do(db: sqlite3.Connection, limit: int) -> tuple[tuple[CommentRef, str], ...]:
    """The newest comments to do that have a picture somewhere, and its address."""
    found = db.execute(
        "SELECT account, remote_id, media_url FROM comment WHERE triage = 'todo' AND media_url <> ''"
        " ORDER BY created_at DESC LIMIT ?",
        (limit,),
    )
    texts = [tuple(map(cells.text_of, row)) for row in found]
    return tuple((CommentRef(AccountId(account), RemoteId(name)), url) for account, name, url in texts)


def freshness(db: sqlite3.Connection) -> tuple[Freshness, ...]:
    """How each account stands."""
    return tuple(
        Freshness(
            account=AccountId(cells.text_of(account)),
            read_at=None if read_at is None else cells.time_of(read_at),
            trouble=read(cells.trouble_from, trouble) if trouble else None,
        )
        for account, read_at, trouble in db.execute(
            "SELECT account.id, sync.read_at, sync.trouble FROM account LEFT JOIN sync ON sync.account = account.id"
            " ORDER BY account.id"
        )
    )
