"""Moments as exports write them, in French and English. May not ask what time it is, nor where the reader is."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from cm_desktop.domain.arrivals import DateOrder

_TIME = (
    r"(?P<hour>\d{1,2})(?:\s?(?:[:h]|heures?)\s?(?:(?P<minute>\d{2})(?:\s?(?:[:m]|min)\s?(?P<second>\d{2})(?:[.,]\d+)?\s?s?)?)?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\.?)?(?:\s?(?P<zone>z|utc|gmt|cest|cet|[+-]\d{2}:?\d{2}|(?:utc|gmt)[+-]\d{1,2}))?"
)
_THEN_TIME = rf"(?:,?\s?(?:a|at|vers|le|t|-|·)?\s?{_TIME})?"
_WEEKDAY = r"(?:(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s(?:le\s)?)?"
_MONTH = (
    r"(?P<month>janv?(?:ier|uary)?|fevr?(?:ier)?|febr?(?:uary)?|mars?|march|avr(?:il)?|apr(?:il)?|mai|may|juin|june?"
    r"|juil(?:let)?|july?|aout?|aug(?:ust)?|sept?(?:embre|ember)?|oct(?:obre|ober)?|nov(?:embre|ember)?|dec(?:embre|ember)?)"
)
_MONTHS = {"jan": 1, "fev": 2, "feb": 2, "mar": 3, "avr": 4, "apr": 4, "mai": 5, "may": 5, "juin": 6, "jun": 6} | {
    "jui": 7, "jul": 7, "aou": 8, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12
}  # fmt: skip
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "cet": 60, "cest": 120}

_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)(?P<a>\d{{1,2}}){_THEN_TIME}")
_NUMBERS = re.compile(
    rf"{_WEEKDAY}(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)(?P<year>\d{{4}}|\d\d){_THEN_TIME}"
)
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?[\s.-]{{0,2}}{_MONTH}\.?,?(?:[\s-]?(?P<year>\d{{4}}))?{_THEN_TIME}"
)
_MONTH_DAY = re.compile(
    rf"{_WEEKDAY}{_MONTH}\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<year>\d{{4}}))?{_THEN_TIME}"
)
_YEAR_LAST = re.compile(rf"{_WEEKDAY}{_MONTH}\s(?P<day>\d{{1,2}})\s{_TIME}\s(?P<year>\d{{4}})")
_NUMBER = re.compile(r"\d{5}(?:[.,]\d+)?|\d{10}(?:[.,]\d+)?|\d{13}|\d{16}")
_AGO = re.compile(r"(?:il y a\s?)?(?P<count>\d{1,3}|une?|an?)\s?(?P<unit>[a-z]+)\.?(?:\s?ago)?")
_NEAR = re.compile(rf"(?P<day>aujourd'?hui|today|hier|yesterday|avant-hier)(?:,?\s?(?:a|at|·)?\s?{_TIME})?")
_NOW = {"a l'instant", "maintenant", "just now", "now", "a l’instant"}
_DAYS_BACK = {"aujourd'hui": 0, "aujourdhui": 0, "today": 0, "hier": 1, "yesterday": 1, "avant-hier": 2}
_UNITS: dict[timedelta, tuple[str, ...]] = {
    timedelta(seconds=1): ("s", "sec", "seconde", "secondes", "second", "seconds"),
    timedelta(minutes=1): ("m", "mn", "min", "mins", "minute", "minutes"),
    timedelta(hours=1): ("h", "hr", "hrs", "heure", "heures", "hour", "hours"),
    timedelta(days=1): ("j", "d", "jour", "jours", "day", "days"),
    timedelta(weeks=1): ("sem", "semaine", "semaines", "w", "wk", "wks", "week", "weeks"),
    timedelta(days=30): ("mois", "mo", "month", "months"),
    timedelta(days=365): ("an", "ans", "a", "y", "yr", "yrs", "year", "years"),
}
_UNIT = {name: length for length, names in _UNITS.items() for name in names}
_SPREADSHEET_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zone
_FIRST_UNIX, _LAST_UNIX = 946_684_800, 4_102_444_800  # 2000 to 2100: other numbers are no moments
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_051  # the same, in days


@dataclass(frozen=True, slots=True)
class Moment:
    """`at` is UTC. `name` is the same whenever and wherever the file is read; empty where it was told from that day.

    `contrary`: the day and the month stand the other way round than in the file's other dates.
    """

    at: datetime
    name: str
    contrary: bool = False


class DateReader:
    """Reads the moments of one file. `zone` is where those without an offset are, None for the machine's own.

    `now` is the moment of the import: what "3 h" is counted from.
    """

    def __init__(self, order: DateOrder, now: datetime, zone: tzinfo | None = None) -> None:
        self._order = order
        self._now = now
        self._zone = zone
        self.read: Callable[[str], Moment | None] = lru_cache(4096)(self._read)

    def _read(self, text: str) -> Moment | None:
        """The moment; None where this is none."""
        said = _plain(text)
        try:
            found = _absolute(said, self._order, self._now)
            if found is None:
                ago = self._relative(said)
                return None if ago is None else Moment(ago, "")
            name = (found if found.tzinfo is None else found.astimezone(UTC)).isoformat()
            return Moment(self._placed(found), name, _is_contrary(said, self._order))
        except (ValueError, OverflowError, OSError):  # no such day, or one that no clock reaches
            return None

    def _placed(self, found: datetime) -> datetime:
        if found.tzinfo is None and self._zone is not None:
            found = found.replace(tzinfo=self._zone)
        return found.astimezone(UTC)

    def _relative(self, said: str) -> datetime | None:
        if said in _NOW:
            return self._now
        if near := _NEAR.fullmatch(said):
            day = self._now.astimezone(self._zone).date() - timedelta(days=_DAYS_BACK[near["day"]])
            return self._placed(_at(near, day)) if near["hour"] else min(self._now, self._placed(_midnight(day)))
        ago = _AGO.fullmatch(said)
        if ago is None or ago["unit"] not in _UNIT:
            return None
        return self._now - _UNIT[ago["unit"]] * (int(ago["count"]) if ago["count"].isdigit() else 1)


def proved_order(samples: Iterable[str]) -> DateOrder:
    """What 03/04/2026 means in a column: the day first, unless its values prove the contrary, or tell hours in halves."""
    found = [match for match in map(_NUMBERS.fullmatch, map(_plain, samples)) if match]
    if any(int(match["a"]) > 12 for match in found):
        return DateOrder.DAY_FIRST
    proved = any(int(match["b"]) > 12 or match["half"] for match in found)
    return DateOrder.MONTH_FIRST if proved else DateOrder.DAY_FIRST


def _plain(text: str) -> str:
    """Lower case, no accents, plain spaces, one at a time."""
    lower = text.lower()
    if not lower.isascii():
        opened = unicodedata.normalize("NFKD", lower)
        lower = "".join(sign for sign in opened if not unicodedata.combining(sign)).replace("’", "'")
    return " ".join(lower.split())


def _absolute(said: str, order: DateOrder, now: datetime) -> datetime | None:
    """Without a zone where none stands there. Raises ValueError for a day that does not exist."""
    if said[:4].isdigit() and said[4:5] == "-":
        try:
            return datetime.fromisoformat(said.replace(" utc", "z").replace(" +", "+"))
        except ValueError:
            pass  # one of the looser forms below
    if _NUMBER.fullmatch(said):
        return _from_number(said.replace(",", "."))
    if match := _YEAR_FIRST.fullmatch(said):
        return _at(match, date(int(match["year"]), int(match["b"]), int(match["a"])))
    if match := _NUMBERS.fullmatch(said):
        return _at(match, _from_numbers(match, order, now))
    if match := _DAY_MONTH.fullmatch(said) or _YEAR_LAST.fullmatch(said) or _MONTH_DAY.fullmatch(said):
        return _at(match, _from_name(match, now))
    return None


def _from_number(said: str) -> datetime | None:
    whole = said.partition(".")[0]
    number = float(said)
    if len(whole) == 5:
        in_range = _FIRST_SERIAL <= number < _LAST_SERIAL
        return _SPREADSHEET_DAY_0 + timedelta(seconds=round(number * 86_400)) if in_range else None
    seconds = number / {10: 1, 13: 1_000, 16: 1_000_000}[len(whole)]
    return datetime.fromtimestamp(seconds, UTC) if _FIRST_UNIX <= seconds < _LAST_UNIX else None


def _is_contrary(said: str, order: DateOrder) -> bool:
    match = _NUMBERS.fullmatch(said)
    return match is not None and int(match["b" if order is DateOrder.DAY_FIRST else "a"]) > 12


def _from_numbers(match: re.Match[str], order: DateOrder, now: datetime) -> date:
    day, month = int(match["a"]), int(match["b"])
    if month > 12 or (day <= 12 and order is DateOrder.MONTH_FIRST):
        day, month = month, day
    year = int(match["year"])
    if year < 100:  # nobody comments years ahead
        year += 2000 if 2000 + year <= now.year + 1 else 1900
    return date(year, month, day)


def _from_name(match: re.Match[str], now: datetime) -> date:
    """A day without a year is the last one of that name."""
    name = match["month"]
    month = _MONTHS.get(name[:4]) or _MONTHS[name[:3]]
    if match["year"]:
        return date(int(match["year"]), month, int(match["day"]))
    this_year = date(now.year, month, int(match["day"]))
    return this_year if this_year <= now.date() + timedelta(days=1) else this_year.replace(year=now.year - 1)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - its zone comes later


def _at(match: re.Match[str], day: date) -> datetime:
    """That day at the hour of the match, midnight where there is none; with its offset where there is one."""
    hour, half, zone = int(match["hour"] or 0), match["half"], match["zone"]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    offset = None if zone is None else timezone(timedelta(minutes=_offset(zone)))
    return datetime(
        day.year, day.month, day.day, hour, int(match["minute"] or 0), int(match["second"] or 0), tzinfo=offset
    )


def _offset(zone: str) -> int:
    """Minutes east of Greenwich."""
    if zone in _ZONES:
        return _ZONES[zone]
    signed = zone.removeprefix("utc").removeprefix("gmt")
    digits = signed[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) < 3 else (int(digits[:2]), int(digits[2:]))
    return (hours * 60 + minutes) * (-1 if signed[0] == "-" else 1)
