"""Simulated days through the whole engine, on real databases: pages are read when it is due, never over a quota."""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.actions import WriteReply
from cm_desktop.domain.comments import Account, AccountId, Identity
from cm_desktop.domain.errors import RateLimited, Transient
from cm_desktop.domain.ports import Shelf
from cm_desktop.domain.queue import Query
from cm_desktop.domain.quota import Calls
from cm_desktop.domain.schedule import for_reading
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.engine.reading.ledger import Ledger
from tests.engine.metered import (
    DAY,
    HOUR,
    LIKE_FACEBOOK,
    LONG,
    MONDAY,
    TWO_MINUTES,
    Machine,
    Metered,
    MeteredConnector,
    QuotaExceeded,
    a_crowd,
    account_of,
    contest,
    dear_page,
    figures,
    pages_of,
)
from tests.engine.packs import FakeLibrary
from tests.engine.port import CLIENT, FakeVault
from tests.engine.shelf import NoIntake


def _within(calls: Calls, window: timedelta, now: datetime) -> Iterable[int]:
    return (number for minute, number in calls.minutes.items() if now - window < minute <= now)


class Days:
    """A workspace whose time is told by the test. `restart` is what another start of the program would open."""

    def __init__(self, folder: Path, machine: Machine, pages: dict[str, Metered], shelf: Shelf) -> None:
        self.folder, self.machine, self.pages = folder, machine, pages
        self.shelf, self.vault = shelf, FakeVault()
        self._by_id = {page.account: page for page in pages.values()}
        self.desk = self._open()
        for page in pages.values():
            self.desk.accounts.add(account_of(page), CLIENT, "jeton")

    def of(self, account: AccountId) -> Metered:
        return self._by_id[account]

    def restart(self, *, forgetting: bool = False) -> None:
        self.desk.close()
        if forgetting:
            with closing(sqlite3.connect(self.folder / "cache.db")) as db, db:
                db.execute("DELETE FROM call")
        self.desk = self._open()

    def next_read(self) -> datetime:
        return min(one.next_read for one in self.desk.inbox.budgets() if one.next_read)

    def pass_until(self, end: datetime) -> None:
        """Let the time pass, reading whenever something is due, as the worker of a started desk does."""
        while True:
            self.desk.sync_due()
            now = self.machine.now()
            due = max(self.next_read(), now)
            if self.machine.time + (due - now) >= end:
                self.machine.time = end
                return
            self.machine.time += due - now

    def _open(self) -> Desk:
        def connect(account: Account, secret: str) -> MeteredConnector:
            return MeteredConnector(self._by_id[account.id], secret)

        def introduce(account: Account, secret: str) -> tuple[Account, Identity]:
            return account, connect(account, secret).check()

        fittings = Fittings(
            rules=FakeLibrary(),
            vault=self.vault,
            listen=connect,
            connect=connect,
            shelf=self.shelf,
            intake=NoIntake(),
            introduce=introduce,
            caps=lambda account: self._by_id[account.id].caps,
            clock=self.machine,
        )
        return Desk(self.folder, fittings, threads=False)


Live = Callable[[Machine, dict[str, Metered]], Days]


@pytest.fixture
def live(tmp_path: Path, shelf: Shelf) -> Iterator[Callable[[Machine, dict[str, Metered]], Days]]:
    """Opens a workspace that knows these pages."""
    opened: list[Days] = []

    def open_days(machine: Machine, pages: dict[str, Metered]) -> Days:
        opened.append(Days(tmp_path / "workspace", machine, pages, shelf))
        return opened[-1]

    yield open_days
    for days in opened:
        days.desk.close()


def share_in_time(page: Metered) -> float:
    waits = page.busy_waits()
    return sum(wait <= TWO_MINUTES for wait in waits) / len(waits)


def busy(machine: Machine, start: datetime, end: datetime, more: list[datetime] | None = None) -> Metered:
    page = Metered(machine, AccountId("fake:busy"), LIKE_FACEBOOK)
    page.people_write(a_crowd(start - LONG, end) + (more or []))
    return page


