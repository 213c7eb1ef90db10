"""A client's policy as the form has it: of each act how surely and by whom, on which comments. Pure; may not word anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.policy import Demand, Needed, Policy, with_ways_around
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
    """What is to be validated: of each of these acts, what an approval has to be; every comment where `categories` is empty."""

    acts: Mapping[Act, Needed] = field(default_factory=dict)
    categories: frozenset[Category] = frozenset()

    @property
    def policy(self) -> Policy:
        """One demand for the acts of which the same is wanted."""
        alike: dict[Needed, frozenset[ActionKind]] = {}
        for act, needed in self.acts.items():
            alike[needed] = alike.get(needed, frozenset()) | _KINDS[act]
        return Policy(demands=tuple(self._demand(needed, kinds) for needed, kinds in alike.items()))

    def _demand(self, needed: Needed, kinds: frozenset[ActionKind]) -> Demand:
        return Demand(level=needed.level, categories=self.categories, acts=kinds, by=needed.by or frozenset())


def wanted(policy: Policy) -> Wanted:
    """The nearest that the form can show; whether it is the same is told by `is_plain`."""
    acts: dict[Act, Needed] = {}
    for act, kinds in _KINDS.items():
        of_it = [demand.needed for demand in policy.demands if not demand.acts or kinds & demand.acts]
        if of_it:
            acts[act] = reduce(Needed.both, of_it)
    return Wanted(acts=acts, categories=policy.demands[0].categories if policy.demands else frozenset())


def is_plain(policy: Policy) -> bool:
    """Whether the form says all that this policy does, in however many demands."""
    return _said(wanted(policy).policy) == _said(policy)


def _said(policy: Policy) -> set[tuple[ActionKind | None, frozenset[Category], Needed]]:
    """What it says of each kind of act; of all of them: None."""
    return {(kind, demand.categories, demand.needed) for demand in policy.demands for kind in (demand.acts or (None,))}
