"""What clients want validated, as owners said it one after the other or at once. Pure; may not know any case."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.events import Event, EventId, PolicySet, Request
from cm_desktop.domain.approvals.membership import knows
from cm_desktop.domain.approvals.policy import Needed, Policy
from cm_desktop.domain.comments import ClientId


@dataclass(frozen=True, slots=True)
class Policies:
    """`said` are the owners' events, by client; `_known` what was made of some of them already."""

    said: dict[ClientId, list[Event]] = field(default_factory=dict)
    _known: dict[tuple[EventId, ...], Policy] = field(default_factory=dict)

    def now(self) -> dict[ClientId, Policy]:
        """What is in force."""
        return {client: merged(events) for client, events in self.said.items()}

    def needed(self, event: Event, request: Request, act: ActionKind | None) -> Needed:
        """What lets this act leave has to be: as the request says, and as the policies say that its author knew."""
        asked, said = Needed(request.level), self.said.get(request.client)
        if said is None or act is None:
            return asked
        known = [one for one in said if knows(event, one)]
        names = tuple(one.id for one in known)
        if names not in self._known:
            self._known[names] = merged(known)
        demanded = self._known[names].demanded(act, request.categories)
        return asked.both(demanded) if demanded else asked


def merged(said: Iterable[Event]) -> Policy:
    """Without what a later one takes the place of. Where two owners spoke without knowing of each other, both count."""
    events = list(said)
    last = [one for one in events if not any(knows(other, one) for other in events)]
    demands = [demand for one in last if isinstance(one.body, PolicySet) for demand in one.body.policy.demands]
    return Policy(demands=tuple(dict.fromkeys(demands)))
