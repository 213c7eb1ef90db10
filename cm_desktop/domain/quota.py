"""How often a platform may be asked: what we allow ourselves, and what was spent of it. May not count or wait."""

from dataclasses import dataclass
from datetime import timedelta


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
