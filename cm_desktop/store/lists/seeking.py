"""The first rows of a list in which words are sought: the same by each of three ways, of which the quickest is taken.

Texts and the index of words stand in the order of lists. What stands in many comments soon fills a page: texts are read
until then. Of what fewer hold, the index tells the first. Where few of these are in the list, it is the list that is gone
through. How many hold what is estimated by the first texts. May not open a transaction.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from math import sqrt

from cm_desktop.domain.queue import Order, Query, Queue
from cm_desktop.store.cells.sql import holes
from cm_desktop.store.index.search import Part, match, parts
from cm_desktop.store.index.vocabulary import begun
from cm_desktop.store.index.words import FOUND, HANDLE, PLACE
from cm_desktop.store.lists.keys import Key, keys_of
from cm_desktop.store.lists.queries import Listing, listing
from cm_desktop.store.lists.stretches import Stretches, stretches

SAMPLE = 120  # texts that tell how frequent words are
TOLD = 0.15  # texts that are read in the time in which the index puts in one more comment that holds a word begun
NAMED = 1_000  # texts that are read in the time in which the words that begin so are found one by one, and told
FREQUENT = 0.05  # share of texts: to have the index tell who holds such a word takes longer than to look at some texts
AT_ONCE, LOOKED_UP = 80, 1_000  # comments that are looked up, whether they are in the list
ROWS_READ = 1_500  # of a list, when it is gone through with a look at each text
FEW = 12  # rows of a list gone through while one is looked up for its place
MOST_PARTS, LONGEST = 10, 1_000  # of what is compared with texts; whoever pastes a text is served by the index


class _CutShort(Exception):
    """More texts would have to be read than is worth it."""


def first_keys(db: sqlite3.Connection, query: Query, after: str | None, limit: int) -> list[Key]:
    """The keys of so many rows of a list, from behind a mark on."""
    sought = parts(query)
    if (
        not sought
        or query.category is not None
        or query.order is Order.POST
        or len(sought) > MOST_PARTS
        or any(len(part.words) > LONGEST for part in sought)
    ):
        return keys_of(db, listing(query).behind(after), limit)
    asked = listing(replace(query, search="", author=""))
    known = [severity for (severity,) in db.execute("SELECT DISTINCT severity FROM tally WHERE number > 0")]
    along = stretches(query, None if after is None else asked.named(after), known)
    return _Search(db, asked.behind(after), along, sought, limit, _has_an_order(query)).keys()


def _has_an_order(query: Query) -> bool:
    """Whether an index has the whole list in its order, so that its beginning is read as quickly as it is long."""
    by_severity = query.order is Order.SEVERITY
    period = query.since is not None or query.until is not None
    return (
        query.queue is not Queue.DRAFTS
        and query.post is None
        and query.level is None
        and (query.client is None or query.account is None)
        and not (by_severity and (period or query.queue is Queue.ALL))
    )


@dataclass(frozen=True, slots=True)
class _Search:
    """`asked` is the list without the words."""

    db: sqlite3.Connection
    asked: Listing
    along: Stretches
    sought: Sequence[Part]
    limit: int
    has_an_order: bool

    def keys(self) -> list[Key]:
        texts = self._sample()
        if not texts:
            return []
        shares = {
            part: sum(each) / len(texts) for part, each in zip(self.sought, zip(*texts, strict=True), strict=True)
        }
        rare = [part for part, share in shares.items() if share <= FREQUENT] or [min(shares, key=shares.__getitem__)]
        others = [part for part in self.sought if part not in rare]
        likely = int(self.limit * len(texts) / max(sum(map(all, texts)), 0.5))
        found = self._along(likely, shares, rare, others)
        return self._by_list(likely, rare, others) if found is None else found

    def _along(
        self, likely: int, shares: Mapping[Part, float], rare: Sequence[Part], others: Sequence[Part]
    ) -> list[Key] | None:
        """By what stands in the order of the list; None where few of those that hold what is sought are in the list."""
        words: dict[Part, str] = {}
        least: float = NAMED
        if likely > NAMED:
            words = {part: self._asked_for(part) for part in rare if shares[part]}
            if not all(words.values()):
                least = TOLD * self._rows() * min(shares.values())
        if likely <= least:
            with suppress(_CutShort):
                return self._first(self._by_texts(most=3 * likely), [])
        asked = " AND ".join(words.get(part) or part.match for part in rare)
        return self._first(self._by_index(asked), others)

    def _asked_for(self, part: Part) -> str:
        """How to ask for a part so that the index tells the first at once; empty where too many words begin so."""
        if not part.begun:
            return part.match
        words = begun(self.db, part.words)
        return part.match_of(words) if words else ""

    @property
    def _way(self) -> str:
        return "DESC" if self.along.backwards else "ASC"

    def _by_texts(self, most: int) -> Iterator[int]:
        """The places of texts that hold what is sought. Raises _CutShort after so many of a stretch."""
        return self.along.joined(self._read(ends, most) for ends in self.along.ends)

    def _read(self, ends: tuple[int, int], most: int) -> Iterator[int]:
        which, order = "FROM search_content AS said WHERE id BETWEEN ? AND ?", f"ORDER BY id {self._way}"
        reached = self.db.execute(f"SELECT id {which} {order} LIMIT 1 OFFSET ?", (*ends, most)).fetchone()
        if reached is not None:
            ends = (reached[0], ends[1]) if self.along.backwards else (ends[0], reached[0])
        condition, values = _all_held(self.sought)
        for (place,) in self.db.execute(f"SELECT id {which} AND {condition} {order}", (*ends, *values)):
            yield place
        if reached is not None:
            raise _CutShort

    def _by_index(self, words: str) -> Iterator[int]:
        """The places that the index tells first. Raises _CutShort after so many as are looked up."""
        return self.along.joined(self._told(words, ends) for ends in self.along.spans)

    def _told(self, words: str, ends: tuple[int, int]) -> Iterator[int]:
        told = self.db.execute(
            f"SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? AND {self.along.in_time}"
            f" ORDER BY rowid {self._way} LIMIT ?",
            (words, *ends, LOOKED_UP + AT_ONCE),
        )
        yield from (place for (place,) in told)

    def _first(self, places: Iterator[int], others: Sequence[Part]) -> list[Key] | None:
        """Those of these places that are in the list and hold the others too; None where too many are not.

        Places where the list's own order is finer are all looked up before any is told. Raises _CutShort where they do.
        """
        found: list[Key] = []
        known: dict[int, int] = {}
        looked, rank = 0, self.along.rank
        for some in _several(places):
            handles = {place & HANDLE: place for place in self._that_hold(others, some)}
            known |= handles
            found += keys_of(self.db, self.asked.among(holes(list(handles)), list(handles)), len(some))
            found.sort(reverse=self.along.backwards)
            if len(found) >= self.limit and rank(known[found[self.limit - 1][-1]]) != rank(some[-1]):
                break
            looked += len(some)
            if looked > LOOKED_UP:
                return None
        return found[: self.limit]

    def _that_hold(self, others: Sequence[Part], places: Sequence[int]) -> Sequence[int]:
        if not others:
            return places
        condition, values = _all_held(others)
        which = f"id IN ({holes(places)}) AND {condition}"
        return [
            place
            for (place,) in self.db.execute(f"SELECT id FROM search_content AS said WHERE {which}", (*places, *values))
        ]

    def _by_list(self, likely: float, rare: Sequence[Part], others: Sequence[Part]) -> list[Key]:
        """Text by text where so many are likely to fill the page; else the index tells all, and few are looked up and sorted.

        It tells at once who holds a whole word; for words that are begun it puts all of them together first.
        """
        if self.has_an_order and 2 * likely < ROWS_READ:
            last = keys_of(self.db, self.asked, 1, skip=ROWS_READ)
            reached = self.asked.up_to(last[0]) if last else self.asked
            found = keys_of(self.db, reached.where_also(*_holding(self.sought)), self.limit)
            if not last or len(found) == self.limit:
                return found
        words, few = match(rare), int(sqrt(self._rows() * self.limit / FEW))
        told = f"SELECT {FOUND} FROM search WHERE search MATCH ?"
        if self._hold(match(replace(part, begun=False) for part in rare), few) or self._hold(words, few):
            asked = self.asked.where_also(f"+id IN ({told})", (words,))
        else:
            asked = self.asked.among(told, (words,))
        return keys_of(self.db, asked.where_also(*_holding(others)), self.limit)

    def _sample(self) -> list[tuple[int, ...]]:
        """Of the first texts of each stretch, whether they hold each part."""
        held = [_held(part) for part in self.sought]
        some = f"SELECT * FROM (SELECT c0, c1 FROM search_content WHERE id BETWEEN ? AND ? ORDER BY id {self._way} LIMIT ?)"
        texts = " UNION ALL ".join([some] * len(self.along.ends)) or "SELECT '' AS c0, '' AS c1 LIMIT 0"
        values = [value for _, some in held for value in some]
        values += [value for ends in self.along.ends for value in (*ends, SAMPLE // len(self.along.ends))]
        conditions = ", ".join(condition for condition, _ in held)
        return self.db.execute(f"SELECT {conditions} FROM ({texts}) AS said", values).fetchall()

    def _rows(self) -> int:
        """How many comments there are, or were: nearly right is enough."""
        return int(self.db.execute("SELECT coalesce(max(id), 0) FROM comment").fetchone()[0])

    def _hold(self, words: str, few: int) -> bool:
        """Whether more than so few hold these words."""
        many = "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1 OFFSET ?"
        return self.db.execute(many, (words, few)).fetchone() is not None


def _several(places: Iterator[int]) -> Iterator[list[int]]:
    """Some places at a time; those that come before it is cut short, too."""
    cut_short = False
    while not cut_short:
        some: list[int] = []
        try:
            some.extend(islice(places, AT_ONCE))
        except _CutShort:
            cut_short = True
        if some:
            yield some
        elif not cut_short:
            return
    raise _CutShort


def _holding(sought: Sequence[Part]) -> tuple[str, Key]:
    """Whether the words of a comment are those, of its row."""
    if not sought:
        return "true", ()
    condition, values = _all_held(sought)
    return f"EXISTS (SELECT 1 FROM search_content AS said WHERE said.id = {PLACE} AND {condition})", values


def _all_held(sought: Sequence[Part]) -> tuple[str, Key]:
    held = [_held(part) for part in sought]
    return " AND ".join(condition for condition, _ in held), tuple(value for _, some in held for value in some)


def _held(part: Part) -> tuple[str, Key]:
    """Whether the words of a comment, as the index has them with a space between, hold a part: a quick look, then a closer."""
    closely = f" {part.words}" if part.begun else f" {part.words} "
    columns = ("c1",) if part.of_author else ("c0", "c1")
    look = " OR ".join(f"(instr(said.{name}, ?) AND instr(' ' || said.{name} || ' ', ?))" for name in columns)
    return f"({look})", (part.words, closely) * len(columns)
