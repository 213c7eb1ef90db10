"""What a flat text must hold for any phrase of a rule to stand there: one of these strings, and words beside. May not see one.

Of each path through the tree of the rules, the part that is least likely to stand in a text is taken: a word, or a few that
follow each other; its rarest other words are conditions. Words that wear a disguise are not here: see `disguises`.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from cm_desktop.rules.language.rule import Role
from cm_desktop.rules.matching.compile import Index
from cm_desktop.rules.matching.tree import Node
from cm_desktop.rules.sieve.flat import DOUBT
from cm_desktop.rules.sieve.shapes import SHOWN

_ATTRACTION = 20  # words that make a phrase stand together more often than by chance
_RARE_ENOUGH = 0.000001
_RARER = 0.0005  # than things with a shape
_LONGEST = 3  # words
_MOST_STRINGS = 300
_MOST_BESIDE = 3
_MOST_CHOICES = 60

_Path = tuple[int | None, ...]  # symbols; None for a gap
_Run = tuple[int, ...]
_Rarest = tuple[float, _Run]  # its share of all texts
_NOTHING: _Rarest = (1.0, ())


class OneOf(NamedTuple):
    """Words, or parts with the spaces that bound them, one of which stands in the text too."""

    words: frozenset[bytes]
    parts: tuple[bytes, ...] = ()


Beside = tuple[OneOf, ...]  # one of each


@dataclass(frozen=True, slots=True)
class Needs:
    """Strings, with the spaces that bound words, each with what may stand beside it: nothing for one that is enough.

    `shapes` are those that are all there is of some phrase.
    """

    strings: Mapping[bytes, tuple[Beside, ...]]
    shapes: frozenset[str]


def needs(index: Index, flat: Mapping[str, bytes]) -> Needs:
    """What the rules of this index need; `flat` has all their words as flat texts have them."""
    return _Chooser(index, flat).choose()


class _Chooser:
    def __init__(self, index: Index, flat: Mapping[str, bytes]) -> None:
        self._index = index
        self._shapes = index.vocabulary.shapes()
        words = index.vocabulary.words()
        self._share = {symbol: index.frequency.of(any_of) for symbol, any_of in words.items()}
        strings = {word: _string(word, known) for word, known in flat.items()}
        self._flat = {symbol: frozenset(strings[word] for word in any_of) - {b""} for symbol, any_of in words.items()}
        self._one_of = {symbol: _one_of(known) for symbol, known in self._flat.items()}
        self._needed: dict[_Run, set[Beside]] = defaultdict(set)
        self._needed_shapes: set[str] = set()

    def choose(self) -> Needs:
        for symbol, node in self._index.root.edges.items():
            self._right(node, (symbol,), self._rarer((symbol,), _NOTHING))
        strings: dict[bytes, set[Beside]] = defaultdict(set)
        for run, beside in self._needed.items():
            for spelled in product(*(self._flat[symbol] for symbol in run)):
                strings[_joined(spelled)] |= beside
        return Needs({string: _choices(beside) for string, beside in strings.items()}, frozenset(self._needed_shapes))

    def _right(self, node: Node, path: _Path, rarest: _Rarest) -> None:
        if self._is_settled(node, path, rarest):
            return
        for symbol, below in node.edges.items():
            longer = (*path, symbol)
            self._right(below, longer, self._rarer(longer[: -_LONGEST - 1 : -1], rarest, step=-1))
        for below in node.gaps.values():
            self._right(below, (*path, None), rarest)
        if node.turn:
            self._left(node.turn, path, rarest)

    def _left(self, node: Node, path: _Path, rarest: _Rarest) -> None:
        if self._is_settled(node, path, rarest):
            return
        for symbol, below in node.edges.items():
            longer = (symbol, *path)
            self._left(below, longer, self._rarer(longer[:_LONGEST], rarest))
        for below in node.gaps.values():
            self._left(below, (None, *path), rarest)

    def _is_settled(self, node: Node, path: _Path, rarest: _Rarest) -> bool:
        """Whether nothing more has to be known of the phrases that begin so, or end here."""
        ends = any(label.role is Role.RULE for label in node.labels)
        share, best = rarest
        if not ends and (not best or share > _RARE_ENOUGH):
            return False
        shaped = {self._shapes[symbol] for symbol in path if symbol is not None and symbol in self._shapes}
        if ends and (not best or share > _RARER) and (shown := SHOWN & shaped):
            self._needed_shapes.add(min(shown))
        elif best:
            self._needed[best].add(self._beside(path, best) if share > _RARE_ENOUGH else ())
        else:
            self._needed_shapes |= shaped
        return True

    def _rarer(self, path: _Path, rarest: _Rarest, step: int = 1) -> _Rarest:
        """The rarest run of words, now that the path begins with another; it runs backwards where `step` is -1.

        A run that can be spelled in too many ways is none.
        """
        run: _Run = ()
        share, spellings = 1 / _ATTRACTION, 1
        for symbol in path:
            if symbol is None or symbol not in self._flat:
                break
            run = (*run, symbol)
            share *= self._share[symbol] * _ATTRACTION
            spellings *= len(self._flat[symbol])
            if len(run) > 1 and spellings > _MOST_STRINGS:
                break
            if share < rarest[0] or not rarest[1]:
                rarest = share, run[::step]
        return rarest

    def _beside(self, path: _Path, run: _Run) -> Beside:
        """The rarest of the path's other words."""
        others = {symbol for symbol in path if symbol is not None and symbol in self._flat and symbol not in run}
        rarest = sorted(others, key=lambda symbol: self._share[symbol])[:_MOST_BESIDE]
        return tuple(self._one_of[symbol] for symbol in rarest)


def _string(word: str, flat: bytes) -> bytes:
    """A word as it stands in a flat text, between its spaces, but for the end that a star leaves open.

    Nothing for a word that only stands in doubtful lines; what stands in every line for one that cannot be told.
    """
    if DOUBT in flat:
        return b""
    return (
        b"%b%b%b" % (b"" if word.startswith("*") else b" ", flat, b"" if word.endswith("*") else b" ") if flat else b" "
    )


def _one_of(strings: frozenset[bytes]) -> OneOf:
    """Words, one of which each string ends with; and parts of words, for those that end nowhere."""
    whole = {string for string in strings if string.startswith(b" ") and string.endswith(b" ")}
    return OneOf(frozenset(string.split()[-1] for string in whole), tuple(strings - whole))


def _joined(spelled: tuple[bytes, ...]) -> bytes:
    """Words side by side, up to the first that is open at its end: what is left out is not needed, only likely."""
    string = spelled[0]
    for word in spelled[1:]:
        if not (string.endswith(b" ") and word.startswith(b" ")):
            break
        string += word[1:]
    return string


def _choices(beside: set[Beside]) -> tuple[Beside, ...]:
    """What may stand beside a string. Many choices become one: the first of any."""
    if () in beside:
        return ()
    if len(beside) <= _MOST_CHOICES:
        return tuple(beside)
    words, parts = zip(*(first for first, *_ in beside), strict=True)
    return ((OneOf(frozenset().union(*words), tuple({part for some in parts for part in some})),),)
