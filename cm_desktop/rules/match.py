"""Where the phrases of an index stand in a text that was read. May not weigh one against another."""

from collections.abc import Iterator
from dataclasses import dataclass

from cm_desktop.rules.compile import Label, Node
from cm_desktop.rules.reading import Piece, Reading


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase found: its first and last piece, edges left out, as indexes into the reading; `skipped` by its gaps."""

    label: Label
    first: int
    last: int
    skipped: tuple[int, ...] = ()


def marks(reading: Reading) -> list[Mark]:
    """Every phrase, wherever it stands, each place once."""
    found: dict[Mark, None] = {}
    pieces = reading.pieces
    for at, piece in enumerate(pieces):
        for node in piece.starts:
            for label, last, skipped in _follow(node, at + 1, (), pieces):
                first, end = at, last
                while first < end and pieces[first].edge:
                    first += 1
                while end > first and pieces[end].edge:
                    end -= 1
                if first < end or pieces[first].alone:
                    found[Mark(label, first, end, skipped)] = None
    return list(found)


def _follow(
    node: Node, at: int, skipped: tuple[int, ...], pieces: list[Piece]
) -> Iterator[tuple[Label, int, tuple[int, ...]]]:
    """Every phrase that ends at or below a node; `at` is the next piece to read."""
    for label in node.labels:
        yield label, at - 1, skipped
    if at == len(pieces):
        return
    edges = node.edges
    if edges:
        for symbol in pieces[at].symbols:
            if symbol in edges:
                yield from _follow(edges[symbol], at + 1, skipped, pieces)
    for most, below in node.gaps.items():
        for ahead in range(at, min(at + most + 1, len(pieces))):
            yield from _follow(below, ahead, (*skipped, *range(at, ahead)), pieces)
            if pieces[ahead].edge:
                break
