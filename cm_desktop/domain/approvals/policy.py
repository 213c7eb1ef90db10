"""What a client wants validated before it leaves, and how surely. Pure; by default nothing: the moderator decides."""

from collections.abc import Collection
from dataclasses import dataclass

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.verdicts import Category

# An edit puts other words where validated ones stood, and a site's spam is a way of hiding: neither is a way around.
_AROUND = {ActionKind.REPLY: ActionKind.EDIT, ActionKind.HIDE: ActionKind.SPAM}


def with_ways_around(acts: Collection[ActionKind]) -> frozenset[ActionKind]:
    """These acts and those that come to the same, as a demand is to name them."""
    return frozenset({*acts, *(_AROUND[act] for act in acts if act in _AROUND)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """These acts on comments of these categories need a validation of at least this level; an empty set means all of them."""

    level: Level
    categories: frozenset[Category] = frozenset()
    acts: frozenset[ActionKind] = frozenset()

    def covers(self, act: ActionKind, categories: Collection[Category] | None) -> bool:
        """Whether it speaks of this act on such a comment; of every comment of which nobody knows what it is about: None."""
        if self.acts and act not in self.acts:
            return False
        return not self.categories or categories is None or bool(self.categories & set(categories))


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A client's demands. The strictest of those that cover an act counts."""

    demands: tuple[Demand, ...] = ()

    def demanded(self, act: ActionKind, categories: Collection[Category] | None) -> Level | None:
        """The level that this act needs, or None where the moderator decides alone."""
        levels = {demand.level for demand in self.demands if demand.covers(act, categories)}
        if not levels:
            return None
        return Level.SIGNED if Level.SIGNED in levels else Level.DECLARED
