"""What is asked of platforms, counted call by call, and whether there is room for more. May not ask anything itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from cm_desktop.domain.comments import Account, AccountId
from cm_desktop.domain.ports import Source
from cm_desktop.domain.quota import MINUTE, Calls
from cm_desktop.domain.schedule import at_the_users_word, for_reading, may_act_at
from cm_desktop.engine.workroom import Workroom


class Ledger:
    """Every reading and every sending passes through `counting`; any thread may."""

    def __init__(self, room: Workroom) -> None:
        self._room = room
        self._percent: dict[AccountId, float] = {}

    @contextmanager
    def counting(self, account: AccountId, source: Source) -> Iterator[None]:
        """Count what is asked through this source inside, whatever becomes of it."""
        before = source.spent.calls
        try:
            yield
        finally:
            spent = source.spent
            if spent.percent is not None:
                self._percent[account] = spent.percent
            if spent.calls > before:
                self._room.workspace.note_calls(account, self._room.now(), spent.calls - before).result()

    def calls(self, account: Account) -> Calls:
        """What was asked of the account's platform and may still count; where there is no quota, nothing does."""
        quota, now = self._room.caps(account).quota, self._room.now()
        return Calls() if quota is None else self._room.reader().calls(account.id, now - quota.window - MINUTE)

    def percent(self, account: AccountId) -> float | None:
        """How much of its own quota the platform last said to be used; None where it said nothing since the start."""
        return self._percent.get(account)

    def may_read(self, account: Account, *, asked: bool) -> bool:
        """Whether one more call stays within what readings may spend; more, where the user asked for the reading."""
        caps = self._room.caps(account)
        if caps.quota is None:
            return True
        limit = at_the_users_word(caps) if asked else for_reading(caps)
        return self.calls(account).spent(caps.quota.window, self._room.now()) < limit

    def may_act_at(self, account: Account) -> datetime:
        """The earliest moment at which an act stays within the quota."""
        return may_act_at(self._room.caps(account), self.calls(account), self._room.now())

    def straighten(self) -> None:
        """After the clock was set back, have what was noted at moments still to come count as spent now."""
        now = self._room.now()
        if self._room.reader().calls_are_ahead(now):
            self._room.workspace.clock_set_back(now).result()