def test_a_day_of_six_pages(live: Live) -> None:
    machine = Machine()
    pages = pages_of(machine, MONDAY, MONDAY + DAY)
    days = live(machine, pages)
    days.pass_until(MONDAY + DAY)
    print("\n" + figures(pages))
    assert share_in_time(pages["busy"]) >= 0.99
    assert len(pages["dead"].readings) <= 24
    for budget in days.desk.inbox.budgets():
        page = days.of(budget.account)
        assert budget.quota == page.caps.quota
        if budget.quota is not None:
            assert page.calls_since(machine.time - budget.quota.window) <= budget.spent <= page.fullest + 1
            assert page.fullest <= for_reading(page.caps) + 1  # the call that introduced it is not counted


def start_again_and_again(days: Days, *, forgetting: bool = False) -> None:
    """Every seven minutes of two hours; each time all is forgotten but what the files hold."""
    for _ in range(17):
        days.pass_until(days.machine.time + timedelta(minutes=7))
        days.restart(forgetting=forgetting)


def test_restarts_do_not_forget_what_was_spent(live: Live) -> None:
    machine = Machine(time=MONDAY + 9 * HOUR)
    dear = dear_page(machine, MONDAY, MONDAY + DAY)
    start_again_and_again(live(machine, {"dear": dear}))
    assert 100 < dear.fullest <= for_reading(dear.caps) + 1


def test_with_what_was_spent_forgotten_the_same_restarts_exceed_the_quota(live: Live) -> None:
    machine = Machine(time=MONDAY + 9 * HOUR)
    dear = dear_page(machine, MONDAY, MONDAY + DAY)
    with pytest.raises(QuotaExceeded):
        start_again_and_again(live(machine, {"dear": dear}), forgetting=True)


def test_a_laptop_that_slept_reads_all_at_once_and_no_more_than_that(live: Live) -> None:
    machine = Machine(time=MONDAY + 9 * HOUR)
    page = busy(machine, MONDAY, MONDAY + DAY)
    days = live(machine, {"busy": page})
    days.pass_until(MONDAY + 10 * HOUR)
    machine.time = woken = MONDAY + 18 * HOUR
    days.pass_until(woken + timedelta(minutes=1))
    assert page.read_between(woken, woken + timedelta(minutes=1)) == 1
    assert set(page.since(MONDAY)) <= page.seen_at.keys()


def set_back_three_times(days: Days, hours: float) -> None:
    """At nine twenty, nine forty and ten, then two hours more."""
    for _ in range(3):
        days.pass_until(days.machine.time + timedelta(minutes=20))
        days.machine.ahead -= hours * HOUR
    days.pass_until(days.machine.time + 2 * HOUR)


@pytest.mark.parametrize("hours", [0.5, 3])
def test_a_clock_set_back_stops_no_reading_and_exceeds_no_quota(live: Live, hours: float) -> None:
    machine = Machine(time=MONDAY + 9 * HOUR)
    dear = dear_page(machine, MONDAY, MONDAY + DAY)
    set_back_three_times(live(machine, {"dear": dear}), hours)
    assert dear.fullest <= for_reading(dear.caps) + 1
    assert dear.read_between(MONDAY + 11 * HOUR, MONDAY + 12 * HOUR) >= 4


def test_with_calls_of_a_time_to_come_ignored_the_same_clock_exceeds_the_quota(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ledger, "straighten", lambda _ledger: None)
    monkeypatch.setattr(Calls, "spent", lambda calls, window, now: sum(_within(calls, window, now)))
    machine = Machine(time=MONDAY + 9 * HOUR)
    dear = dear_page(machine, MONDAY, MONDAY + DAY)
    with pytest.raises(QuotaExceeded):
        set_back_three_times(live(machine, {"dear": dear}), 3)


