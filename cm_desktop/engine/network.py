"""Whether the platforms can be reached, as the last attempts told. May not try anything itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING

from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.departure import Away

if TYPE_CHECKING:
    from cm_desktop.domain.comments import AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """`offline_since` is when the first of the accounts that cannot be reached was lost; None while any can be."""

    offline_since: datetime | None = None


class NetworkWatch:
    """Hears of every attempt, from any thread. Offline is when no account that was tried could be reached."""

    def __init__(self, announce: Callable[[Changes], None], now: Callable[[], datetime]) -> None:
        self._announce = announce
        self._now = now
        self._lost: dict[AccountId, datetime | None] = {}
        self._away: list[Away] = []
        self._guard = Lock()

    @property
    def state(self) -> Network:
        with self._guard:
            return Network(offline_since=_offline_since(self._lost))

    def was_left(self, since: datetime) -> None:
        """Nothing could be reached from then on, until the process that knew it ended: as far as can be told, until now."""
        with self._guard:
            self._away.append(Away(since, self._now()))

    def away(self) -> tuple[Away, ...]:
        """When nothing could be reached, and is again."""
        with self._guard:
            return tuple(self._away)

    def back(self) -> None:
        """What was done while nothing could be reached needs no other look."""
        with self._guard:
            self._away.clear()

    def reached(self, account: AccountId) -> None:
        """A platform answered, whatever it said."""
        self._change(lambda lost: lost.update({account: None}))

    def lost(self, account: AccountId, at: datetime) -> None:
        """The request never left this machine."""
        self._change(lambda lost: lost.update({account: lost.get(account) or at}))

    def forget(self, account: AccountId) -> None:
        """It is not tried any more: frozen, or removed."""
        self._change(lambda lost: lost.pop(account, None))

    def _change(self, change: Callable[[dict[AccountId, datetime | None]], object]) -> None:
        with self._guard:
            before = _offline_since(self._lost)
            change(self._lost)
            after = _offline_since(self._lost)
            if before is not None and after is None and any(moment is None for moment in self._lost.values()):
                self._away.append(Away(before, self._now()))
        if after != before:
            self._announce(frozenset({Change.NETWORK}))


def _offline_since(lost: Mapping[AccountId, datetime | None]) -> datetime | None:
    since = [moment for moment in lost.values() if moment is not None]
    return min(since) if since and len(since) == len(lost) else None
