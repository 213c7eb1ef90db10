"""Until when an answer is wanted: what to offer, seen from now. Pure; may not read a clock."""

from datetime import datetime, time, timedelta

_EVENING, _NOON = time(18), time(12)
_SOON = timedelta(hours=2)
_WORKING_DAYS = 5


def offered(now: datetime) -> tuple[datetime, ...]:
    """Moments to choose from, the nearest first; `now` is local and aware, and so are they.

    In two hours, this evening where that is later, and the noon and evening of the next working day.
    """
    soon = _round(now + _SOON)
    following = _next_working_day(now)
    this_evening = now.replace(hour=18, minute=0, second=0, microsecond=0)
    moments = [soon, *([this_evening] if this_evening > soon else [])]
    return (*moments, *(datetime.combine(following, at, now.tzinfo) for at in (_NOON, _EVENING)))


def usual(now: datetime) -> int:
    """The place, among those offered, of the one to begin with: this evening, or the next working day's noon."""
    moments = offered(now)
    is_working_day = now.weekday() < _WORKING_DAYS
    return 1 if is_working_day and moments[1].date() == now.date() else len(moments) - 2


def _round(moment: datetime) -> datetime:
    """The quarter of an hour that follows."""
    past = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment - past + (timedelta(minutes=15) if past else timedelta())


def _next_working_day(now: datetime) -> datetime:
    following = now + timedelta(days=1)
    while following.weekday() >= _WORKING_DAYS:
        following += timedelta(days=1)
    return following
