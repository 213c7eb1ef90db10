"""How long rows of the outbox still wait, by a clock that nobody sets. May not decide what they wait for.

A row's `not_before` is told by the machine's clock, which may be set while the row waits. What was left of the wait when
the row was first seen here is what counts, however the machine's clock jumps from then on.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from cm_desktop.domain.outbox import LONGEST_WAIT, Entry, EntryId
from cm_desktop.domain.ports import Clock


class Waits:
    """Remembers when each wait ends for as long as the process lasts, and only of the rows that it was last asked about."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ends: dict[EntryId, tuple[datetime, timedelta]] = {}

    def left(self, entries: Iterable[Entry]) -> Mapping[EntryId, timedelta]:
        """What is left of each row's wait: nothing once it is over."""
        ends = {entry.id: self._end(entry) for entry in entries}
        self._ends = ends
        steady = self._clock.steady()
        return {name: max(end - steady, timedelta(0)) for name, (_, end) in ends.items()}

    def is_strange(self, entry: Entry) -> bool:
        """Whether an earlier process put it off until a day that can only have come of a clock set back since."""
        return entry.id not in self._ends and self._at_first(entry) > LONGEST_WAIT

    def _end(self, entry: Entry) -> tuple[datetime, timedelta]:
        known = self._ends.get(entry.id)
        if known is not None and known[0] == entry.not_before:
            return known
        return entry.not_before, self._clock.steady() + self._at_first(entry)

    def _at_first(self, entry: Entry) -> timedelta:
        """What the row tells of its wait. If it was acted on in a time to come, the clock was set back since."""
        told = (entry.acted_at, entry.renewed_at, entry.attempted_at)
        since = max([self._clock.now(), *(moment for moment in told if moment and moment <= entry.not_before)])
        return max(entry.not_before - since, timedelta(0))
