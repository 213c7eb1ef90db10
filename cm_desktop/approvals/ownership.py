"""Whose word on a team's keys counts for sealing: its owners', as far as the events in clear tell. May not open anything.

Chains are not looked at: most of them can only be read with those keys. Who decides what is for `domain.approvals.fold`.
"""

from collections.abc import Iterator

from cm_desktop.domain.approvals.events import Body, Departure, Event, EventId, Founding, Joining, Revocation, Welcome
from cm_desktop.domain.approvals.membership import weighed
from cm_desktop.domain.approvals.people import KeyId, Role

CLEAR = (Founding, Joining, Welcome, Revocation, Departure)
"""What is carried in clear: whoever joins has to read it before they have any key."""


class Owners:
    """What was said in clear of a team, in whatever order it was read. `root` is the key of its first owner."""

    def __init__(self, root: KeyId) -> None:
        self._root = root
        self._said: dict[KeyId, dict[EventId, Event]] = {}
        self._possible = [root]
        self._counting: list[Event] = []

    def learn(self, event: Event) -> bool:
        """Take in an event; answers whether anything may follow from it."""
        if not isinstance(event.body, Founding | Welcome | Revocation | Departure):
            return False
        self._said.setdefault(event.by, {})[event.id] = event
        if event.by not in self._possible:  # strangers may say as much as they like, at no cost
            return False
        self._possible = self._reached()
        said = [event for key in self._possible for event in self._of(key)]
        begun = [event for event in self._of(self._root) if isinstance(event.body, Founding)]
        self._counting = begun + weighed([event for event in said if not isinstance(event.body, Founding)], self._root)
        return True

    def given(self, to: KeyId) -> Iterator[bytes]:
        """What owners wrapped for this device: rings of keys."""
        for event in self._counting:
            if (sealed := _sealed_for(to, event.body)) is not None:
                yield sealed

    def _reached(self) -> list[KeyId]:
        """Whoever may be an owner, if nobody ever ended anybody's part."""
        reached = [self._root]
        for key in reached:  # which grows meanwhile
            made = (_made_owner(event.body) for event in self._of(key))
            reached += {other for other in made if other is not None}.difference(reached)
        return reached

    def _of(self, key: KeyId) -> list[Event]:
        """What a device said, until it left."""
        said = list(self._said.get(key, {}).values())
        left = min((event.seq for event in said if isinstance(event.body, Departure)), default=None)
        return [event for event in said if left is None or event.seq < left]


def _made_owner(body: Body) -> KeyId | None:
    return body.member.key if isinstance(body, Welcome) and body.member.role is Role.OWNER else None


def _sealed_for(key: KeyId, body: Body) -> bytes | None:
    match body:
        case Founding(member=member, sealed=sealed) | Welcome(member=member, sealed=sealed):
            return sealed if member.key == key else None
        case Revocation(sealed=sealed):
            return dict(sealed).get(key)
        case _:
            return None
