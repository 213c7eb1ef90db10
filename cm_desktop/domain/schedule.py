"""When an account is read next: often where something happens and rarely elsewhere. Pure; may not read, count or wait.

The figures are argued in docs/decisions/when-to-read.md.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cm_desktop.domain.actions import Capabilities, Repeat
from cm_desktop.domain.quota import Calls

# How long an account has been quiet, at most, and how long it then goes unread.
RHYTHM = (
    (timedelta(minutes=20), timedelta(seconds=90)),
    (timedelta(hours=2), timedelta(minutes=5)),
    (timedelta(days=1), timedelta(minutes=15)),
    (timedelta(days=3), timedelta(minutes=30)),
)
RARELY = timedelta(hours=1)

STRETCH_AT, STRETCH = 75.0, 4
STOP_AT, STOP = 95.0, timedelta(minutes=15)

FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=1)

ONE_ACT = 6  # calls: a comment looked at, our replies under it, the act, and what it made
RESERVE = 0.3  # of a quota, which reading leaves to the moderator's own acts
# At any pace, what is left of the quota lasts half its window: a burst is read quickly, and never to the end.
EVENLY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of an account when its next reading is chosen.

    `tried_at` is when it was last read, or tried to be, None for never; `newest_at` is when the newest of its comments
    was written. `cost` is how many calls a reading makes. `failures` counts the readings since the last that worked;
    `unreachable` where the last of them did not leave this machine. `unfinished`: there was more, which was left.
    """

    caps: Capabilities
    tried_at: datetime | None = None
    newest_at: datetime | None = None
    cost: float = 1.0
    calls: Calls = field(default_factory=Calls)
    percent: float | None = None
    failures: int = 0
    unreachable: bool = False
    unfinished: bool = False


def next_read(standing: Standing, now: datetime) -> datetime:
    """When the account is read next by itself: once it is time, and no sooner than its quota has room."""
    tried_at = standing.tried_at
    if tried_at is None or tried_at > now:  # the clock was set back: nothing is known of how long ago it was
        return max(now, _room(standing, now))
    return max(tried_at + _pause(standing, tried_at, now), _room(standing, now))


def for_reading(caps: Capabilities) -> int:
    """How many calls of the quota readings may have come to, when they begin by themselves; there must be a quota."""
    assert caps.quota is not None
    if all(repeat is Repeat.BY_HAND for repeat in caps.acts.values()):
        return caps.quota.calls
    return max(1, caps.quota.calls - max(ONE_ACT, round(caps.quota.calls * RESERVE)))


def at_the_users_word(caps: Capabilities) -> int:
    """The same where the user asks for a reading: all but one act."""
    assert caps.quota is not None
    return max(for_reading(caps), caps.quota.calls - ONE_ACT)


def may_act_at(caps: Capabilities, calls: Calls, now: datetime) -> datetime:
    """The earliest moment at which an act stays within the quota."""
    return now if caps.quota is None else calls.room_at(ONE_ACT, caps.quota.calls, caps.quota.window, now)


def _pause(standing: Standing, tried_at: datetime, now: datetime) -> timedelta:
    if standing.failures:
        return _retry(standing)
    if standing.unfinished:
        return timedelta(0)
    pause = max(_rhythm(standing.newest_at, tried_at), _evenly(standing, now))
    if standing.percent is None or standing.percent < STRETCH_AT:
        return pause
    return max(pause, STOP) if standing.percent >= STOP_AT else pause * STRETCH


def _rhythm(newest_at: datetime | None, tried_at: datetime) -> timedelta:
    """How long an account goes unread that was found this quiet."""
    if newest_at is None:
        return RARELY
    return next((pause for quiet, pause in RHYTHM if tried_at - newest_at < quiet), RARELY)


def _retry(standing: Standing) -> timedelta:
    """A machine without a network asks nobody: it may try again soon."""
    if standing.unreachable:
        return FIRST_RETRY
    return min(FIRST_RETRY * (1 << min(standing.failures - 1, 10)), LONGEST_RETRY)


def _evenly(standing: Standing, now: datetime) -> timedelta:
    """The shorter the quota, the longer the pause."""
    quota = standing.caps.quota
    if quota is None:
        return timedelta(0)
    left = for_reading(standing.caps) - standing.calls.spent(quota.window, now)
    return min(quota.window * standing.cost / (EVENLY * max(left, 1)), quota.window)


def _room(standing: Standing, now: datetime) -> datetime:
    quota = standing.caps.quota
    if quota is None:
        return now
    limit = for_reading(standing.caps)
    wanted = 1 if standing.unfinished else min(round(standing.cost), limit)
    return standing.calls.room_at(max(wanted, 1), limit, quota.window, now)
