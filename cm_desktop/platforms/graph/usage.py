"""How much of a Graph quota is used, read from the headers of an answer. May not decide what is put off for it.

Percentages run from 0 to 100 and come once enough calls were made; the time to regain access is in minutes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from cm_desktop.domain.errors import Unreadable
from cm_desktop.domain.quota import Quota
from cm_desktop.platforms.transport.strict_json import safe_loads

HOURLY = Quota(calls=200, window=timedelta(hours=1))  # the platform limit of an app with one user
THROTTLE_AT = 75
STOP_AT = 95
_LONGEST_WAIT = 24 * 3600.0  # the quota's window
_UNTOLD_WAIT = 15 * 60.0
_HEADERS = ("x-business-use-case-usage", "x-app-usage", "x-page-usage")
_SHARES = ("call_count", "total_cputime", "total_time")
_REGAIN = "estimated_time_to_regain_access"


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """The highest percentage that any header tells, and the seconds until access is back, None where not told."""

    percent: float = 0
    regain: float | None = None

    @property
    def throttled(self) -> bool:
        """Whether what can wait should."""
        return self.percent >= THROTTLE_AT

    @property
    def stop(self) -> float | None:
        """The seconds to leave the platform alone; None while there is room."""
        return None if self.percent < STOP_AT else self.regain or _UNTOLD_WAIT


def usage(headers: Mapping[str, str]) -> Usage | None:
    """What the headers tell, None where they tell nothing. What cannot be read is passed over."""
    entries = [entry for name in _HEADERS for entry in _entries(headers.get(name, ""))]
    if not entries:
        return None
    percent = max(_number(entry.get(share)) for entry in entries for share in _SHARES)
    minutes = max(_number(entry.get(_REGAIN)) for entry in entries)
    return Usage(percent=percent, regain=min(minutes * 60, _LONGEST_WAIT) or None)


def _entries(text: str) -> Iterator[Mapping[str, object]]:
    """The objects that hold figures: the header's own, or those in the lists for each object."""
    try:
        told = safe_loads(text.encode())
    except Unreadable:
        return
    if not isinstance(told, dict):
        return
    if any(share in told for share in _SHARES):
        yield told
    for listed in told.values():
        if isinstance(listed, list):
            yield from (entry for entry in listed if isinstance(entry, dict))


def _number(value: object) -> float:
    return max(0.0, float(value)) if isinstance(value, int | float) else 0.0
