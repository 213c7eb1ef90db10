"""Reads a whole list anew and keeps in it what is about to leave. Pure but for its reading; may run in any thread."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import HANDLES, Counts, Handle, Page, Query, Row
from cm_desktop.ui.kit.marks.row_words import doing, leaving

_FAR = 200  # rows to walk back before a place is taken as lost
_PART = 10_000


class Reading(Protocol):
    """The part of the inbox that a list needs."""

    def page(self, query: Query, *, after: str | None = None, limit: int = 50) -> Page: ...

    def handles(self, query: Query) -> "array[int]": ...

    def rows(self, handles: Sequence[Handle]) -> list[Row]: ...

    def counts(self) -> Counts: ...

    def picture(self, ref: CommentRef) -> Path | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Every row of a list, as handles in order. `kept` are those that the list has no more, each until when.

    None: until the moderator has done by hand what is to be done, or types no more. `shared` is how many rows it begins and
    ends with as the list before it did: of a million, that takes some milliseconds, which are not the window's.
    """

    handles: "array[int]"
    kept: Mapping[Handle, datetime | None]
    shared: tuple[int, int] = (0, 0)


def read_again(
    reading: Reading,
    query: Query,
    old: "array[int]",
    watched: Sequence[Handle],
    now: datetime,
    stays: Handle | None = None,
) -> Listed:
    """The list now. Of the `watched` rows of the `old` one, those that are not over keep their place in it: what can
    still be undone, what is done by hand, and the row that `stays` whatever became of it.
    """
    fresh = reading.handles(query)
    start = same_start(old, fresh)
    end = same_end(old, fresh, start)
    changed = _among(set(watched), old, range(start, len(old) - end))
    # Only where something on show did change: a million handles are gone through.
    gone = sorted(changed - _among(changed, fresh, range(start, len(fresh) - end))) if changed else []
    kept = dict(_kept(reading.rows([Handle(handle) for handle in gone]), now, stays))
    for place, handle in sorted((find(old, handle) or 0, handle) for handle in kept):
        fresh.insert(_place(old, place, fresh), handle)
    if kept:
        start = same_start(old, fresh)
        end = same_end(old, fresh, start)
    return Listed(handles=fresh, kept=kept, shared=(start, end))


def find(handles: "array[int]", handle: int) -> int | None:
    """Where a handle stands. Among its bytes: `index` makes a number of each on the way, 10 ms for 600,000, and keeps the
    interpreter meanwhile; this takes half a millisecond.
    """
    sought, size, at = array(HANDLES, (handle,)).tobytes(), handles.itemsize, -1
    held = handles.tobytes()
    while (at := held.find(sought, at + 1)) >= 0:
        if at % size == 0:  # else it is the end of one and the beginning of the next
            return at // size
    return None


def _among(wanted: set[Handle], handles: "array[int]", places: range) -> set[Handle]:
    """Those that stand there. Some thousands at a time: in one go, the interpreter would be held for all of a million."""
    parts = (handles[first : min(first + _PART, places.stop)] for first in places[::_PART])
    return {handle for part in parts for handle in wanted.intersection(part)}


def _kept(rows: Iterable[Row], now: datetime, stays: Handle | None) -> Iterator[tuple[Handle, datetime | None]]:
    for row in rows:
        if (entry := leaving(row, now)) is not None:
            yield row.handle, entry.not_before
        elif doing(row) is not None or row.handle == stays:
            yield row.handle, None


def _place(old: "array[int]", place: int, fresh: "array[int]") -> int:
    """Where in the fresh list a row belongs that stood at `place` in the old one: after the nearest that is in both."""
    for before in range(place - 1, max(-1, place - _FAR), -1):
        if (found := find(fresh, old[before])) is not None:
            return found + 1
    return 0 if place < _FAR else min(place, len(fresh))


def same_start(one: "array[int]", other: "array[int]") -> int:
    """How many rows both lists begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def same_end(one: "array[int]", other: "array[int]", start: int) -> int:
    """How many rows both lists end with, the first `start` left out."""
    low, high = 0, min(len(one), len(other)) - start
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
