"""Which places the words of a list can be at, and how the list goes through them. May not run a statement.

A list by severity goes through places as they are; one by time, through the stretches of all severities side by side.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import chain

from cm_desktop.domain.queue import Order, Query, Queue
from cm_desktop.store.cells.rows import Cell, time_cell
from cm_desktop.store.index.words import HANDLE, LAST, between, moment, rank, time_rank
from cm_desktop.store.lists.queries import URGENT


@dataclass(frozen=True, slots=True)
class Stretches:
    """The first and the last place of each, both included, the gravest first; not all that lies between is of the list."""

    order: Order
    since: int
    until: int
    ends: Sequence[tuple[int, int]]

    @property
    def backwards(self) -> bool:
        """Whether each is gone through from its last place on."""
        return self.order is not Order.OLDEST

    @property
    def rank(self) -> Callable[[int], int]:
        """What the list goes by, of a place: of places where it is the same, these do not tell the order."""
        return rank if self.order is Order.SEVERITY else time_rank

    @property
    def spans(self) -> Sequence[tuple[int, int]]:
        """The same for whom it costs something to begin: all that a list goes through without a turn is one."""
        if self.order is Order.SEVERITY and self.ends:
            return [(self.ends[-1][0], self.ends[0][1])]
        return self.ends

    @property
    def in_time(self) -> str:
        """In SQL: whether a row of the index is of the period, as far as its place tells."""
        return f"((rowid / {HANDLE + 1}) & {LAST}) BETWEEN {self.since} AND {self.until}"

    def joined(self, told: Iterable[Iterator[int]]) -> Iterator[int]:
        """The places that are told of each stretch, in the order of the list."""
        if self.order is Order.SEVERITY:
            return chain.from_iterable(told)
        return merge(*told, key=time_rank, reverse=self.backwards)


def stretches(query: Query, behind: Sequence[Cell] | None, severities: Iterable[int]) -> Stretches:
    """Those of a list, from behind the row of that key on. `severities` are all that comments have."""
    since = 0 if query.since is None else moment(time_cell(query.since))
    until = LAST if query.until is None else moment(time_cell(query.until))
    known = sorted([URGENT] if query.queue is Queue.URGENT else severities, reverse=True)
    if behind is None:
        return Stretches(query.order, since, until, [between(one, since, until) for one in known])
    *severity, created_at, _handle = behind
    at = moment(str(created_at))
    if severity:
        ends = [between(one, since, min(until, at) if one == severity[0] else until) for one in known]
        ends = [some for some, one in zip(ends, known, strict=True) if one <= int(str(severity[0]))]
        return Stretches(query.order, since, until, ends)
    if query.order is Order.NEWEST:
        until = min(until, at)
    else:
        since = max(since, at)
    return Stretches(query.order, since, until, [between(one, since, until) for one in known])
