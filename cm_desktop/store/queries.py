"""A list in SQL: which rows, in which order, from where on; and what can be searched. May not run a statement."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.queue import Order, Query, Queue, Triage
from cm_desktop.store.rows import Cell, cell

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
_WORD = re.compile(r"[^\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})


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
    wide = [(f"{plus}{column} = ?", value) for column, value in _equal(query)]
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


def searchable(text: str) -> str:
    """A text as the full-text index takes it: no lone surrogate, no NUL, ligatures opened; it ignores accents itself."""
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode().translate(_LIGATURES)
    return text.replace("\0", " ")


def _equal(query: Query) -> list[tuple[str, Cell]]:
    equal: list[tuple[str, Cell]] = []
    if query.client is not None:
        equal.append(("client", cell(query.client)))
    if query.account is not None:
        equal.append(("account", cell(query.account)))
    if query.queue is Queue.DRAFTS:
        equal.append(("draft", 1))
    elif query.queue is not Queue.ALL:
        equal.append(("triage", _TRIAGE[query.queue]))
    if query.queue is Queue.URGENT:
        equal.append(("severity", URGENT))
    return equal


def _in_category(query: Query) -> tuple[str, Cell] | None:
    if query.category is None:
        return None
    return ("id IN (SELECT comment_id FROM hit WHERE category = ?)", query.category)


def _with_words(query: Query) -> tuple[str, Cell] | None:
    """All the words, each as the beginning of one; words that are none find nothing."""
    if not query.search.strip():
        return None
    words = " ".join(f'"{word}"*' for word in _WORD.findall(searchable(query.search)))
    return ("id IN (SELECT rowid FROM search WHERE search MATCH ?)", words or '""')
