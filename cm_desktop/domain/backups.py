"""When a copy of the work is due, how long one is kept, and how rows stand once it took the file's place. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cm_desktop.domain.actions import Repeat
from cm_desktop.domain.errors import ActRefused
from cm_desktop.domain.outbox import Addressee, Entry, State, doubt, hold

EVERY = timedelta(hours=1)
HOURLY = 24
KEPT_FOR = timedelta(days=14)  # what was erased from the work lives on in its copies for no longer


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy of the work, whole or not. `made_at` is None for the file itself, of which only the last commits are lost."""

    name: str
    made_at: datetime | None
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a copy took the place of, kept under the name `aside` (empty: nothing was left), and what now waits for the user.

    `held` rows had not left when the copy was made; of those `asking`, only the page tells whether they did.
    """

    copy: Copy
    aside: str
    held: int
    asking: int


def is_due(copies: Collection[datetime], now: datetime) -> bool:
    """Whether none is younger than an hour; one from a time still to come counts for none."""
    return not any(now - EVERY < made <= now for made in copies)


def over(copies: Collection[datetime], now: datetime) -> set[datetime]:
    """Those to be purged: what is 14 days old, and of the rest all but the 24 newest and the last of each day.

    A copy from a time to come tells that the clock went back. Until one of this clock's own copies comes of age, nothing
    goes by its word; then those from a time to come are as old at least, and go with it.
    """
    ahead = {made for made in copies if made > now}
    aged = {made for made in copies if now - made >= KEPT_FOR}
    if ahead and not any(now - made < 2 * KEPT_FOR for made in aged):
        ahead, aged = set(), set()
    rest = sorted(set(copies) - ahead - aged)
    last_of_day = {made.date(): made for made in rest}
    return set(copies) - set(rest[-HOURLY:]) - set(last_of_day.values())


def after_restore(entry: Entry, now: datetime) -> Entry:
    """A row of a copy: whatever it waited for, it may have left since, so that nothing leaves without the user.

    What waits for the moderator's hand may be done already, and says so. What is let go is then looked for from the
    moment it was acted on, and counts as tried: a platform that calls it a duplicate may be right.
    """
    why = ActRefused("restored")
    match entry.state:
        case State.UNCERTAIN | State.SENDING:
            return doubt(entry, why, repeat=Repeat.BLIND, until=now)
        case State.QUEUED | State.HELD | State.FAILED if entry.addressee is Addressee.PLATFORM:
            tried_at = entry.attempted_at or entry.acted_at
            tried = max(entry.attempts, 1)
            return replace(entry, state=State.HELD, attempted_at=tried_at, attempts=tried, trouble=why.trouble())
        case State.QUEUED:
            return hold(entry, why)
        case State.HELD if entry.addressee is Addressee.HAND:
            return replace(entry, trouble=ActRefused("restored_by_hand").trouble())
        case _:
            return entry
