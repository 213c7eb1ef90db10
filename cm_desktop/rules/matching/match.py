"""Where the phrases of an index stand in a text that was read. May not weigh one against another."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cm_desktop.rules.matching.compile import Label, Node
from cm_desktop.rules.matching.reading import Piece, Reading
from cm_desktop.rules.matching.vocabulary import Symbols


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
        if node.labels or _goes_on(node, at, 1, pieces) or (node.turn and _goes_on(node.turn, at, -1, pieces))
        for mark in _from_anchor(node, at, pieces)
        if mark.first < mark.last or pieces[mark.first].alone
    }


def _goes_on(node: Node, at: int, step: int, pieces: list[Piece]) -> bool:
    """Whether any of the words around is one that may come next: for most everyday words, none is."""
    if node.labels or (node.edges and not node.edges.keys().isdisjoint(pieces[at + step].symbols)):
        return True
    for most, below in node.gaps.items():
        wanted = below.edges.keys()
        for ahead in range(at + step, at + step * (most + 2), step):
            if not 0 <= ahead < len(pieces):
                break
            piece = pieces[ahead]
            if not wanted.isdisjoint(piece.symbols):
                return True
            if piece.edge:
                break
    return False


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
        reached += [(below, at + step, skipped) for below in _ways(node.edges, pieces[at].symbols)]
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
        if ways := _ways(edges, piece.symbols):
            over = (*skipped, *range(places.start, ahead, places.step))
            reached += [(below, ahead + places.step, over) for below in ways]
        if piece.edge:
            return


def _ways(edges: dict[int, Node], symbols: Symbols) -> list[Node]:
    """Where these symbols lead. An everyday word has hundreds of them, most nodes have few edges."""
    if edges.keys().isdisjoint(symbols):
        return []
    if len(edges) < len(symbols):
        return [below for symbol, below in edges.items() if symbol in symbols]
    return [edges[symbol] for symbol in symbols if symbol in edges]


def _mark(label: Label, first: int, last: int, skipped: tuple[int, ...], pieces: list[Piece]) -> Mark:
    while first < last and pieces[first].edge:
        first += 1
    while first < last and pieces[last].edge:
        last -= 1
    return Mark(label, first, last, skipped)