def test_a_platform_that_says_much_is_used_is_read_less_and_then_hardly(live: Live) -> None:
    machine = Machine(time=MONDAY + 9 * HOUR)
    page = busy(machine, MONDAY, MONDAY + DAY)
    days = live(machine, {"busy": page})
    an_hour = []
    for percent in (40.0, 80.0, 96.0, 40.0):
        page.percent, start = percent, machine.time
        days.pass_until(start + HOUR)
        an_hour.append(page.read_between(start, start + HOUR))
        assert days.desk.inbox.budgets()[0].percent == percent
    print(f"\nreadings an hour at 40, 80, 96 and again 40 percent: {an_hour}")
    assert 25 <= an_hour[0] <= 40
    assert 5 <= an_hour[1] <= 12
    assert 3 <= an_hour[2] <= 5
    assert 25 <= an_hour[3] <= 40


@pytest.mark.parametrize(("seconds", "waits"), [(1800.0, timedelta(minutes=30)), (None, timedelta(minutes=5))])
def test_a_platform_that_refuses_is_left_alone_for_as_long_as_it_says(
    live: Live, seconds: float | None, waits: timedelta
) -> None:
    machine = Machine(time=MONDAY + 9 * HOUR)
    page = busy(machine, MONDAY, MONDAY + DAY)
    days = live(machine, {"busy": page})
    days.pass_until(machine.time + HOUR)
    page.refusing, calls = RateLimited(retry_after=seconds), page.calls
    days.pass_until(machine.time + timedelta(minutes=2))
    refused = page.readings[-1]
    assert page.calls == calls + 1
    page.refusing = None
    days.pass_until(refused + waits - timedelta(seconds=1))
    assert page.calls == calls + 1
    days.pass_until(refused + waits + timedelta(minutes=2))
    assert page.calls > calls + 1
    assert days.desk.inbox.freshness()[0].trouble is None


def test_a_page_that_fails_is_tried_less_and_less_and_read_again_when_it_answers(live: Live) -> None:
    machine = Machine(time=MONDAY + 9 * HOUR)
    page = busy(machine, MONDAY, MONDAY + DAY)
    days = live(machine, {"busy": page})
    days.pass_until(machine.time + HOUR)
    page.refusing, calls = Transient(), page.calls
    days.pass_until(machine.time + 5 * HOUR)
    assert 6 <= page.calls - calls <= 10
    page.refusing = None
    days.pass_until(machine.time + HOUR)
    assert days.desk.inbox.freshness()[0].trouble is None


def test_reading_gives_way_to_sixty_replies_in_an_hour(live: Live) -> None:
    machine = Machine(time=MONDAY + 18 * HOUR)
    page = busy(machine, MONDAY, MONDAY + DAY, contest(MONDAY + 18 * HOUR))
    days = live(machine, {"busy": page})
    days.pass_until(MONDAY + 19 * HOUR)
    before, todo, hours = page.calls, deque(days.desk.inbox.page(Query(), limit=60).rows), [0]
    while len(page.writes) < 60:
        if todo:
            days.desk.acts.do(todo.popleft().comment.ref, WriteReply("Merci !"), delay=timedelta(0)).result()
        days.desk.send()
        days.pass_until(machine.time + timedelta(minutes=1))
        if not todo and not hours[-1]:
            hours = [page.read_between(MONDAY + 18 * HOUR, MONDAY + 19 * HOUR)]
            hours.append(page.read_between(MONDAY + 19 * HOUR, MONDAY + 20 * HOUR))
    print(
        f"\n60 replies took {machine.time - MONDAY - 19 * HOUR}, {page.calls - before} calls, {page.fullest} in the fullest"
        f" hour; {hours[0]} readings in the hour before, {hours[1]} in that of the replies"
    )
    assert machine.time <= MONDAY + 21 * HOUR
    assert 180 < page.fullest <= 200
    assert hours[1] < hours[0] / 2
    assert not days.desk.inbox.waiting()
