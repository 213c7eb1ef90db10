"""Who takes part, since when, until when, as what. Pure; may not know what is asked or answered.

All trust begins at one key, the team's first owner, whom the caller knows. Owners let others in and end their parts; an
owner's own word counts as far as nobody ended that owner's part before it. Where two owners each ended the other's before
the other spoke, the one counts who is nearer to the first owner; of two who are as near, both parts have ended. Whoever
leaves needs nobody's word for it: their chain ends there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cm_desktop.domain.approvals.chains import Chains
from cm_desktop.domain.approvals.events import Departure, Event, EventId, Founding, Revocation, Welcome
from cm_desktop.domain.approvals.people import KeyId, Member, PersonId, Role

RANK: Mapping[Role, int] = {Role.MODERATOR: 1, Role.SUPERVISOR: 2, Role.OWNER: 3}


@dataclass(frozen=True, slots=True)
class Grant:
    """A part that was given: by which event."""

    event: Event
    member: Member


def knows(event: Event, earlier: Event) -> bool:
    """Whether who signed `event` had read `earlier` by then, or signed it before."""
    if earlier.by == event.by:
        return earlier.seq < event.seq
    read = event.seen.get(earlier.by)
    return read is not None and read.seq >= earlier.seq


@dataclass(frozen=True, slots=True)
class Roll:
    """The members, those who are out included. `revoked` is the last number of theirs that counts.

    `parts` are those that owners gave, one after the other; `root` has its part from the start. `left` are the devices that
    went by themselves, and that no owner ended since.
    """

    root: KeyId | None = None
    members: dict[KeyId, Member] = field(default_factory=dict)
    revoked: dict[KeyId, int] = field(default_factory=dict)
    parts: dict[KeyId, list[Grant]] = field(default_factory=dict)
    left: frozenset[KeyId] = frozenset()

    def person(self, event: Event) -> PersonId:
        """Who signed it, on whatever device. Only of a member's event."""
        return self.members[event.by].person

    def role(self, event: Event) -> Role | None:
        """As what a member signed it: by the widest part that they knew of then, None where they knew of none.

        Not by what is known here: an older part may be missing still, and what was said in it is not said in a wider one.
        """
        if event.by == self.root:
            return Role.OWNER
        roles = [grant.member.role for grant in self.parts[event.by] if knows(event, grant.event)]
        return max(roles, key=RANK.__getitem__) if roles else None


def enrolled(chains: Chains, root: KeyId) -> Roll:
    """Everybody whom the first owner's word, or that of owners after them, lets take part."""
    first = chains.whole.get(root)
    founding = first[0].body if first else None
    if not isinstance(founding, Founding) or founding.member.key != root or founding.member.role is not Role.OWNER:
        return Roll()
    left = departed(chains)
    whole = chains.until(left).whole
    said = [one for chain in whole.values() for one in chain if isinstance(one.body, Welcome | Revocation)]
    counts = weighed(said, root)
    revoked = dict(left)
    for event in counts:
        if isinstance(event.body, Revocation):
            last = max(0, event.body.last_seq)
            revoked[event.body.key] = min(last, revoked.get(event.body.key, last))
    ended = {event.body.key for event in counts if isinstance(event.body, Revocation)}
    roll = Roll(root, {root: founding.member}, revoked, left=frozenset(left.keys() - ended))
    _enter(roll, counts)
    return roll


def departed(chains: Chains) -> dict[KeyId, int]:
    """The devices that left, each with the number of its last word."""
    last = (
        (key, next((one.seq for one in chain if type(one.body) is Departure), 0)) for key, chain in chains.whole.items()
    )
    return {key: seq for key, seq in last if seq}


def _enter(roll: Roll, counts: Iterable[Event]) -> None:
    """A part is widened by another welcome, and narrowed by a revocation alone. A key is one person's, or nobody's."""
    grants: dict[KeyId, list[Grant]] = {}
    for event in sorted(counts, key=lambda one: one.id):
        if isinstance(event.body, Welcome) and event.body.member.key != roll.root:
            grants.setdefault(event.body.member.key, []).append(Grant(event, event.body.member))
    for key, given in grants.items():
        if len({grant.member.person for grant in given}) > 1:
            continue
        roll.members[key] = max((grant.member for grant in given), key=lambda member: RANK[member.role])
        roll.parts[key] = given


def weighed(said: list[Event], root: KeyId) -> list[Event]:
    """What counts of these Welcomes and Revocations, each of which is believed to be of an unbroken chain."""
    against = _against(said)
    counts: dict[EventId, Event] = {}
    fallen: set[EventId] = set()
    while True:
        _weigh(said, root, against, counts, fallen)
        nearness = _owners(root, (one for one in said if one.id not in fallen))
        hung = [one for one in said if one.id not in counts and one.id not in fallen]
        undoing = [one for one in hung if isinstance(one.body, Revocation)]
        if not undoing:
            return list(counts.values())
        nearest = min(nearness[one.by] for one in undoing)
        counts |= {one.id: one for one in undoing if nearness[one.by] == nearest}


def _weigh(
    said: list[Event],
    root: KeyId,
    against: Mapping[EventId, list[EventId]],
    counts: dict[EventId, Event],
    fallen: set[EventId],
) -> None:
    """Add to what counts, and to what has fallen, all that follows from both.

    One counts once its author is sure to be an owner and nothing that may still count voids it. It falls once its author
    cannot be an owner any more, or once something that counts voids it.
    """
    before = -1
    while before != len(counts) + len(fallen):
        before = len(counts) + len(fallen)
        possible = _owners(root, (one for one in said if one.id not in fallen))
        sure = _owners(root, counts.values())
        for event in said:
            if event.id in fallen or event.id in counts:
                continue
            if event.by not in possible or any(name in counts for name in against[event.id]):
                fallen.add(event.id)
            elif event.by in sure and all(name in fallen for name in against[event.id]):
                counts[event.id] = event


def _against(said: Iterable[Event]) -> dict[EventId, list[EventId]]:
    """By event, the revocations that would void it."""
    ends: dict[KeyId, list[tuple[int, EventId]]] = {}
    for event in said:
        if isinstance(event.body, Revocation):
            ends.setdefault(event.body.key, []).append((event.body.last_seq, event.id))
    return {one.id: [name for last, name in ends.get(one.by, ()) if one.seq > last] for one in said}


def _owners(root: KeyId, said: Iterable[Event]) -> dict[KeyId, int]:
    """Who is an owner by this, and how far from the first one."""
    made: dict[KeyId, set[KeyId]] = {}
    for event in said:
        if isinstance(event.body, Welcome) and event.body.member.role is Role.OWNER:
            made.setdefault(event.by, set()).add(event.body.member.key)
    owners, new = {root: 0}, {root}
    while new:
        new = set[KeyId]().union(*(made.get(key, ()) for key in new)) - owners.keys()
        owners |= dict.fromkeys(new, max(owners.values()) + 1)
    return owners
