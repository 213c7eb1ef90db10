"""What was prepared offline is looked at once more before it leaves: the departure list. May not send, nor let go by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cm_desktop.domain.departure import prepared_offline, unreached
from cm_desktop.domain.errors import ActRefused, NotFound
from cm_desktop.domain.outbox import Addressee, Entry, State

if TYPE_CHECKING:
    from cm_desktop.engine.inbox import Inbox, Waiting
    from cm_desktop.engine.workroom import Workroom

REASON = "prepared_offline"
_ON_THE_PAGE = frozenset({"changed", "answered", "moved", "stale"})  # found when it was about to leave


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One act on the list. `text` is the comment as it stands on the page now; `waiting.comment` is as it was acted on."""

    waiting: Waiting
    text: str

    @property
    def unchanged(self) -> bool:
        """Whether nothing on its page speaks against it."""
        return _reason(self.waiting.entry) == REASON


class Departing:
    """Nobody is asked before `begin`: where no window is, what is due leaves as it was told to."""

    def __init__(self, room: Workroom) -> None:
        self._room = room
        self._asks = False

    def begin(self) -> None:
        """There is somebody to ask, about what an earlier process could not send as well."""
        self._asks = True
        left = [entry.acted_at for entry in self._room.reader().entries(states={State.QUEUED}) if unreached(entry)]
        if left:
            self._room.network.was_left(min(left))

    def asks_about(self, entry: Entry) -> ActRefused | None:
        """Why this row waits for a look, though nothing on its page hinders it."""
        asks = self._asks and prepared_offline(entry, self._room.network.away())
        return ActRefused(REASON) if asks else None

    def listed(self, inbox: Inbox) -> tuple[Departure, ...]:
        """What waits for that look, with what was found changed meanwhile: empty while nothing was prepared offline."""
        if not any(_reason(entry) == REASON for entry in self._room.reader().entries(states={State.HELD})):
            return ()
        held = inbox.waiting(states={State.HELD}, addressee=Addressee.PLATFORM)
        listed = {REASON, *_ON_THE_PAGE}
        return tuple(Departure(waiting=one, text=_stands(inbox, one)) for one in held if _reason(one.entry) in listed)

    def decided(self) -> None:
        """The list was looked at: what waits behind what was let go leaves without another look."""
        self._room.network.back()


def _reason(entry: Entry) -> str:
    return entry.trouble.facts.get("reason", "") if entry.trouble is not None else ""


def _stands(inbox: Inbox, waiting: Waiting) -> str:
    try:
        return inbox.row(waiting.entry.comment).comment.text
    except NotFound:
        return waiting.comment.text
