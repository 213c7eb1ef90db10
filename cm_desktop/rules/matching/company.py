"""Which company the words that phrases hang from want: most often the text does not hold it. May not see a text.

Beside the word it is looked for where it must stand. Beyond a gap, anywhere: there symbols are bits of a number, so that one
operation tells whether any of many is among those of a whole text.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cm_desktop.rules.matching.tree import Node
from cm_desktop.rules.matching.vocabulary import NOTHING, Symbols

EVERY_TEXT = 1  # the bit that every text has


class Wanted(NamedTuple):
    """Without any of these no phrase goes on: symbols of the word to the right, of that to the left, and of any other word."""

    right: Symbols = NOTHING
    left: Symbols = NOTHING
    anywhere: int = 0


class Company:
    """Knows what may stand beyond the gaps next to the words that phrases hang from."""

    def __init__(self, *trees: Node) -> None:
        beyond = {symbol for root in trees for node in root.edges.values() for symbol in _beyond_gaps(node)}
        self._places = {symbol: place for place, symbol in enumerate(sorted(beyond), 1)}

    def brought(self, symbols: Iterable[int]) -> int:
        """What a word with these symbols is to others."""
        bits = bytearray(len(self._places) // 8 + 1)
        for symbol in symbols:
            if place := self._places.get(symbol):
                bits[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(bits, "little")

    def wanted(self, anchor: Node) -> Wanted:
        """What the phrases that hang from here want; those that end here want nothing."""
        left = anchor.turn.edges if anchor.turn else ()
        anywhere = EVERY_TEXT if anchor.labels else self.brought(_beyond_gaps(anchor))
        return Wanted(frozenset(anchor.edges), frozenset(left), anywhere)


def together(wanted: Iterable[Wanted]) -> Wanted:
    """What any of them wants."""
    right, left, anywhere = NOTHING, NOTHING, 0
    for one in wanted:
        right, left, anywhere = right | one.right, left | one.left, anywhere | one.anywhere
    return Wanted(right, left, anywhere)


def _beyond_gaps(anchor: Node) -> Iterator[int]:
    for node in (anchor, anchor.turn):
        for below in node.gaps.values() if node else ():
            yield from below.edges
