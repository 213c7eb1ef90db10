"""How long comments are kept that nothing was done about. Pure."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

CHOICES = (6, 12, 24, 36)
"""Months, as the window offers them."""
LONGEST = 120
"""Months."""
LEAP = timedelta(days=31)
"""How much later than at the last look a clock may be and be believed: it may be years ahead, and all would go."""


def horizon(now: datetime, months: int) -> datetime:
    """The beginning of the day so many months ago, in UTC: a thread whose last word is older may go.

    A day that the month does not have is its last that every month has, the 28th.
    """
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    here = now.astimezone(UTC)
    return datetime(year, month + 1, min(here.day, 28), tzinfo=UTC)


def doubted_since(now: datetime, months: int, done: Iterable[datetime | None]) -> datetime | None:
    """When what was old was last let go, where the clock has gone on too far since to be believed; else None.

    `done` is before which moment that was, of each account; where it never was, nothing tells the clock wrong.
    """
    gone_on = horizon(now, months) - max((at for at in done if at), default=horizon(now, months))
    return now - gone_on if gone_on > LEAP else None
