"""Whether the platforms can be reached, as the last attempts told. May not try anything itself."""

from collections.abc import Callable
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
            lost = list(self._lost.values())
        since = [moment for moment in lost if moment is not None]
        return Network(offline_since=min(since) if since and len(since) == len(lost) else None)

    def reached(self, account: AccountId) -> None:
        """A platform answered, whatever it said."""
        self._note(account, None)

    def lost(self, account: AccountId, at: datetime) -> None:
        """The request never left this machine."""
        self._note(account, self._lost.get(account) or at)

    def _note(self, account: AccountId, moment: datetime | None) -> None:
        before = self.state
        with self._guard:
            self._lost[account] = moment
        if self.state != before:
            self._announce(frozenset({Change.NETWORK}))
