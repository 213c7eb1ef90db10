"""Whether the platforms can be reached, as the last attempts told. May not try anything itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """`offline_since` is when the first of the accounts that cannot be reached was lost; None while any can be."""

    offline_since: datetime | None = None


class NetworkWatch:
    """Hears of every attempt, from any thread. Offline is when no account that was tried could be reached."""

    def __init__(self, announce: Callable[[Changes], None]) -> None:
        self._announce = announce
        self._lost: dict[AccountId, datetime | None] = {}
        self._guard = Lock()

    @property
    def state(self) -> Network:
        with self._guard:
            return Network(offline_since=_offline_since(self._lost))

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
        if after != before:
            self._announce(frozenset({Change.NETWORK}))


def _offline_since(lost: Mapping[AccountId, datetime | None]) -> datetime | None:
    since = [moment for moment in lost.values() if moment is not None]
    return min(since) if since and len(since) == len(lost) else None
