"""What the words of a text are to the rules, remembered as they are met. May not see a whole text.

Accents `auto`: a text without any accent is compared folded, and so is a word all in capitals without accents (French
drops them there); everything else is compared as written.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cm_desktop.rules.language.phrases import EDGE
from cm_desktop.rules.language.rule import Mask
from cm_desktop.rules.matching.company import Company, Wanted, together
from cm_desktop.rules.matching.compile import Index
from cm_desktop.rules.matching.tree import Node
from cm_desktop.rules.matching.vocabulary import NOTHING, Symbols, Vocabulary
from cm_desktop.rules.text import finders, words

_TOKEN = re.compile(rf"{words.WORD}|@\w[\w.]*|[.!?…;\n\r]+|[,()]|[£€$\u2190-\u2bff\U0001f000-\U0001faff]")
_MOST_REMEMBERED = 50_000
LONGEST_REMEMBERED = 40  # code points
_SHORT = 2


class Anchor(NamedTuple):
    """A place in a tree that a word leads to, and what the phrases that hang from it want."""

    node: Node
    wanted: Wanted


class Sense(NamedTuple):
    """What words of the same symbols are to the rules: where phrases hang from them, in the tree of the rules and in that of
    their context; what any of the first want; and what these words are to the phrases of others.
    """

    symbols: Symbols = NOTHING
    starts: tuple[Anchor, ...] = ()
    context: tuple[Anchor, ...] = ()
    wanted: Wanted = Wanted()
    brought: int = 0


class Piece(NamedTuple):
    """A word, or a break between words, as a part of one run of the text. `alone`: it may make a phrase all by itself.

    `starts` and `context` are the places in the two trees that it leads to. `stops` is true where no phrase goes on
    without a gap to cover it, `edge` where no gap goes on either.
    """

    start: int
    end: int
    symbols: Symbols = NOTHING
    starts: tuple[Anchor, ...] = ()
    context: tuple[Anchor, ...] = ()
    wanted: Wanted = Wanted()
    brought: int = 0
    languages: tuple[str, ...] = ()
    alone: bool = True
    stops: bool = False
    edge: bool = False


Run = tuple[Piece, ...]  # what stands between two spaces


class Met(dict[str, Run]):
    """The runs met so far, as pieces; one that was not is resolved on the way. `fold`: accents are not compared.

    `suspects` are those that may be part of something with a shape, `calm` those that no phrase of a rule hangs from.
    What an index `beside` takes for one word is one, whether this one knows it or not.
    """

    def __init__(self, index: Index, *, fold: bool, beside: Index | None = None) -> None:
        super().__init__()
        self.suspects: dict[str, tuple[finders.Family, ...]] = {}
        self.calm: set[str] = set()
        self._index = index
        self._vocabularies = [index.vocabulary] if beside is None else [index.vocabulary, beside.vocabulary]
        self._fold = fold
        self._picky = index.vocabulary.is_picky()
        self._tokens: dict[str, Run] = {}
        self._unknown: dict[Run, Run] = {}  # words as long as each other are one to the rules that know none of them
        self._company = Company(index.root, index.context)
        self._anchors: dict[Node, Anchor] = {}
        self._senses: dict[Symbols, Sense] = {}
        self.edge = self._piece(0, 0, frozenset({index.vocabulary.shape(EDGE)}), stops=True, edge=True)

    def __missing__(self, run: str) -> Run:
        known = tuple(self._resolve(run))
        if not any(piece.symbols for piece in known):
            known = self._unknown.setdefault(known, known)
        if len(run) <= LONGEST_REMEMBERED:
            if suspected := finders.suspected(run):
                self.suspects[run] = suspected
            if not any(piece.starts for piece in known):
                self.calm.add(run)
            self[run] = known
        return known

    def is_full(self) -> bool:
        """Whether it is time to forget all this."""
        return len(self) > _MOST_REMEMBERED

    def _resolve(self, run: str) -> Iterator[Piece]:
        for match in _TOKEN.finditer(run):
            token = match.group()
            known = self._tokens.get(token)
            if known is None:
                known = tuple(self._token(token))
                if len(token) <= LONGEST_REMEMBERED and token != run:  # which is remembered itself
                    self._tokens[token] = known
            at = match.start()
            for piece in known:
                yield piece._replace(start=piece.start + at, end=piece.end + at) if at else piece

    def _token(self, raw: str) -> list[Piece]:
        first = raw[0]
        if first.isalnum():
            return [self._word(raw, start, end) for start, end in words.pieces(raw[: words.LONGEST])]
        if first == "@":
            return [self._piece(0, len(raw), self._index.vocabulary.shaped("@mention", raw))]
        if first in ",()" or (set(raw) <= {"…", "."} and raw != "."):
            return [Piece(0, len(raw), stops=True)]
        if first in ".!?…;\n\r":
            return [self.edge._replace(end=len(raw))]
        symbols = self._index.vocabulary.symbols(raw, fold=self._fold)
        return [self._piece(0, len(raw), symbols)] if symbols else []

    def _word(self, raw: str, start: int, end: int) -> Piece:
        word = words.as_written(raw[start:end])
        capitals = end - start > 1 and raw[start:end].isupper() and not words.has_accents(raw[start:end])
        worn = _worn(raw[start:end]) if self._picky else ()
        symbols = self._index.vocabulary.symbols(word, fold=self._fold or capitals, worn=worn) if word else NOTHING
        if word.isdecimal():
            symbols |= self._index.vocabulary.shaped("@number", word)
        languages = self._index.common.get(word, ())
        return self._piece(start, end, symbols, languages=languages, alone=not start or end - start > _SHORT)

    def shaped(self, raw: str, kind: str) -> Piece | None:
        """Something with a shape; None for what the rules do not know, which is read as words."""
        if kind not in (finders.LETTERED, finders.SPACED):
            return self._piece(0, len(raw), self._index.vocabulary.shaped(kind, raw))
        found = [self._in_disguise(vocabulary, raw, kind) for vocabulary in self._vocabularies]
        return self._piece(0, len(raw.rstrip()), found[0]) if any(found) else None

    def _in_disguise(self, vocabulary: Vocabulary, raw: str, kind: str) -> Symbols:
        if kind == finders.LETTERED:
            return vocabulary.symbols(words.without_signs(raw), fold=True, worn=[Mask.EMOJI])
        letters = "".join(filter(str.isalpha, raw))
        fold = self._fold or (letters.isupper() and not words.has_accents(letters))
        mask = Mask.DOTS if "." in raw or "·" in raw else Mask.SPACED
        return vocabulary.spaced(words.as_written(letters), mask, fold=fold)

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
        sense = self._senses.get(symbols)
        if sense is None:
            sense = self._senses[symbols] = self._sense(symbols)
        return Piece(start, end, *sense, languages, alone, stops, edge)

    def _sense(self, symbols: Symbols) -> Sense:
        starts, context = (
            tuple(map(self._anchor, filter(None, map(root.edges.get, sorted(symbols)))))
            for root in (self._index.root, self._index.context)
        )
        wanted = together(anchor.wanted for anchor in starts)
        return Sense(symbols, starts, context, wanted, self._company.brought(symbols))

    def _anchor(self, node: Node) -> Anchor:
        known = self._anchors.get(node)
        if known is None:
            known = self._anchors[node] = Anchor(node, self._company.wanted(node))
        return known


def _worn(raw: str) -> list[Mask]:
    """The masks that `as_written` takes off."""
    masks = ((Mask.INVISIBLE, words.has_invisibles), (Mask.HOMOGLYPHS, words.has_look_alikes))
    return [mask for mask, wears in masks if wears(raw)]
