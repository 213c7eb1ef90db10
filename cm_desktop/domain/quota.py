"""How often a platform may be asked: what we allow ourselves, and what was spent of it. May not count or wait."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cm_desktop.domain.comments import AccountId

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """At most so many calls in any stretch of time as long as `window`."""

    calls: int
    window: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """What a connector has used since it was opened. `calls` counts requests that reached the platform.

    `percent` is how much of its own quota the platform last said to be used (0 to 100), None where it says nothing.
    """

    calls: int = 0
    percent: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """What was asked of one account's platform, by the minute in which it was asked.

    A minute counts whole until its end has left the window: never less than was really spent. One that is still to
    come was noted before the clock was set back, and counts too.
    """

    minutes: Mapping[datetime, int] = field(default_factory=dict)

    def spent(self, window: timedelta, now: datetime) -> int:
        """How many count at this moment."""
        return sum(calls for minute, calls in self.minutes.items() if _counts_until(minute, window) > now)

    def room_at(self, calls: int, limit: int, window: timedelta, now: datetime) -> datetime:
        """The earliest moment at which so many more stay within the limit; what never would fits once all have left."""
        spent, moment = self.spent(window, now), now
        for minute in sorted(self.minutes):
            if spent == 0 or spent + calls <= limit:
                break
            if _counts_until(minute, window) > now:
                spent -= self.minutes[minute]
                moment = _counts_until(minute, window)
        return moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What may be asked of one account's platform, and what was lately. `spent` counts within the quota's own window.

    `next_read` is when it is read again by itself; None where it is not. A moment that has passed means: as soon as
    what is under way is over.
    """

    account: AccountId
    quota: Quota | None
    spent: int
    percent: float | None
    next_read: datetime | None


def minute_of(moment: datetime) -> datetime:
    """The minute that a moment is in, by its beginning."""
    return moment.replace(second=0, microsecond=0)


def _counts_until(minute: datetime, window: timedelta) -> datetime:
    return minute + MINUTE + window
