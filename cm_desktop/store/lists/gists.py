"""Many comments of a list, each told in short. May not open a transaction: the caller's snapshot holds."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from cm_desktop.domain.comments import AccountId, ClientId, CommentRef, RemoteId, Visibility
from cm_desktop.domain.queue import Handle, Query, Triage
from cm_desktop.domain.several import Gist
from cm_desktop.domain.verdicts import Category
from cm_desktop.store.cells import rows as cells
from cm_desktop.store.lists.listing import read
from cm_desktop.store.lists.queries import listing

_MARKS = " + ".join(f"instr(text, '{mark}')" for mark in "?？؟")
_TOLD = (
    "id, account, remote_id, client, severity,"
    " (SELECT group_concat(category) FROM hit WHERE comment_id = comment.id),"
    f" triage, visibility, can_hide AND NOT is_page, draft, ({_MARKS}) > 0"
)


def in_short(db: sqlite3.Connection, query: Query, among: Sequence[Handle] | None, limit: int) -> tuple[Gist, ...]:
    """The first of a list in its order; `among` takes only those of it."""
    found: list[Gist] = []
    for one in query.in_turn:
        found += _in_short(db, one, among, limit - len(found))
    return tuple(found)


def _in_short(db: sqlite3.Connection, query: Query, among: Sequence[Handle] | None, limit: int) -> list[Gist]:
    asked = listing(query)
    if among is not None:
        asked = asked.among("SELECT value FROM json_each(?)", (json.dumps(list(among)),))
    found = db.execute(
        f"SELECT {_TOLD} FROM {asked.table} WHERE {asked.where} ORDER BY {asked.order} LIMIT ?", (*asked.values, limit)
    )
    return [read(_gist, row) for row in found]


def _gist(row: Sequence[Any]) -> Gist:
    handle, account, name, client, severity, categories, triage, visibility, can_hide, draft, asks = row
    found = frozenset(map(Category, categories.split(","))) if categories else frozenset()
    return Gist(
        handle=handle,
        ref=CommentRef(AccountId(cells.text_of(account)), RemoteId(cells.text_of(name))),
        client=ClientId(cells.text_of(client)),
        severity=severity,
        categories=found,
        triage=Triage(triage),
        visibility=Visibility(visibility),
        can_hide=bool(can_hide),
        draft=bool(draft),
        asks=bool(asks) or Category.QUESTION in found,
    )
