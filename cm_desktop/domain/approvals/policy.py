"""What a client wants validated before it leaves, by whom, how surely. Pure; by default nothing: the moderator decides."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import reduce

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.people import Level, PersonId
from cm_desktop.domain.verdicts import Category

# An edit puts other words where validated ones stood, a site's spam is a way of hiding, and what is held appears as well by
# being shown again, or by way of spam and back. Nobody is asked about an act that stands here as a way around another.
_AROUND: Mapping[ActionKind, frozenset[ActionKind]] = {
    ActionKind.REPLY: frozenset({ActionKind.EDIT}),
    ActionKind.HIDE: frozenset({ActionKind.SPAM}),
    ActionKind.PUBLISH: frozenset({ActionKind.UNHIDE, ActionKind.RESTORE}),
}


def with_ways_around(acts: Collection[ActionKind]) -> frozenset[ActionKind]:
    """These acts and those that come to the same, as a demand is to name them."""
    return frozenset(acts).union(*(_AROUND.get(act, ()) for act in acts))


@dataclass(frozen=True, slots=True)
class Needed:
    """What one approval has to be: of this level at least, and of one of `by`; None: of whoever may validate.

    An empty `by` is nobody: two demands name different people, and no single approval satisfies both.
    """

    level: Level
    by: frozenset[PersonId] | None = None

    def names(self, person: PersonId | None) -> bool:
        """Whether this person's approval counts."""
        return self.by is None or person in self.by

    def both(self, other: "Needed") -> "Needed":
        """What satisfies this and the other."""
        level = Level.SIGNED if Level.SIGNED in (self.level, other.level) else Level.DECLARED
        if self.by is None or other.by is None:
            return Needed(level, other.by if self.by is None else self.by)
        return Needed(level, self.by & other.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """These acts on comments of these categories need a validation of at least this level; an empty set means all of them.

    `by` are those whose approval counts, empty for whoever may validate. Who is named signs, whatever the level: of what
    is declared, nobody can tell who said it.
    """

    level: Level
    categories: frozenset[Category] = frozenset()
    acts: frozenset[ActionKind] = frozenset()
    by: frozenset[PersonId] = field(default=frozenset(), metadata={"later": True})

    @property
    def needed(self) -> Needed:
        """Of each act that it covers."""
        return Needed(Level.SIGNED, self.by) if self.by else Needed(self.level)

    def covers(self, act: ActionKind, categories: Collection[Category] | None) -> bool:
        """Whether it speaks of this act on such a comment; of every comment of which nobody knows what it is about: None.

        A demand that was signed before a way around was known does not leave it open.
        """
        if self.acts and act not in with_ways_around(self.acts):
            return False
        return not self.categories or categories is None or bool(self.categories & set(categories))


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A client's demands. An approval has to satisfy all that cover an act."""

    demands: tuple[Demand, ...] = ()

    def demanded(self, act: ActionKind, categories: Collection[Category] | None) -> Needed | None:
        """What this act needs, or None where the moderator decides alone."""
        covering = [demand.needed for demand in self.demands if demand.covers(act, categories)]
        return reduce(Needed.both, covering) if covering else None
