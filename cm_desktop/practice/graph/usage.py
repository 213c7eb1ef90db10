"""How much of a quota is used, and the headers that tell it. May not refuse a call: it only says when to.

Each Page and each Instagram account has its own: 4,800 calls a rolling day for each person engaged with it (on Instagram it
is for each time that something of it is seen, which is not played). Percentages run from 0 to 100, the time to regain access
is in minutes. The headers come only once enough calls were made.
"""

import json
from collections import Counter

CALLS_A_PERSON = 4_800
QUIET_CALLS = 20


class Usage:
    """Calls counted since the start. Hold the world's lock while using it."""

    def __init__(self) -> None:
        self._calls: Counter[str] = Counter()
        self._forced: dict[str, int] = {}

    def force(self, page_id: str, percent: int | None) -> None:
        """From now on, claim this percentage for the Page; None returns to counting."""
        if percent is None:
            self._forced.pop(page_id, None)
        else:
            self._forced[page_id] = percent

    def count(self, holder_id: str, calls: int = 1) -> None:
        self._calls[holder_id] += calls

    def percent(self, holder_id: str, engaged_people: int) -> int:
        if (forced := self._forced.get(holder_id)) is not None:
            return forced
        return 100 * self._calls[holder_id] // (CALLS_A_PERSON * max(1, engaged_people))

    def headers(self, holder_id: str, kind: str | None, percent: int, regain_minutes: int) -> dict[str, str]:
        """What the answer to this call tells of the quota of a Page or an account of this kind; None: of the app."""
        quiet = self._calls[holder_id] <= QUIET_CALLS and holder_id not in self._forced
        if quiet and not regain_minutes:
            return {}
        use = {"call_count": percent, "total_cputime": percent // 2, "total_time": percent // 2}
        if kind is None:
            return {"X-App-Usage": json.dumps(use)}
        account_use = {"type": kind, **use, "estimated_time_to_regain_access": regain_minutes}
        return {"X-Business-Use-Case-Usage": json.dumps({holder_id: [account_use]})}
