"""A client's policy as the form has it: which acts, on which comments, how surely. Pure; may not word anything."""

from dataclasses import dataclass
from enum import StrEnum

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.policy import Demand, Policy, with_ways_around
from cm_desktop.domain.verdicts import Category


class Act(StrEnum):
    """What is to be validated, as people think of it."""

    REPLYING = "replying"
    HIDING = "hiding"
    DELETING = "deleting"


_KINDS: dict[Act, frozenset[ActionKind]] = {
    Act.REPLYING: with_ways_around({ActionKind.REPLY}),
    Act.HIDING: with_ways_around({ActionKind.HIDE}),
    Act.DELETING: with_ways_around({ActionKind.DELETE}),
}
OFFERED = (
    Category.THREAT,
    Category.HATE,
    Category.HARASSMENT,
    Category.INSULT,
    Category.PERSONAL_DATA,
    Category.HEALTH_SAFETY,
    Category.LEGAL,
    Category.FRAUD,
    Category.SCANDAL,
    Category.BOYCOTT,
    Category.POLITICS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be validated; nothing where `acts` is empty, every comment where `categories` is."""

    acts: frozenset[Act] = frozenset()
    categories: frozenset[Category] = frozenset()
    level: Level = Level.SIGNED

    @property
    def policy(self) -> Policy:
        if not self.acts:
            return Policy()
        kinds = frozenset[ActionKind]().union(*(_KINDS[act] for act in self.acts))
        return Policy(demands=(Demand(level=self.level, categories=self.categories, acts=kinds),))


def wanted(policy: Policy) -> Wanted:
    """The nearest that the form can show; whether it is the same is told by `is_plain`."""
    if not policy.demands:
        return Wanted()
    first = policy.demands[0]
    acts = frozenset(act for act, kinds in _KINDS.items() if not first.acts or kinds & first.acts)
    return Wanted(acts=acts, categories=first.categories, level=first.level)


def is_plain(policy: Policy) -> bool:
    """Whether the form says all that this policy does."""
    return wanted(policy).policy == policy
