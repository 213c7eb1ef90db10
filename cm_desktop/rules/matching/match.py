"""Where the phrases of an index stand in a text that was read. May not weigh one against another."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cm_desktop.rules.matching.company import Wanted
from cm_desktop.rules.matching.pieces import Anchor, Piece
from cm_desktop.rules.matching.reading import Reading
from cm_desktop.rules.matching.tree import NOWHERE, Label, Node, OneWay, Ways
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
    starts = (
        (at, piece.starts) for at, piece in enumerate(pieces) if piece.starts and _goes_on(piece.wanted, at, reading)
    )
    found = _found(starts, reading)
    found |= dict.fromkeys(found_already)
    if found:
        found |= _found(((at, piece.context) for at, piece in enumerate(pieces) if piece.context), reading)
    return list(found)


def _found(anchors: Iterable[tuple[int, tuple[Anchor, ...]]], reading: Reading) -> dict[Mark, None]:
    pieces = reading.pieces
    return {
        mark: None
        for at, hanging in anchors
        for node, wanted in hanging
        if _goes_on(wanted, at, reading)
        for mark in _from_anchor(node, at, pieces)
        if mark.first < mark.last or pieces[mark.first].alone
    }


def _goes_on(wanted: Wanted, at: int, reading: Reading) -> bool:
    """Whether any word there is one that may come next: for most everyday words, none is."""
    right, left, anywhere = wanted
    return (
        anywhere & reading.company != 0
        or not right.isdisjoint(reading.pieces[at + 1].symbols)
        or not left.isdisjoint(reading.pieces[at - 1].symbols)
    )


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
        if node.edges is not NOWHERE:
            reached += [(below, at + step, skipped) for below in _ways(node.edges, pieces[at].symbols)]
        for most, below in node.gaps.items():
            for ahead in range(at, at + step * (most + 1), step):  # the edges outside end it
                piece = pieces[ahead]
                if ways := _ways(below.edges, piece.symbols):
                    over = (*skipped, *range(at, ahead, step))
                    reached += [(way, ahead + step, over) for way in ways]
                if piece.edge:
                    break
    return reached


def _ways(edges: Ways, symbols: Symbols) -> Sequence[Node]:
    """Where these symbols lead. An everyday word has hundreds of them, most nodes have few edges."""
    if isinstance(edges, OneWay):
        return (edges.below,) if edges.number in symbols else ()
    if edges.keys().isdisjoint(symbols):
        return ()
    if len(edges) < len(symbols):
        return [below for symbol, below in edges.items() if symbol in symbols]
    return [edges[symbol] for symbol in symbols if symbol in edges]


def _mark(label: Label, first: int, last: int, skipped: tuple[int, ...], pieces: list[Piece]) -> Mark:
    while first < last and pieces[first].edge:
        first += 1
    while first < last and pieces[last].edge:
        last -= 1
    return Mark(label, first, last, skipped)
