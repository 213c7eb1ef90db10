"""How long comments are kept that nothing was done about. Pure."""

from datetime import UTC, datetime

CHOICES = (6, 12, 24, 36)
"""Months, as the window offers them."""
LONGEST = 120
"""Months."""


def horizon(now: datetime, months: int) -> datetime:
    """The beginning of the day so many months ago, in UTC: a thread whose last word is older may go.

    A day that the month does not have is its last that every month has, the 28th.
    """
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    here = now.astimezone(UTC)
    return datetime(year, month + 1, min(here.day, 28), tzinfo=UTC)
