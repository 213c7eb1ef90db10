"""Moments as a person says them: "il y a 4 min", "13 h 08", "hier, 17 h 30". May not ask what time it is.

All moments are aware; `zone` is where the person is, the machine's own zone when left out.
"""

from datetime import datetime, timedelta, tzinfo

from cm_desktop.wording.words import Words, mark

_DAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)
_MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)


def clock(words: Words, at: datetime, zone: tzinfo | None = None) -> str:
    """The hour alone, "13 h 08" or "13:08"."""
    there = local(at, zone)
    return words.say("{hour}:{minute}", hour=there.hour, minute=f"{there.minute:02}")


def moment(words: Words, at: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """The hour, with its day when that is not today: "hier, 17 h 30", "lundi, 9 h 00", "12 novembre", "12 novembre 2024"."""
    there, here = local(at, zone), local(now, zone)
    hour = clock(words, at, zone)
    match (here.date() - there.date()).days:
        case 0:
            return hour
        case 1:
            return words.say("yesterday, {time}", time=hour)
        case days if 1 < days < 7:
            return words.say("{day}, {time}", day=words.say(_DAYS[there.weekday()]), time=hour)
    return day(words, at, now, zone)


def due(words: Words, at: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """A moment to come, always with its hour: "aujourd'hui, 18 h 00", "demain, 12 h 00", "lundi, 9 h 00"."""
    return words.say("{day}, {time}", day=due_day(words, at, now, zone), time=clock(words, at, zone))


def due_day(words: Words, at: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """The day of a moment to come: "aujourd'hui", "demain", "lundi", "le 12 novembre"."""
    there, here = local(at, zone), local(now, zone)
    match (there.date() - here.date()).days:
        case 0:
            return words.say("today")
        case 1:
            return words.say("tomorrow")
        case days if 1 < days < 7:
            return words.say(_DAYS[there.weekday()])
    return words.say("{date}", date=day(words, at, now, zone))  # French says "avant lundi", and "avant le 12 novembre"


def day(words: Words, at: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """The day alone, "12 novembre", with its year where that is not this one."""
    there, here = local(at, zone), local(now, zone)
    month = words.say(_MONTHS[there.month - 1])
    number = words.say("1") if there.day == 1 else there.day  # "1er" in French
    if there.year == here.year:
        return words.say("{month} {day}", month=month, day=number)
    return words.say("{month} {day}, {year}", month=month, day=number, year=there.year)


def ago(words: Words, at: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """How long ago within the hour, "il y a 4 min"; the moment itself when it is longer, or to come."""
    passed = now - at
    if -_MINUTE < passed < _MINUTE:
        return words.say("just now")
    if _MINUTE <= passed < _HOUR:
        return words.say("{n} min ago", n=passed // _MINUTE)
    return moment(words, at, now, zone)


def lasting(words: Words, span: timedelta) -> str:
    """How long something lasted: "4 min", "2 h 10", "3 jours"."""
    if span < _HOUR:
        return words.say("{n} min", n=max(1, span // _MINUTE))
    if span.days:
        return words.count("{n} day", "{n} days", span.days)
    return words.say("{hours} h {minutes}", hours=span // _HOUR, minutes=f"{span % _HOUR // _MINUTE:02}")


def whole(words: Words, at: datetime, zone: tzinfo | None = None) -> str:
    """The day with its year and the hour, whenever it is: "22 novembre 2026, 13 h 08"."""
    there = local(at, zone)
    month = words.say(_MONTHS[there.month - 1])
    day = words.say("{month} {day}, {year}", month=month, day=there.day, year=there.year)
    return words.say("{day}, {time}", day=day, time=clock(words, at, zone))


def is_same_day(at: datetime, now: datetime, zone: tzinfo | None = None) -> bool:
    """Whether both are on one day there."""
    return local(at, zone).date() == local(now, zone).date()


def local(at: datetime, zone: tzinfo | None = None) -> datetime:
    """The same in that zone, where there is one: the first and the last day of all have no other, and anybody may sign them."""
    try:
        return at.astimezone(zone)
    except (OverflowError, ValueError):
        return at
