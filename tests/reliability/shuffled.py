"""Campaign: worlds of a team at random, read in any order, twice, and in part. May not know how a standing is folded."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from cm_desktop.domain.approvals.cases import Standing
from cm_desktop.domain.approvals.events import Event
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.people import KeyId, PersonId
from tests.approvals.departures import leaves
from tests.approvals.grounds import Grounds
from tests.approvals.made_up import TEAM
from tests.approvals.worlds import World
from tests.reliability.campaign import Campaign, Counts, Run

Fold = Callable[[Sequence[Event], KeyId], Standing]
STEPS = 45
NEVER = frozenset({"another standing", "wrongly approved", "wrongly approved in part", "wrongly let go"})


def folded(events: Iterable[Event], root: KeyId) -> Standing:
    """As the product does it."""
    return fold(events, team=TEAM, root=root)


def made(seed: int) -> tuple[World, random.Random]:
    """A world where so many things happened, and the chance that goes on."""
    chance = random.Random(seed)
    world = World(chance.choice)
    for _ in range(STEPS):
        world.step()
    return world, chance


def trial(seed: int, by: Fold = folded) -> Counts:
    """One world: shuffled with repeats it stands as it did, whole or in part nothing is approved without grounds."""
    world, chance = made(seed)
    events = world.events
    again = [*events, *chance.choices(events, k=len(events) // 3)]
    chance.shuffle(again)
    part = [event for event in again if chance.random() < 0.85]
    standing, other, less = (by(some, world.ines.key) for some in (events, again, part))
    counts = Counts({"shuffles": 1, "events": len(events)})
    counts["another standing"] = int(standing != other)
    counts["wrongly approved"] = wrong(world, events, standing)
    counts["wrongly approved in part"] = wrong(world, part, less)
    counts["wrongly let go"] = wrongly_let_go(world, events, standing) + wrongly_let_go(world, part, less)
    counts["may leave"] = sum(leaves(standing, case) for case in standing.cases.values())
    for state in (case.state for case in standing.cases.values()):
        counts[state.value] += 1
    counts["forked"], counts["put out"] = len(standing.forked), len(standing.revoked)
    counts["left"] = len(standing.left & standing.members.keys())
    counts["back again"] = len(back_again(standing))
    return counts


def wrong(world: World, view: Sequence[Event], standing: Standing) -> int:
    """How many cases are approved without what an approval rests on."""
    grounds = Grounds(world, view)
    return sum(any(grounds.lacking(case)) for case in standing.cases.values())


def wrongly_let_go(world: World, view: Sequence[Event], standing: Standing) -> int:
    """How many cases may leave without what they have to rest on."""
    grounds = Grounds(world, view)
    free = (case for case in standing.cases.values() if leaves(standing, case))
    return sum(any(grounds.lacking_to_leave(case)) for case in free)


def back_again(standing: Standing) -> set[PersonId]:
    """Those who are out with one key and take part with another."""
    out = {one.person for key, one in standing.members.items() if key in standing.revoked}
    return out & {one.person for key, one in standing.members.items() if key not in standing.revoked}


@contextmanager
def ready() -> Iterator[Run]:
    """Nothing is shared."""
    yield trial


SHUFFLED = Campaign(name="supervision, shuffled worlds", short=1_200, long=10_000, ready=ready, never=NEVER)
