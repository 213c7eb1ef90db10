"""When each account is read next: how its readings went, put before `domain.schedule`. May not read any page.

What it remembers of readings lasts as long as the process; what was spent, and when a page was last read, is in the
store.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from cm_desktop.domain.comments import Account, AccountId
from cm_desktop.domain.errors import Offline
from cm_desktop.domain.quota import Budget
from cm_desktop.domain.schedule import Standing, next_read
from cm_desktop.engine.reading.ledger import Ledger
from cm_desktop.engine.workroom import Workroom

MEASURED = 5  # readings


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How the last readings of an account went. `costs` are the calls of the last whole ones."""

    tried_at: datetime | None = None
    costs: tuple[int, ...] = ()
    failures: int = 0
    unreachable: bool = False
    unfinished: bool = False

    @property
    def cost(self) -> float:
        return sum(self.costs) / len(self.costs) if self.costs else 1.0


class Timetable:
    """Told of every reading by `Pull`; any thread may ask it."""

    def __init__(self, room: Workroom, ledger: Ledger) -> None:
        self._room = room
        self._ledger = ledger
        self._courses: dict[AccountId, Course] = {}

    def finished(self, account: AccountId, cost: int | None) -> None:
        """It was read to the end; `cost` in calls, None where that was no ordinary reading."""
        costs = self._course(account).costs
        kept = costs if cost is None else (*costs, cost)[-MEASURED:]
        self._courses[account] = Course(tried_at=self._room.now(), costs=kept)

    def left(self, account: AccountId) -> None:
        """A reading was left before its end, to be gone on with."""
        course, now = self._course(account), self._room.now()
        self._courses[account] = replace(course, tried_at=now, failures=0, unreachable=False, unfinished=True)

    def failed(self, account: AccountId, error: Exception) -> None:
        course, now, unreachable = self._course(account), self._room.now(), isinstance(error, Offline)
        self._courses[account] = replace(course, tried_at=now, failures=course.failures + 1, unreachable=unreachable)

    def forget(self, account: AccountId) -> None:
        """It was removed, or has a new credential: what it failed at counts no more."""
        self._courses.pop(account, None)

    def is_unfinished(self, account: AccountId) -> bool:
        return self._course(account).unfinished

    def due(self) -> list[Account]:
        """The accounts to read now, the longest overdue first; none while the user paused all reading."""
        times = [(moment, account) for moment, account in self._coming() if moment <= self._room.now()]
        return [account for _, account in sorted(times, key=lambda one: one[0])]

    def next_due(self) -> datetime | None:
        """When the next account is to be read; None where none will be by itself."""
        return min((moment for moment, _ in self._coming()), default=None)

    def budgets(self) -> tuple[Budget, ...]:
        """What may be asked for each account, what was, and when it is read next."""
        times = {account.id: moment for moment, account in self._coming()}
        return tuple(self._budget(account, times.get(account.id)) for account in self._room.reader().accounts())

    def _budget(self, account: Account, moment: datetime | None) -> Budget:
        quota = self._room.caps(account).quota
        now = self._room.now()
        return Budget(
            account=account.id,
            quota=quota,
            spent=0 if quota is None else self._ledger.calls(account).spent(quota.window, now),
            percent=self._ledger.percent(account.id),
            next_read=moment,
        )

    def _coming(self) -> Iterator[tuple[datetime, Account]]:
        """The next reading of each account that is read by itself; one that is frozen for a while waits for its thaw."""
        reader, now = self._room.reader(), self._room.now()
        if reader.halted.reading_paused():
            return
        frozen = reader.frozen()
        read_at = {line.account: line.read_at for line in reader.freshness()}
        for account in reader.accounts():
            moment = next_read(self._standing(account, read_at.get(account.id), now), now)
            _, thaws = frozen.get(account.id, (None, now))
            if thaws is not None:
                yield max(moment, thaws), account

    def _standing(self, account: Account, read_at: datetime | None, now: datetime) -> Standing:
        course = self._course(account.id)
        return Standing(
            caps=self._room.caps(account),
            tried_at=max(filter(None, (course.tried_at, read_at)), default=None),
            newest_at=self._room.reader().newest_at(account.id, now),
            cost=course.cost,
            calls=self._ledger.calls(account),
            percent=self._ledger.percent(account.id),
            failures=course.failures,
            unreachable=course.unreachable,
            unfinished=course.unfinished,
        )

    def _course(self, account: AccountId) -> Course:
        return self._courses.get(account, Course())
