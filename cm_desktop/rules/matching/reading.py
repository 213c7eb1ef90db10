"""A text as the words the rules know, each with its place in the original. May not decide what matches.

Accents `auto`: a text without any accent is compared folded, and so is a word all in capitals without accents (French
drops them there); everything else is compared as written.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from cm_desktop.rules.language.phrases import EDGE
from cm_desktop.rules.matching.compile import Index, Node
from cm_desktop.rules.matching.vocabulary import NOTHING, Symbols
from cm_desktop.rules.text import finders, words

_TOKEN = re.compile(rf"{words.WORD}|@\w[\w.]*|[.!?…;\n\r]+|[,()]|[£€$\u2190-\u2bff\U0001f000-\U0001faff]")
_QUOTE = re.compile(r"«[^«»]{1,400}»|“[^“”]{1,400}”|\"[^\"]{1,400}\"|(?<!\w)['‘][^'‘’\n]{2,80}['’](?!\w)")
MOST_READ = 100_000  # code points; no platform takes longer comments, and no text may hold the judge up
_LEAD = 2  # everyday words of one language more than of another: short texts often hold one by chance
_ENOUGH_OUTSIDE = 2
_MOST_REMEMBERED = 50_000
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or a break between words, as a part of one token. `alone`: it may make a phrase all by itself.

    `stops` is true where no phrase goes on without a gap to cover it, `edge` where no gap goes on either.
    """

    start: int
    end: int
    symbols: Symbols = NOTHING
    starts: tuple[Node, ...] = ()
    languages: tuple[str, ...] = ()
    alone: bool = True
    stops: bool = False
    edge: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, read. The three lists run in parallel; the first and the last piece are edges outside the text."""

    text: str
    pieces: list[Piece]
    starts: list[int]
    ends: list[int]

    def languages(self) -> frozenset[str]:
        """The languages it may be written in: those with the most everyday words, or close to it. Empty if too few show."""
        count = Counter(language for piece in self.pieces for language in piece.languages)
        most = max(count.values(), default=0)
        return frozenset(language for language, found in count.items() if most >= _LEAD and found > most - _LEAD)

    def quotes(self) -> list[tuple[int, int]]:
        """The passages between quotation marks, unless they are all there is."""
        if not any(mark in self.text for mark in "«“\"'‘"):
            return []
        found = [match.span() for match in _QUOTE.finditer(self.text)]
        inside = sum(bisect_left(self.starts, end) - bisect_left(self.starts, start) for start, end in found)
        return found if len(self.pieces) - 2 - inside >= _ENOUGH_OUTSIDE else []


class Reader:
    """Reads texts against one index, and remembers the words it met."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._remembered: dict[bool, dict[str, tuple[Piece, ...]]] = {False: {}, True: {}}
        self._edge = self._piece(0, 0, frozenset({index.vocabulary.shape(EDGE)}), stops=True, edge=True)

    def read(self, text: str) -> Reading:
        """The text as pieces, its first MOST_READ code points that is."""
        text = text[:MOST_READ]
        reading = Reading(text, [self._edge], [0], [0])
        fold = not words.has_accents(text)
        at = 0
        for start, end, kind in finders.find(text):
            if shaped := self._shaped(text[start:end], kind):
                self._tokens(reading, at, start, fold=fold)
                reading.pieces.append(shaped)
                reading.starts.append(start)
                reading.ends.append(end)
                at = end
        self._tokens(reading, at, len(text), fold=fold)
        reading.pieces.append(self._edge)
        reading.starts.append(len(text))
        reading.ends.append(len(text))
        return reading

    def _tokens(self, reading: Reading, start: int, end: int, *, fold: bool) -> None:
        remembered = self._remembered[fold]
        pieces, starts, ends = reading.pieces, reading.starts, reading.ends
        for match in _TOKEN.finditer(reading.text, start, end):
            raw = match.group()
            known = remembered.get(raw)
            if known is None:
                known = self._learn(raw, fold=fold)
            at = match.start()
            for piece in known:
                pieces.append(piece)
                starts.append(at + piece.start)
                ends.append(at + piece.end)

    def _learn(self, raw: str, *, fold: bool) -> tuple[Piece, ...]:
        remembered = self._remembered[fold]
        if len(remembered) >= _MOST_REMEMBERED:
            remembered.clear()
        known = remembered[raw] = tuple(self._resolve(raw, fold=fold))
        return known

    def _resolve(self, raw: str, *, fold: bool) -> list[Piece]:
        first = raw[0]
        if first.isalnum():
            return [self._word(raw, start, end, fold=fold) for start, end in words.pieces(raw[: words.LONGEST])]
        if first == "@":
            return [self._piece(0, len(raw), frozenset({self._index.vocabulary.shape("@mention")}))]
        if first in ",()" or (set(raw) <= {"…", "."} and raw != "."):
            return [Piece(0, len(raw), stops=True)]
        if first in ".!?…;\n\r":
            return [Piece(0, len(raw), self._edge.symbols, self._edge.starts, stops=True, edge=True)]
        symbols = self._index.vocabulary.symbols(raw, fold=fold)
        return [self._piece(0, len(raw), symbols)] if symbols else []

    def _word(self, raw: str, start: int, end: int, *, fold: bool) -> Piece:
        word = words.as_written(raw[start:end])
        capitals = end - start > 1 and raw[start:end].isupper() and not words.has_accents(raw[start:end])
        symbols = self._index.vocabulary.symbols(word, fold=fold or capitals) if word else NOTHING
        if word.isdecimal():
            symbols |= {self._index.vocabulary.shape("@number")}
        languages = self._index.common.get(word, ())
        return self._piece(start, end, symbols, languages=languages, alone=not start or end - start > _SHORT)

    def _shaped(self, raw: str, kind: str) -> Piece | None:
        if kind != finders.SPACED:
            return self._piece(0, len(raw), frozenset({self._index.vocabulary.shape(kind)}))
        letters = words.folded(words.as_written("".join(filter(str.isalpha, raw))))
        symbols = self._index.vocabulary.spaced(letters)
        return self._piece(0, len(raw), symbols) if symbols else None

    def _piece(
        self,
        start: int,
        end: int,
        symbols: Symbols,
        *,
        languages: tuple[str, ...] = (),
        alone: bool = True,
        stops: bool = False,
        edge: bool = False,
    ) -> Piece:
        edges = self._index.root.edges
        starts = tuple(edges[symbol] for symbol in sorted(symbols) if symbol in edges)
        return Piece(start, end, symbols, starts, languages, alone, stops, edge)
