"""What devices that take no part say: little of it is heard, so that somebody can be let in. May not keep or judge more.

Whoever may write in the folder can make as many such devices as they like, each well signed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from cm_desktop.domain.approvals.events import Departure, Event, Joining, Welcome
from cm_desktop.domain.approvals.people import KeyId, Role
from cm_desktop.domain.approvals.ports import Signed
from cm_desktop.engine.supervision.records import Known

MOST = 100  # events of theirs that are kept, and more only of those whom this device invited
LARGEST = 8 << 10  # bytes of one: a joining has less than two thousand, and a name
_MOST_LOOKED_UP = 1_000  # invitations, in one reading: each is asked of the keyring


def insiders(known: Known) -> frozenset[KeyId]:
    """Who takes part, or will once all is here that those who let them in had said before: it may be sealed with a key that
    only a later word of theirs hands out.
    """
    let_in: defaultdict[KeyId, set[KeyId]] = defaultdict(set)
    for event in known.events.values():
        if isinstance(event.body, Welcome):
            let_in[event.by].add(event.body.member.key)
    inside, new = set[KeyId](), {known.team.root, known.team.key}
    while new:
        inside |= new
        new = set[KeyId]().union(*(let_in[key] for key in new)) - inside
    return frozenset(inside | known.standing.members.keys())


def heard(said: Iterable[Signed], known: Known, invited: Callable[[Event], bool]) -> Iterator[Signed]:
    """Those to keep of what strangers said: that they ask to take part, or do so no more."""
    inside = insiders(known)
    room = MOST - sum(event.by not in inside for event in known.events.values())
    owned = known.me is not None and known.me.role is Role.OWNER
    looked_up = 0 if owned else _MOST_LOOKED_UP  # nobody else invites
    for one in said:
        if not isinstance(one.event.body, Joining | Departure) or len(one.sheet.data) > LARGEST:
            continue
        if room > 0:
            room -= 1
            yield one
        elif looked_up < _MOST_LOOKED_UP and isinstance(one.event.body, Joining):
            looked_up += 1
            if invited(one.event):
                yield one
