"""Events in, the standing of everything out: the only truth about who takes part and how each case stands. Pure.

It depends neither on the order in which events come nor on how often. What names something that is not here waits for it.
May not look at `at`, nor keep anything from one call to the next.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cm_desktop.domain.approvals.cases import Case, Standing
from cm_desktop.domain.approvals.chains import Chains, chained
from cm_desktop.domain.approvals.course import Bench, settled
from cm_desktop.domain.approvals.erasures import erased
from cm_desktop.domain.approvals.events import CaseId, Erasure, Event, EventId, Joining, PolicySet
from cm_desktop.domain.approvals.membership import Roll, enrolled
from cm_desktop.domain.approvals.people import KeyId, Role, TeamId
from cm_desktop.domain.approvals.policies import Policies
from cm_desktop.domain.approvals.rulings import used_up
from cm_desktop.domain.comments import ClientId


def fold(events: Iterable[Event], *, team: TeamId, root: KeyId) -> Standing:
    """What follows from these events of a team whose first owner's key is `root`. What is another team's is void.

    Each event's signature is checked already; nothing else of it is believed. Raises nothing, whatever they say.
    """
    here = list({event.id: event for event in events}.values())
    ours = [event for event in here if event.team == team]
    chains = chained(ours)
    roll = enrolled(chains, root)
    chains = chains.until(roll.revoked)
    counted = [event for key in roll.members for event in chains.whole.get(key, ())]
    policies = _policies(counted, roll)
    awaited, ahead = _awaited(chains, roll)
    today = policies.now()
    return Standing(
        members=roll.members,
        revoked={key: last for key, last in roll.revoked.items() if key in roll.members},
        asking=tuple(sorted(_asking(chains, roll), key=lambda event: event.id)),
        policies=today,
        cases=_cases(counted, Bench(roll, policies, today, used_up(counted))),
        forked={key: seq for key, seq in chains.forked.items() if key in roll.members},
        gaps={key: seq for key, seq in chains.gaps.items() if key in roll.members},
        void=frozenset(_void(here, roll, team)),
        erased=erased(ours, counted),
        erasures=tuple(sorted(event.id for event in counted if isinstance(event.body, Erasure))),
        awaited=awaited,
        ahead=ahead,
        left=roll.left,
    )


def _cases(counted: Iterable[Event], bench: Bench) -> dict[CaseId, Case]:
    about: defaultdict[CaseId, list[Event]] = defaultdict(list)
    for event in counted:
        if event.case is not None:
            about[event.case].append(event)
    found = (settled(name, events, bench) for name, events in about.items())
    return {case.id: case for case in found if case is not None}


def _policies(counted: Iterable[Event], roll: Roll) -> Policies:
    said: defaultdict[ClientId, list[Event]] = defaultdict(list)
    for event in counted:
        if isinstance(event.body, PolicySet) and roll.role(event) is Role.OWNER:
            said[event.body.client].append(event)
    return Policies(dict(said))


def _asking(chains: Chains, roll: Roll) -> Iterator[Event]:
    """The first word of those who are not in, and were not put out."""
    for key, chain in chains.whole.items():
        if chain and key not in roll.members and key not in roll.revoked:
            said = chain[0].body
            if isinstance(said, Joining) and said.member.key == key:
                yield chain[0]


def _void(here: Iterable[Event], roll: Roll, team: TeamId) -> Iterator[EventId]:
    """What is no member's but does not ask to be one; what is another team's; what came after a revocation."""
    for event in here:
        outside = event.by not in roll.members and not isinstance(event.body, Joining)
        if outside or event.team != team or event.seq > roll.revoked.get(event.by, event.seq):
            yield event.id


def _awaited(chains: Chains, roll: Roll) -> tuple[dict[KeyId, int], dict[KeyId, frozenset[KeyId]]]:
    """How far members say they have read the others, beyond what is here, and as far as it would count; and who says so.

    What a member says whose part is over is no reason to wait: an owner ends so what somebody made up.
    """
    awaited: dict[KeyId, int] = {}
    ahead: defaultdict[KeyId, set[KeyId]] = defaultdict(set)
    for key in roll.members.keys() - roll.revoked.keys():
        last = next((event for event in reversed(chains.whole.get(key, ())) if event.seen), None)
        for other, read in last.seen.items() if last else ():
            until = min(read.seq, roll.revoked.get(other, read.seq))
            if other in roll.members and until > len(chains.whole.get(other, ())):
                awaited[other] = max(until, awaited.get(other, 0))
                ahead[other].add(key)
    return awaited, {other: frozenset(keys) for other, keys in ahead.items()}
