"""A text as the words the rules know, each with its place in the original. May not decide what matches."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from itertools import chain
from operator import or_

from cm_desktop.rules.matching.company import EVERY_TEXT
from cm_desktop.rules.matching.compile import Index
from cm_desktop.rules.matching.pieces import LONGEST_REMEMBERED, Met, Piece, Run
from cm_desktop.rules.text import finders, words

_QUOTE = re.compile(r"«[^«»]{1,400}»|“[^“”]{1,400}”|\"[^\"]{1,400}\"|(?<!\w)['‘][^'‘’\n]{2,80}['’](?!\w)")
MOST_READ = 100_000  # code points; no platform takes longer comments, and no text may hold the judge up
_LEAD = 2  # everyday words of one language more than of another: short texts often hold one by chance
_ENOUGH_OUTSIDE = 2

Stretch = tuple[int, int, bool]  # of a text: start, end, and whether it is one run, or several with spaces between


class Reading:
    """One text, read: its pieces, the first and the last of which are edges outside the text.

    Where they stand is made out only when asked: most texts hold nothing. `stretches` are the parts of the text, whether
    each is one run, or several between spaces.
    """

    def __init__(self, text: str, runs: Iterable[Run], stretches: Sequence[Stretch], edge: Piece) -> None:
        self.text = text
        self._runs = list(runs)
        self._stretches = stretches
        self.pieces = [edge, *chain.from_iterable(self._runs), edge]
        self.company = reduce(or_, [piece.brought for piece in self.pieces], EVERY_TEXT)

    @property
    def starts(self) -> list[int]:
        """Where each piece starts."""
        return self._places[0]

    @property
    def ends(self) -> list[int]:
        """Where each piece ends."""
        return self._places[1]

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        starts, ends, runs = [0], [0], iter(self._runs)
        for start, end, whole in self._stretches:
            at = start
            for length in (end - at,) if whole else map(len, self.text[at:end].split(" ")):
                for piece in next(runs):
                    starts.append(at + piece.start)
                    ends.append(at + piece.end)
                at += length + 1
        return [*starts, len(self.text)], [*ends, len(self.text)]

    def span(self, first: int, last: int, known: tuple[int, int] | None = None) -> tuple[int, int]:
        """Where these pieces stand together in the text, unless it is `known` better."""
        return known or (self.starts[first], self.ends[last])

    @cached_property
    def said(self) -> tuple[int, int]:
        """The first and the last piece that is more than a break; the edges outside where there is none."""
        found = [at for at, piece in enumerate(self.pieces) if not piece.stops]
        return (found[0], found[-1]) if found else (0, len(self.pieces) - 1)

    def languages(self) -> frozenset[str]:
        """The languages it may be written in: those with the most everyday words, or close to it. Empty if too few show."""
        count = self.everyday()
        most = max(count.values(), default=0)
        return frozenset(language for language, found in count.items() if most >= _LEAD and found > most - _LEAD)

    def everyday(self) -> Counter[str]:
        """How many everyday words of each language it holds."""
        return Counter(chain.from_iterable([piece.languages for piece in self.pieces if piece.languages]))

    def quotes(self) -> list[tuple[int, int]]:
        """The passages between quotation marks, unless they are all there is."""
        if not any(mark in self.text for mark in "«“\"'‘"):
            return []
        found = [match.span() for match in _QUOTE.finditer(self.text)]
        said = [start for start, piece in zip(self.starts, self.pieces, strict=True) if not piece.stops]
        inside = sum(bisect_left(said, end) - bisect_left(said, start) for start, end in found)
        return found if len(said) - inside >= _ENOUGH_OUTSIDE else []


class Reader:
    """Reads texts against one index, cut into the words that one `beside` sees too, and remembers those it met.

    Safe to share between threads.
    """

    def __init__(self, index: Index, beside: Index | None = None) -> None:
        self._index = index
        self._beside = beside
        self._met = {fold: Met(index, fold=fold, beside=beside) for fold in (False, True)}

    def read(self, text: str) -> Reading:
        """The text as pieces, its first MOST_READ code points that is."""
        text = text[:MOST_READ]
        met, names = self._known(text), text.split(" ")
        runs = list(map(met.__getitem__, names))
        if found := _shapes(text, names, met):
            return _with_shapes(text, found, met)
        return Reading(text, runs, [(0, len(text), False)], met.edge)

    def is_calm(self, text: str) -> bool:
        """Whether it is known already that no phrase of a rule stands there, for no word of it is one they hang from."""
        met, names = self._known(text), text.split(" ")
        return len(text) <= MOST_READ and met.calm.issuperset(names) and not _shapes(text, names, met)

    def _known(self, text: str) -> Met:
        """What was met in texts whose accents count as in this one."""
        fold = not words.has_accents(text)
        met = self._met[fold]
        if met.is_full():
            met = self._met[fold] = Met(self._index, fold=fold, beside=self._beside)
        return met


def _shapes(text: str, names: Sequence[str], met: Met) -> list[tuple[int, int, str]]:
    """What finders find in a text of these runs, all of which were met: most texts need not be searched."""
    long = [name for name in names if len(name) > LONGEST_REMEMBERED]
    if not long and met.suspects.keys().isdisjoint(names):
        return []
    suspected = {family for name in met.suspects.keys() & names for family in met.suspects[name]}
    return finders.find(text, suspected.union(*map(finders.suspected, long)))


def _with_shapes(text: str, found: Iterable[tuple[int, int, str]], met: Met) -> Reading:
    runs: list[Run] = []
    stretches: list[Stretch] = []
    at = 0
    for start, end, kind in found:
        if shaped := met.shaped(text[start:end], kind):
            runs += [*map(met.__getitem__, text[at:start].split(" ")), (shaped,)]
            stretches += (at, start, False), (start, end, True)
            at = end
    runs += map(met.__getitem__, text[at:].split(" "))
    return Reading(text, runs, [*stretches, (at, len(text), False)], met.edge)
