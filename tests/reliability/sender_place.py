"""Where senders are tried: a page on a clock that is told, which counts what was done to it. May not know its platform."""

import random
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Condition
from time import monotonic

from cm_desktop.domain.actions import ActionKind, PlatformAction
from cm_desktop.practice import Fault

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PATIENCE = 30.0
AT_MOST_A_MOMENT = 0.5  # seconds for what a killed sender may just have sent

Item = tuple[str, str]  # a comment, and the reply to it
Order = tuple[str, str, str]  # a comment, what else is done to it, and the new text of what is edited
Mood = Callable[[str], Fault | None]  # what the next call of this method meets
Trouble = Callable[[random.Random], Mood]


class Place(ABC):
    """`comments` are to be answered, `others` to be hidden, liked or taken away. `deadline` is for each answer."""

    platform: str
    id: str
    token: str
    login = ""
    same_again = True  # whether it takes the same reply to the same comment twice
    left_out: frozenset[ActionKind] = frozenset()  # what it has and is not asked here
    base_url: str
    deadline: float  # seconds
    comments: tuple[str, ...]
    others: tuple[str, ...]

    def __init__(self, mood: Mood) -> None:
        self.time = START
        self.since: float | None = None
        self.mood = mood
        self.written = 0
        self._changed = Condition()

    @abstractmethod
    def effects(self) -> Counter[Item]:
        """How often each reply was put on the page by now."""

    @abstractmethod
    def asked(self) -> Counter[tuple[str, str]]:
        """How often it was asked to do each kind of act to each comment, whatever came of it."""

    @abstractmethod
    def stands(self, comment: str) -> bool:
        """Whether it is still on the page."""

    @abstractmethod
    def is_so(self, comment: str, action: PlatformAction) -> bool:
        """Whether the comment is where this act puts it."""

    @abstractmethod
    def lag(self, lag: timedelta) -> None:
        """From now on, readers see a write so much later, where the page has such a thing."""

    def now(self) -> datetime:
        """What its clock shows: `time`, or more where it runs."""
        return self.time + timedelta(seconds=0 if self.since is None else monotonic() - self.since)

    def run(self) -> float:
        """Let the clock run, from the machine's own time on; answers what the machine's monotonic clock told then."""
        self.time, self.since = datetime.now(UTC), monotonic()
        return self.since

    def stand_still(self) -> None:
        """Stop the clock, once no call has come for a moment."""
        with self._changed:
            while self._changed.wait(AT_MOST_A_MOMENT):
                pass
        self.time, self.since = self.now(), None

    def await_writes(self, sent: int, begun: int) -> None:
        """Wait until so many writes that were `sent` have been carried out, and a moment for one that was only begun."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.written >= sent, PATIENCE), "a write that was sent never came"
            self._changed.wait_for(lambda: self.written >= sent + begun, AT_MOST_A_MOMENT if begun else 0)

    def _answered(self, method: str) -> None:
        with self._changed:
            self.written += method != "GET"
            self._changed.notify_all()
