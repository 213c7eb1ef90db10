"""The index of words: what it is made of, and under which numbers. May not judge, nor begin or end a transaction.

The words of a comment are kept under its place: its severity, about when it was written and its handle, in one number.
So the index tells those that hold a word in the order of lists, the gravest and newest first, and whoever wants a page stops
there. A place changes with the severity and the time; whoever changes these has the words follow.

Places stay below 2 to the 56: FTS5 writes a larger number into nine bytes, and passes over rows when it reads these backwards.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from cm_desktop.store.cells.rows import Cell, time_of
from cm_desktop.store.cells.sql import holes, slices
from cm_desktop.store.index.plain import is_plain
from cm_desktop.store.index.search import searchable

_HANDLE_BITS = 27  # 134 million comments
_TIME_BITS = 26  # the years 2004 to 2072; others count as the first or last of them
_BEGINNING, _UNIT = 1_072_915_200, 32  # the first second of 2004; a time is told in steps of so many seconds
HANDLE = (1 << _HANDLE_BITS) - 1
"""What of a place, bit by bit, is the handle."""
LAST = (1 << _TIME_BITS) - 1
"""The last time that a place can tell."""
_SECONDS = "CAST(strftime('%s', substr(comment.created_at, 1, 19)) AS INTEGER)"
_TIME = f"min(max(({_SECONDS} - {_BEGINNING}) / {_UNIT}, 0), {LAST})"
PLACE = f"((comment.severity << {_TIME_BITS + _HANDLE_BITS}) | ({_TIME} << {_HANDLE_BITS}) | comment.id)"
"""In SQL: the place of a comment, of its row."""
FOUND = f"(search.rowid & {HANDLE})"
"""In SQL: the handle of a comment that the index tells."""


class Words(NamedTuple):
    """What the index is made of: a text, the same folded for search, and who wrote it."""

    text: str
    folded: str
    author: str


def moment(created_at: str) -> int:
    """The time of a comment's row as a place has it."""
    passed = time_of(created_at) - datetime.fromtimestamp(_BEGINNING, UTC)
    return min(max((passed.days * 86_400 + passed.seconds) // _UNIT, 0), LAST)


def between(severity: int, first: int, last: int) -> tuple[int, int]:
    """The lowest and the highest place of one severity between two times, both included."""
    start = severity << _TIME_BITS
    return (start | first) << _HANDLE_BITS, (start | last) << _HANDLE_BITS | HANDLE


def rank(place: int) -> int:
    """The severity and the time of a place: where these are the same, handles do not tell the order of a list."""
    return place >> _HANDLE_BITS


def time_rank(place: int) -> int:
    """The time alone."""
    return rank(place) & LAST


def places(cache: sqlite3.Connection, which: str, values: Sequence[Cell]) -> dict[int, int]:
    """By handle, where the words of these comments are kept, if they are."""
    return dict(cache.execute(f"SELECT id, {PLACE} FROM comment WHERE {which}", values).fetchall())


def places_of(cache: sqlite3.Connection, handles: Sequence[int]) -> dict[int, int]:
    """The same for some hundred handles."""
    return places(cache, f"id IN ({holes(handles)})", handles)


def forget_words_of(cache: sqlite3.Connection, which: str, values: Sequence[Cell]) -> None:
    """Before these comments leave."""
    cache.execute(f"DELETE FROM search WHERE rowid IN (SELECT {PLACE} FROM comment WHERE {which})", values)


def follow(cache: sqlite3.Connection, before: Mapping[int, int]) -> None:
    """Bring the words of comments that were at these places to where they are now."""
    for some in slices(list(before)):
        now = places_of(cache, some)
        if moved := {before[handle]: place for handle, place in now.items() if place != before[handle]}:
            which, left = f"IN ({holes(list(moved))})", list(moved)
            kept = cache.execute(f"SELECT id, c0, c1 FROM search_content WHERE id {which}", left).fetchall()
            cache.execute(f"DELETE FROM search WHERE rowid {which}", left)
            _put(cache, [(moved[place], text, author) for place, text, author in kept])


def save_words(cache: sqlite3.Connection, words: Mapping[int, Words]) -> None:
    """Put the words of comments that are there, by handle, in the place of those that were kept of them."""
    if words:
        place = places_of(cache, list(words))
        _put(cache, [(place[one], searchable(said.folded), searchable(said.author)) for one, said in words.items()])
        cache.execute(f"DELETE FROM doubtful WHERE comment_id IN ({holes(list(words))})", list(words))
        doubtful = [(handle,) for handle, said in words.items() if not is_plain(said.text)]
        cache.executemany("INSERT INTO doubtful VALUES (?)", doubtful)


def _put(cache: sqlite3.Connection, rows: Sequence[tuple[int, Cell, Cell]]) -> None:
    """In one statement, and in order: the index writes its pending words out at the end of each, and before a lower number."""
    if rows:
        values = [value for row in sorted(rows) for value in row]
        cache.execute(
            f"INSERT OR REPLACE INTO search (rowid, text, author) VALUES {', '.join(['(?, ?, ?)'] * len(rows))}", values
        )
