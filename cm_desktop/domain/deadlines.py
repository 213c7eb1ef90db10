"""Until when an answer is wanted: what to offer, seen from now. Pure; may not read a clock."""

from datetime import datetime, time, timedelta

from cm_desktop.domain.client_sheet import AnswerWithin

_EVENING, _NOON = time(18), time(12)
_SOON = timedelta(hours=2)
_LEAST_TO_EVENING = timedelta(hours=1)
_WORKING_DAYS = 5
_HOURS = {
    AnswerWithin.ONE_HOUR: timedelta(hours=1),
    AnswerWithin.FOUR_HOURS: timedelta(hours=4),
    AnswerWithin.ONE_DAY: timedelta(hours=24),
}


def wanted(within: AnswerWithin, now: datetime) -> datetime | None:
    """When a client's usual delay is over, to the minute; None where it has none. `now` is local and aware.

    The evening is the next working day's where less than an hour is left of this one.
    """
    if within is AnswerWithin.NONE:
        return None
    if within is not AnswerWithin.EVENING:
        return (now + _HOURS[within]).replace(second=0, microsecond=0)
    this_evening = _this_evening(now)
    return this_evening if this_evening - now >= _LEAST_TO_EVENING else _following(now, _EVENING)


def offered(now: datetime, within: AnswerWithin = AnswerWithin.NONE) -> tuple[datetime, ...]:
    """Moments to choose from, the nearest first; `now` is local and aware, and so are they.

    In two hours, this evening where that is later, the noon and evening of the next working day, and what is `wanted`.
    """
    soon, this_evening = _round(now + _SOON), _this_evening(now)
    moments = {soon, _following(now, _NOON), _following(now, _EVENING)}
    if this_evening > soon:
        moments.add(this_evening)
    if (at := wanted(within, now)) is not None:
        moments.add(at)
    return tuple(sorted(moments))


def usual(now: datetime, within: AnswerWithin = AnswerWithin.NONE) -> datetime:
    """The one to begin with: what is `wanted`; else this evening, or the next working day's noon."""
    if (at := wanted(within, now)) is not None:
        return at
    this_evening = _this_evening(now)
    is_near = now.weekday() < _WORKING_DAYS and this_evening > _round(now + _SOON)
    return this_evening if is_near else _following(now, _NOON)


def _round(moment: datetime) -> datetime:
    """The quarter of an hour that follows."""
    past = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment - past + (timedelta(minutes=15) if past else timedelta())


def _this_evening(now: datetime) -> datetime:
    return datetime.combine(now, _EVENING, now.tzinfo)


def _following(now: datetime, at: time) -> datetime:
    """That hour of the next working day."""
    day = now + timedelta(days=1)
    while day.weekday() >= _WORKING_DAYS:
        day += timedelta(days=1)
    return datetime.combine(day, at, now.tzinfo)
