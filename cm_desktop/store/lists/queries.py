"""A list in SQL: which rows, in which order and from where on. May not run a statement."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.queue import Order, Query, Queue, Triage
from cm_desktop.domain.verdicts import Level
from cm_desktop.store.cells.rows import Cell, cell, time_cell, time_of

URGENT = 4  # the severity that `verdicts.level` calls urgent

_TRIAGE = {
    Queue.TODO: Triage.TODO,
    Queue.URGENT: Triage.TODO,
    Queue.VALIDATION: Triage.VALIDATION,
    Queue.OUTGOING: Triage.OUTGOING,
    Queue.SNOOZED: Triage.SNOOZED,
    Queue.HIDDEN: Triage.HIDDEN,
    Queue.DONE: Triage.DONE,
}
_POSTS = ("gravest", "newest", "number")  # of a bundle: see `bundles`
_KEY = {
    Order.SEVERITY: ("severity", "created_at", "id"),
    Order.NEWEST: ("created_at", "id"),
    Order.OLDEST: ("created_at", "id"),
    Order.POST: (*_POSTS, "severity", "created_at", "id"),
}
_LEAST = {Level.URGENT: URGENT, Level.IMPORTANT: 3, Level.WATCH: 2}  # see `verdicts.level`; below them, routine
_TYPE = {"gravest": int, "newest": str, "number": int, "severity": int, "created_at": str, "id": int}
# Over several triages, a post stands where the first of its bundles does.
_IS_FIRST = (
    "NOT EXISTS (SELECT 1 FROM bundle AS other WHERE other.of_account = bundle.of_account AND other.of_post = bundle.of_post"
    " AND (other.gravest, other.newest, other.number) > (bundle.gravest, bundle.newest, bundle.number))"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """One list, ready to ask: `SELECT … FROM {table} WHERE {where} ORDER BY {order}`, and the columns of its key.

    `beside` are the bundles of a list that goes post by post.
    """

    where: str
    values: tuple[Cell, ...]
    key: tuple[str, ...]
    order: str
    forward: str
    table: str = "comment"
    beside: str = ""

    def behind(self, mark: str | None) -> "Listing":
        """The same list from behind the row that a mark names, if any is given. Raises NotFound as `named` does."""
        if mark is None:
            return self
        key = self.named(mark)
        rest = self._beside(self.forward, key)
        # Posts that were gone through are not gone through again.
        return rest.where_also(f"({', '.join(_POSTS)}) <= (?, ?, ?)", key[:3]) if self.beside else rest

    def named(self, mark: str) -> list[Cell]:
        """The key of the row that `mark` names. Raises NotFound on a mark that is none of this list's."""
        try:
            values: list[Cell] = json.loads(urlsafe_b64decode(mark))
            if [type(value) for value in values] == [_TYPE[column] for column in self.key]:
                time_of(str(values[-2]))
                return values
        except (ValueError, TypeError):
            pass
        raise NotFound("mark", mark)

    def knows(self, mark: str) -> bool:
        """Whether `mark` may name a row of this list."""
        try:
            self.named(mark)
        except NotFound:
            return False
        return True

    def up_to(self, key: Sequence[Cell]) -> "Listing":
        """The same list as far as the row of this key, that one included."""
        return self._beside(">=" if self.forward == "<" else "<=", key)

    def where_also(self, condition: str, values: Sequence[Cell]) -> "Listing":
        """The same list, of which only some rows are taken."""
        return replace(self, where=f"{self.where} AND {condition}", values=(*self.values, *values))

    def among(self, handles: str, values: Sequence[Cell]) -> "Listing":
        """The same list, looked up row by row by handles that a statement tells: without it, an index is read in order."""
        table = f"comment NOT INDEXED CROSS JOIN {self.beside}" if self.beside else "comment NOT INDEXED"
        return replace(self.where_also(f"id IN ({handles})", values), table=table)

    def _beside(self, how: str, key: Sequence[Cell]) -> "Listing":
        return self.where_also(f"({', '.join(self.key)}) {how} ({', '.join('?' * len(key))})", key)


