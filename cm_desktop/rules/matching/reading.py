"""A text as the words the rules know, each with its place in the original. May not decide what matches.

Accents `auto`: a text without any accent is compared folded, and so is a word all in capitals without accents (French
drops them there); everything else is compared as written.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain

from cm_desktop.rules.language.phrases import EDGE
from cm_desktop.rules.language.rule import Mask
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

    `starts` and `context` are the places in the two trees that it leads to. `stops` is true where no phrase goes on
    without a gap to cover it, `edge` where no gap goes on either.
    """

    start: int
    end: int
    symbols: Symbols = NOTHING
    starts: tuple[Node, ...] = ()
    context: tuple[Node, ...] = ()
    languages: tuple[str, ...] = ()
    alone: bool = True
    stops: bool = False
    edge: bool = False


Token = tuple[Piece, ...]


class Reading:
    """One text, read: its pieces, the first and the last of which are edges outside the text.

    Where they stand is made out only when asked: most texts hold nothing.
    """

    def __init__(self, text: str, tokens: list[Token], stretches: list[tuple[int, int, bool]], edge: Piece) -> None:
        self.text = text
        self.pieces = [edge, *chain.from_iterable(tokens), edge]
        self._tokens = tokens
        self._stretches = stretches  # start, end, and whether all of it is one token

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
        starts, ends, tokens = [0], [0], iter(self._tokens)
        for start, end, whole in self._stretches:
            found = (start,) if whole else (match.start() for match in _TOKEN.finditer(self.text, start, end))
            for at, token in zip(found, tokens, strict=False):  # the next stretch goes on where this one ends
                starts += [at + piece.start for piece in token]
                ends += [at + piece.end for piece in token]
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
        inside = sum(bisect_left(self.starts, end) - bisect_left(self.starts, start) for start, end in found)
        return found if len(self.pieces) - 2 - inside >= _ENOUGH_OUTSIDE else []


class Reader:
    """Reads texts against one index, and remembers the words it met."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._picky = index.vocabulary.is_picky()
        self._known = {fold: _Known(partial(self._resolve, fold=fold)) for fold in (False, True)}
        self._edge = self._piece(0, 0, frozenset({index.vocabulary.shape(EDGE)}), stops=True, edge=True)

    def read(self, text: str) -> Reading:
        """The text as pieces, its first MOST_READ code points that is."""
        text = text[:MOST_READ]
        known = self._known[not words.has_accents(text)]
        tokens: list[Token] = []
        stretches: list[tuple[int, int, bool]] = []
        at = 0
        for start, end, kind in finders.find(text):
            if shaped := self._shaped(text[start:end], kind):
                tokens += map(known.__getitem__, _TOKEN.findall(text, at, start))
                tokens.append((shaped,))
                stretches += (at, start, False), (start, end, True)
                at = end
        tokens += map(known.__getitem__, _TOKEN.findall(text, at))
        stretches.append((at, len(text), False))
        return Reading(text, tokens, stretches, self._edge)

    def _resolve(self, raw: str, *, fold: bool) -> list[Piece]:
        first = raw[0]
        if first.isalnum():
            return [self._word(raw, start, end, fold=fold) for start, end in words.pieces(raw[: words.LONGEST])]
        if first == "@":
            return [self._piece(0, len(raw), self._index.vocabulary.shaped("@mention", raw))]
        if first in ",()" or (set(raw) <= {"…", "."} and raw != "."):
            return [Piece(0, len(raw), stops=True)]
        if first in ".!?…;\n\r":
            return [replace(self._edge, end=len(raw))]
        symbols = self._index.vocabulary.symbols(raw, fold=fold)
        return [self._piece(0, len(raw), symbols)] if symbols else []

    def _word(self, raw: str, start: int, end: int, *, fold: bool) -> Piece:
        word = words.as_written(raw[start:end])
        capitals = end - start > 1 and raw[start:end].isupper() and not words.has_accents(raw[start:end])
        worn = _worn(raw[start:end]) if self._picky else ()
        symbols = self._index.vocabulary.symbols(word, fold=fold or capitals, worn=worn) if word else NOTHING
        if word.isdecimal():
            symbols |= self._index.vocabulary.shaped("@number", word)
        languages = self._index.common.get(word, ())
        return self._piece(start, end, symbols, languages=languages, alone=not start or end - start > _SHORT)

    def _shaped(self, raw: str, kind: str) -> Piece | None:
        if kind == finders.LETTERED:
            symbols = self._index.vocabulary.symbols(words.without_signs(raw), fold=True, worn=[Mask.EMOJI])
            return self._piece(0, len(raw.rstrip()), symbols) if symbols else None
        if kind != finders.SPACED:
            return self._piece(0, len(raw), self._index.vocabulary.shaped(kind, raw))
        letters = words.folded(words.as_written("".join(filter(str.isalpha, raw))))
        symbols = self._index.vocabulary.spaced(letters, Mask.DOTS if "." in raw or "·" in raw else Mask.SPACED)
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
        starts, context = self._nodes(self._index.root, symbols), self._nodes(self._index.context, symbols)
        return Piece(start, end, symbols, starts, context, languages, alone, stops, edge)

    @staticmethod
    def _nodes(root: Node, symbols: Symbols) -> tuple[Node, ...]:
        return tuple(root.edges[symbol] for symbol in sorted(symbols) if symbol in root.edges)


def _worn(raw: str) -> list[Mask]:
    """The masks that `as_written` takes off."""
    masks = ((Mask.INVISIBLE, words.has_invisibles), (Mask.HOMOGLYPHS, words.has_look_alikes))
    return [mask for mask, wears in masks if wears(raw)]


class _Known(dict[str, Token]):
    """The tokens that were met, as pieces; one that was not is resolved on the way."""

    def __init__(self, resolve: Callable[[str], Iterable[Piece]]) -> None:
        super().__init__()
        self._resolve = resolve

    def __missing__(self, raw: str) -> Token:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        token = self[raw] = tuple(self._resolve(raw))
        return token
