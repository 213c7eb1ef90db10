"""Where the phrases of an index stand in a text that was read. May not weigh one against another."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cm_desktop.rules.matching.compile import Label, Node
from cm_desktop.rules.matching.reading import Piece, Reading


class Mark(NamedTuple):
    """A phrase found: its first and last piece, edges left out, as indexes into the reading; `skipped` by its gaps.

    `span`: its place in the text, where that is not the place of its pieces.
    """

    label: Label
    first: int
    last: int
    skipped: tuple[int, ...] = ()
    span: tuple[int, int] | None = None


def marks(reading: Reading, found_already: Iterable[Mark] = ()) -> list[Mark]:
    """Every phrase of a rule, wherever it stands, each place once; none of any other role unless a rule's is found."""
    pieces = reading.pieces
    found = _found(((at, piece.starts) for at, piece in enumerate(pieces) if piece.starts), pieces)
    found |= dict.fromkeys(found_already)
    if found:
        found |= _found(((at, piece.context) for at, piece in enumerate(pieces) if piece.context), pieces)
    return list(found)


def _found(anchors: Iterable[tuple[int, tuple[Node, ...]]], pieces: list[Piece]) -> dict[Mark, None]:
    return {
        mark: None
        for at, nodes in anchors
        for node in nodes
        if not _leads_nowhere(node, at, pieces)
        for mark in _from_anchor(node, at, pieces)
        if mark.first < mark.last or pieces[mark.first].alone
    }


def _leads_nowhere(anchor: Node, at: int, pieces: list[Piece]) -> bool:
    """Whether one look at the neighbours is enough to give up: what most everyday words need."""
    if anchor.labels or anchor.gaps or (anchor.edges and not anchor.edges.keys().isdisjoint(pieces[at + 1].symbols)):
        return False
    left = anchor.turn
    return left is None or not (left.labels or left.gaps or not left.edges.keys().isdisjoint(pieces[at - 1].symbols))


def _from_anchor(anchor: Node, at: int, pieces: list[Piece]) -> Iterator[Mark]:
    """Every phrase that hangs from the word at `at`."""
    for right, after, skipped in _walk(anchor, at + 1, 1, (), pieces):
        for label in right.labels:
            yield _mark(label, at, after - 1, skipped, pieces)
        if right.turn:
            for left, before, all_skipped in _walk(right.turn, at - 1, -1, skipped, pieces):
                for label in left.labels:
                    yield _mark(label, before + 1, after - 1, all_skipped, pieces)


def _walk(
    node: Node, at: int, step: int, skipped: tuple[int, ...], pieces: list[Piece]
) -> list[tuple[Node, int, tuple[int, ...]]]:
    """Every node that can be reached: the node, the next piece to read, and those that gaps skipped so far."""
    reached = [(node, at, skipped)]
    for node, at, skipped in reached:  # it grows meanwhile
        if not 0 <= at < len(pieces):
            continue
        symbols = pieces[at].symbols
        if not symbols.isdisjoint(node.edges):
            reached += [(node.edges[symbol], at + step, skipped) for symbol in symbols if symbol in node.edges]
        for most, below in node.gaps.items():
            _leap(below.edges, range(at, at + step * (most + 1), step), skipped, pieces, reached)
    return reached


def _leap(
    edges: dict[int, Node],
    places: range,
    skipped: tuple[int, ...],
    pieces: list[Piece],
    reached: list[tuple[Node, int, tuple[int, ...]]],
) -> None:
    """Add what lies beyond a gap, whose next word may stand at any of `places`."""
    for ahead in places:
        if not 0 <= ahead < len(pieces):
            return
        piece = pieces[ahead]
        if not piece.symbols.isdisjoint(edges):
            over = (*skipped, *range(places.start, ahead, places.step))
            reached += [(edges[symbol], ahead + places.step, over) for symbol in piece.symbols if symbol in edges]
        if piece.edge:
            return


def _mark(label: Label, first: int, last: int, skipped: tuple[int, ...], pieces: list[Piece]) -> Mark:
    while first < last and pieces[first].edge:
        first += 1
    while first < last and pieces[last].edge:
        last -= 1
    return Mark(label, first, last, skipped)
