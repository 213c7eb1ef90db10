"""A list in SQL: which rows, in which order and from where on. May not run a statement."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.queue import Order, Query, Queue, Triage
from cm_desktop.store.rows import Cell, cell, time_cell
from cm_desktop.store.search import match

URGENT = 4  # the severity that `verdicts.level` calls urgent

_TRIAGE = {
    Queue.TODO: Triage.TODO,
    Queue.URGENT: Triage.TODO,
    Queue.VALIDATION: Triage.VALIDATION,
    Queue.OUTGOING: Triage.OUTGOING,
    Queue.HIDDEN: Triage.HIDDEN,
    Queue.DONE: Triage.DONE,
}
_KEY = {
    Order.SEVERITY: ("severity", "created_at", "id"),
    Order.NEWEST: ("created_at", "id"),
    Order.OLDEST: ("created_at", "id"),
}
_TYPE = {"severity": int, "created_at": str, "id": int}


@dataclass(frozen=True, slots=True)
class Listing:
    """One list, ready to ask: `SELECT … FROM comment WHERE {where} ORDER BY {order}`, and the columns of its key."""

    where: str
    values: tuple[Cell, ...]
    key: tuple[str, ...]
    order: str
    forward: str

    def after(self, mark: str) -> "Listing":
        """The same list from behind the row that `mark` names. Raises NotFound on a mark that is none of this list's."""
        try:
            values = json.loads(urlsafe_b64decode(mark))
        except ValueError:
            values = None
        if not (
            isinstance(values, list) and [type(value) for value in values] == [_TYPE[column] for column in self.key]
        ):
            raise NotFound("mark", mark)
        beyond = f"({', '.join(self.key)}) {self.forward} ({', '.join('?' * len(values))})"
        return Listing(f"{self.where} AND {beyond}", (*self.values, *values), self.key, self.order, self.forward)


def listing(query: Query) -> Listing:
    """The list that a query asks for."""
    narrow = [part for part in (_in_category(query), _with_words(query)) if part]
    # What few rows have decides where to look them up; without it, the rows are read in the order of an index.
    plus = "+" if narrow else ""
    wide = [(f"{plus}{condition}", value) for condition, value in (*_equal(query), *_in_period(query))]
    conditions = [*wide, *narrow]
    key, oldest = _KEY[query.order], query.order is Order.OLDEST
    return Listing(
        where=" AND ".join(condition for condition, _value in conditions) or "true",
        values=tuple(value for _condition, value in conditions),
        key=key,
        order=", ".join(f"{column} {'ASC' if oldest else 'DESC'}" for column in key),
        forward=">" if oldest else "<",
    )


def mark(key: tuple[Cell, ...]) -> str:
    """What `Listing.after` reads: the place of one row in its list, in letters that no terminal minds."""
    return urlsafe_b64encode(json.dumps(key).encode()).decode()


def _equal(query: Query) -> list[tuple[str, Cell]]:
    equal: list[tuple[str, Cell]] = []
    if query.client is not None:
        equal.append(("client = ?", cell(query.client)))
    if query.account is not None:
        equal.append(("account = ?", cell(query.account)))
    if query.queue is Queue.DRAFTS:
        equal.append(("draft = ?", 1))
    elif query.queue is not Queue.ALL:
        equal.append(("triage = ?", _TRIAGE[query.queue]))
    if query.queue is Queue.URGENT:
        equal.append(("severity = ?", URGENT))
    return equal


def _in_category(query: Query) -> tuple[str, Cell] | None:
    if query.category is None:
        return None
    return ("id IN (SELECT comment_id FROM hit WHERE category = ?)", query.category)


def _with_words(query: Query) -> tuple[str, Cell] | None:
    asked = match(query)
    return None if asked is None else ("id IN (SELECT rowid FROM search WHERE search MATCH ?)", asked)


def _in_period(query: Query) -> list[tuple[str, Cell]]:
    period = (("created_at >= ?", query.since), ("created_at < ?", query.until))
    return [(condition, time_cell(moment)) for condition, moment in period if moment is not None]
