"""The places of the tree that rules are compiled to, and the ways between them. May not know which rules these are."""

from collections.abc import Iterator
from typing import NamedTuple

from cm_desktop.rules.language.rule import Role


class Label(NamedTuple):
    """Whose phrase this is: the key of a rule, the id of a guard, or who is meant."""

    role: Role
    owner: str
    phrase: str


class Node:
    """A place in the tree: where each symbol leads, which gaps may follow, which phrases end here, what turns left.

    Nobody writes to one that is planted: what most nodes have nothing of, they share.
    """

    __slots__ = ("edges", "gaps", "labels", "turn")

    def __init__(self) -> None:
        self.edges: Ways = NOWHERE
        self.gaps: Ways = NOWHERE
        self.labels: tuple[Label, ...] = ()
        self.turn: Node | None = None


class OneWay:
    """The only way on from a place, read as a dictionary is. Most have just one, which would weigh five times as much."""

    __slots__ = ("below", "number")

    def __init__(self, number: int, below: Node) -> None:
        self.number, self.below = number, below

    def get(self, number: int) -> Node | None:
        return self.below if number == self.number else None

    def __iter__(self) -> Iterator[int]:
        return iter((self.number,))

    def __len__(self) -> int:
        return 1

    def items(self) -> tuple[tuple[int, Node]]:
        return ((self.number, self.below),)

    def values(self) -> tuple[Node]:
        return (self.below,)


Ways = dict[int, Node] | OneWay
NOWHERE: Ways = {}


def with_one_more(ways: Ways, number: int, below: Node) -> Ways:
    """These ways and another; they may be changed on the way."""
    if isinstance(ways, OneWay):
        return {ways.number: ways.below, number: below}
    if not ways:
        return OneWay(number, below)
    ways[number] = below
    return ways
