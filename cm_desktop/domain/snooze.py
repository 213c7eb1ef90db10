"""A comment that is put off: it leaves what is to do, and comes back to it. Pure; may not ask what time it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum, auto

from cm_desktop.domain.actions import ActionKind, Decided
from cm_desktop.domain.comments import Comment, fingerprint
from cm_desktop.domain.outbox import Entry, State

SET_BACK = timedelta(hours=1)  # a clock that went back further wakes what was put off by it
LONGEST = timedelta(days=366)
MORNING, AFTERNOON = time(9), time(14)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


class Offer(Enum):
    """A moment that is near."""

    HOUR = auto()
    AFTERNOON = auto()
    TOMORROW = auto()
    MONDAY = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """Put off at that moment, until another. `fingerprint` is of the text that stood there; `asleep` ends with its waking."""

    at: datetime
    until: datetime
    fingerprint: str
    asleep: bool = True


class Rest(Enum):
    """What a snooze still means for its comment."""

    NONE = auto()  # there is none, or something was done about the comment since
    ASLEEP = auto()
    BACK = auto()  # it woke, and nothing was done about the comment since


def rest(
    snooze: Snooze | None,
    comment: Comment,
    entries: Iterable[Entry],
    decided: Decided | None,
    *,
    spoke_at: datetime | None,
) -> Rest:
    """`entries` are all rows of the outbox for the comment, `spoke_at` is when its author last wrote beside it.

    What its author edits or adds wakes it before its time.
    """
    if snooze is None or _is_handled(snooze, entries, decided):
        return Rest.NONE
    is_news = snooze.fingerprint != fingerprint(comment.text) or (spoke_at is not None and spoke_at > snooze.at)
    return Rest.ASLEEP if snooze.asleep and not is_news else Rest.BACK


def wakes_at(snooze: Snooze, now: datetime) -> datetime:
    """When it is to be woken: at once where the clock says that it was put off in the future."""
    return now if snooze.at > now + SET_BACK else snooze.until


def offered(now: datetime) -> dict[Offer, datetime]:
    """What to choose from, the nearest first. All of it by the clock on the wall: none of these moments is aware."""
    tomorrow, monday = now + _DAY, now + _DAY * (8 - now.isoweekday())
    moments = {
        Offer.HOUR: now + _HOUR,
        Offer.AFTERNOON: datetime.combine(now, AFTERNOON),
        Offer.TOMORROW: datetime.combine(tomorrow, MORNING),
        Offer.MONDAY: datetime.combine(monday, MORNING),
    }
    if moments[Offer.AFTERNOON] <= moments[Offer.HOUR]:
        del moments[Offer.AFTERNOON]
    if monday == tomorrow:
        del moments[Offer.MONDAY]
    return moments


def _is_handled(snooze: Snooze, entries: Iterable[Entry], decided: Decided | None) -> bool:
    if decided is not None and decided.at > snooze.at:
        return True
    return any(
        entry.acted_at > snooze.at and entry.state is not State.CANCELLED and entry.action.kind is not ActionKind.LIKE
        for entry in entries
    )
