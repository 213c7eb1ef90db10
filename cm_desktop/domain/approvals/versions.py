"""Which request of a case is to be answered: an edit takes the place of what it replaces. Pure; may not look at answers."""

from collections.abc import Sequence
from typing import NamedTuple

from cm_desktop.domain.approvals.events import Event, EventId, Request
from cm_desktop.domain.approvals.membership import Roll
from cm_desktop.domain.approvals.people import PersonId


class Versions(NamedTuple):
    """A case's requests, the present one last. `clear` is False while an older one is missing, which some other may be;
    `rival` are those that nothing replaces, beside the present one.
    """

    all: tuple[Event, ...]
    author: PersonId
    clear: bool = True
    rival: bool = False


def versions(requests: Sequence[Event], roll: Roll) -> Versions | None:
    """Those of the person who began the case. Two who began it are rivals, and so are two edits of one request.

    None without any request.
    """
    if len(requests) == 1:
        return Versions((requests[0],), roll.person(requests[0]), clear=_replaced(requests[0]) is None)
    asked = {one.id: one for one in requests}
    beginners = {roll.person(one) for one in asked.values() if _replaced(one) is None}
    ours = {name: one for name, one in asked.items() if not beginners or roll.person(one) in beginners}
    if not ours:
        return None
    gone = {
        name
        for one in ours.values()
        for name in _taken_by(one)
        if name in ours and roll.person(ours[name]) == roll.person(one)
    }
    heads = sorted(ours.keys() - gone) or sorted(ours)
    order = sorted(ours.values(), key=lambda one: (one.id in heads, _depth(one, ours), one.id))
    missing = any(_replaced(one) not in ours for one in order if _replaced(one) is not None)
    return Versions(tuple(order), roll.person(order[-1]), clear=not missing, rival=len(heads) > 1)


def _replaced(event: Event) -> EventId | None:
    return event.body.replaces if isinstance(event.body, Request) else None


def _taken_by(event: Event) -> tuple[EventId | None, ...]:
    """What it takes the place of: of two rival edits, the next one names one as replaced and the other as its parent."""
    return (_replaced(event), *event.parents)


def _depth(event: Event, asked: dict[EventId, Event]) -> int:
    """How many versions come before; no circle of them goes on for ever."""
    depth, before = 0, _replaced(event)
    while before in asked and depth <= len(asked):
        depth, before = depth + 1, _replaced(asked[before])
    return depth