def listing(query: Query) -> Listing:
    """The list that a query asks for, one that is no two in turn."""
    conditions = [*_equal(query), *_in_period(query)]
    key, oldest = _KEY[query.order], query.order is Order.OLDEST
    asked = Listing(
        where=" AND ".join(condition for condition, _value in conditions) or "true",
        values=tuple(value for _condition, value in conditions),
        key=key,
        order=", ".join(f"{column} {'ASC' if oldest else 'DESC'}" for column in key),
        forward=">" if oldest else "<",
    )
    if query.order is Order.SEVERITY and (query.since or query.until):
        asked = asked.where_also("severity IN (0, 1, 2, 3, 4)", ())  # each in its turn, from the right moment on
    if query.unread:
        asked = replace(asked.where_also("unread = 1", ()), table=f"comment INDEXED BY {_unread(query)}")
    if query.order is Order.POST:
        asked = _post_by_post(asked, query)
    if query.category is not None:
        asked = asked.among("SELECT comment_id FROM hit WHERE category = ?", (query.category,))
    return _with_words(asked, query) if query.seeks_words else asked


def mark(key: tuple[Cell, ...]) -> str:
    """What `Listing.named` reads: the place of one row in its list, in letters that no terminal minds."""
    return urlsafe_b64encode(json.dumps(key).encode()).decode()


def _post_by_post(asked: Listing, query: Query) -> Listing:
    """The same list, each bundle in its turn: the comments of one post that stand alike."""
    asked = asked.where_also("of_account = account AND of_post = post", ())
    if query.client is not None:
        asked = asked.where_also("of_account IN (SELECT id FROM account WHERE client = ?)", (cell(query.client),))
    if query.queue not in _TRIAGE:
        return _over_all(asked.where_also(_IS_FIRST, ()), query)
    asked = asked.where_also("of_triage = ? AND triage = of_triage", (_TRIAGE[query.queue],))
    return replace(asked, table="bundle CROSS JOIN comment INDEXED BY queue_post", beside="bundle")


def _over_all(asked: Listing, query: Query) -> Listing:
    """Few are drafts or unread, and are sorted; of everything, the posts come in order, and each post alone is sorted."""
    if query.unread or query.queue is Queue.DRAFTS:
        few, which = (_unread(query), "unread = 1") if query.unread else ("queue_drafts", "draft = 1")
        table = f"comment INDEXED BY {few} CROSS JOIN bundle"
        return replace(asked.where_also(which, ()), table=table, beside="bundle")
    asked = asked.where_also(f"triage IN ({', '.join('?' * len(Triage))})", tuple(Triage))
    table = "bundle INDEXED BY bundle_by_first CROSS JOIN comment INDEXED BY queue_post"
    return replace(asked, table=table, beside="bundle")


def _with_words(asked: Listing, query: Query) -> Listing:
    """Of the same list, what the index of words tells; most lists are read without a look at it."""
    from cm_desktop.store.index.search import match, parts
    from cm_desktop.store.index.words import FOUND

    return asked.among(f"SELECT {FOUND} FROM search WHERE search MATCH ?", (match(parts(query) or ()),))


def _unread(query: Query) -> str:
    """The index that has the few of them in the order of the list."""
    scope = ["account"] if query.account is not None else ["client"] if query.client is not None else []
    return "_".join(("queue_unread", *scope, "by", "severity" if query.order is Order.SEVERITY else "time"))


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
    if query.post is not None:
        equal.append(("post = ?", cell(query.post)))
    if query.queue is Queue.URGENT:
        equal.append(("severity = ?", URGENT))
    if query.level is not None:
        least = _LEAST.get(query.level)
        equal.append(("severity = ?", least) if least is not None else ("severity < ?", min(_LEAST.values())))
    return equal


def _in_period(query: Query) -> list[tuple[str, Cell]]:
    period = (("created_at >= ?", query.since), ("created_at < ?", query.until))
    return [(condition, time_cell(moment)) for condition, moment in period if moment is not None]
