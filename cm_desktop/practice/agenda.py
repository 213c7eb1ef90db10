"""What is still to happen in the practice world, by the clock. May not use a thread: it happens when the time is asked."""

import heapq
from collections.abc import Callable
from datetime import datetime

from cm_desktop.practice.things import Clock


class Agenda:
    """Happenings in the order of their moments. Its owner sees to it that one thread at a time uses it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._due: list[tuple[datetime, int, Callable[[], object]]] = []
        self._planned = 0
        self._moment: datetime | None = None

    def at(self, moment: datetime, happening: Callable[[], object]) -> None:
        """Let something happen at this moment."""
        self._planned += 1
        heapq.heappush(self._due, (moment, self._planned, happening))

    def now(self) -> datetime:
        """The time. What was due by now has happened, each thing at its own moment."""
        if self._moment is not None:
            return self._moment
        now = self._clock()
        while self._due and self._due[0][0] <= now:
            self._moment, _, happening = heapq.heappop(self._due)
            try:
                happening()
            finally:
                self._moment = None
        return now
