"""Our copies of a team's events, opened one after the other; what was checked before a start is not checked again after it.

May not read or write them, nor say what follows from them.
"""

import hmac
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cm_desktop.domain.approvals.events import Event, EventId
from cm_desktop.domain.approvals.keeping import Kept
from cm_desktop.domain.approvals.ports import Notary, Signed
from cm_desktop.domain.errors import Unacceptable

log = logging.getLogger(__name__)

NOTED_EVERY = 200  # events: no more than these are checked again at a start
MAY_OPEN_LATER = "sealed"  # why Unacceptable

Noted = tuple[int, str]
"""Up to which number all was checked, and what this device wrote of that: `Notary.remember`."""


@dataclass(slots=True)
class Opening:
    """How far one team's events were opened. `closed` are those that did not open yet.

    `names` are those of all sheets that held events, in their order; `noted` is how many of them are noted as checked.
    """

    events: dict[EventId, Event] = field(default_factory=dict)
    number: int = 0
    closed: tuple[Kept, ...] = ()
    names: list[str] = field(default_factory=list)
    noted: int = 0

    def go_on(self, notary: Notary, new: Sequence[Kept], noted: Noted | None) -> None:
        """Open what is new: of what was never opened since the start, as far as `noted` holds, without checking it again."""
        checked = self._checked(notary, new, noted) if noted and not self.number else 0
        events = dict(self.events)  # whoever was given the former ones may still be reading them
        left, before = (*self.closed, *new), -1
        while left and len(left) != before:  # what is read after them may tell the key of the others
            before, left = len(left), tuple(_closed(notary, left, events, checked))
        self.events, self.closed, self.number = events, left, new[-1].number
        self.names += [kept.sheet.name for kept in new]

    def to_note(self, notary: Notary) -> Noted | None:
        """What is to be noted for the next start, now and then; None while there is little, or where something did not open."""
        if len(self.events) != len(self.names) or len(self.names) - self.noted < NOTED_EVERY:
            return None
        self.noted = len(self.names)
        return self.number, notary.remember(self.number, self.names)

    def _checked(self, notary: Notary, kept: Sequence[Kept], noted: Noted) -> int:
        """Up to which number these are all that was checked, and nothing else; 0 where that is not so."""
        number, remembered = noted
        names = [one.sheet.name for one in kept if one.number <= number]
        if not hmac.compare_digest(notary.remember(number, names).encode(), remembered.encode()):
            log.warning("what is kept of a team is no longer what was checked: all of it is checked again")
            return 0
        self.noted = len(names)
        return number


def _closed(notary: Notary, sheets: Iterable[Kept], events: dict[EventId, Event], checked: int) -> Iterator[Kept]:
    """Those that do not open yet; the events in the others join `events`."""
    for kept in sheets:
        try:
            opened = notary.open(kept.sheet, checked=kept.number <= checked)
        except Unacceptable as error:
            if error.reason == MAY_OPEN_LATER:
                yield kept
            else:
                log.warning("an event that is kept here can no longer be opened", exc_info=True)
            continue
        if isinstance(opened, Signed):
            events[opened.event.id] = opened.event
