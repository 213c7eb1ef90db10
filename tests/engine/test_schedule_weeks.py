"""A simulated week of the schedule alone, without a store: no quota is exceeded, quiet pages rest, busy ones are close.

The same through the whole engine, for a day, is in test_schedule_days.
"""

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from cm_desktop.domain.quota import Calls, minute_of
from cm_desktop.domain.schedule import Standing, for_reading, next_read
from tests.engine.metered import (
    DAY,
    HOUR,
    MONDAY,
    TWO_MINUTES,
    WEEK,
    Machine,
    Metered,
    MeteredConnector,
    QuotaExceeded,
    dear_page,
    figures,
    pages_of,
)


@dataclass
class Reader:
    """Reads one page when the schedule says so. Not `guarded`, it follows the rhythm and no quota."""

    page: Metered
    guarded: bool = True
    minutes: dict[datetime, int] = field(default_factory=dict)
    standing: Standing = field(init=False)
    cursor: str | None = None
    costs: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        caps = self.page.caps if self.guarded else replace(self.page.caps, quota=None)
        self.standing = Standing(caps=caps, calls=Calls(minutes=self.minutes))
        self.connector = MeteredConnector(self.page, "jeton")

    def due_at(self, now: datetime) -> datetime:
        return next_read(self.standing, now)

    def read(self, now: datetime) -> None:
        started = self.page.calls
        for old in [minute for minute in self.minutes if minute < now - 2 * HOUR]:
            del self.minutes[old]
        whole = self._fetch(now)
        if whole and not self.standing.unfinished:
            self.costs = [*self.costs, self.page.calls - started][-5:]
        self.standing = replace(
            self.standing,
            tried_at=now,
            newest_at=self.page.newest,
            cost=sum(self.costs) / len(self.costs) if self.costs else 1.0,
            unfinished=not whole,
        )

    def _fetch(self, now: datetime) -> bool:
        """To the end of what is new, or of what may be spent."""
        while self._has_room(now):
            batch = self.connector.fetch(self.cursor)
            self.minutes[minute_of(now)] = self.minutes.get(minute_of(now), 0) + 1
            self.cursor = batch.cursor
            if not batch.more:
                return True
        return False

    def _has_room(self, now: datetime) -> bool:
        quota = self.standing.caps.quota
        return quota is None or self.standing.calls.spent(quota.window, now) < for_reading(self.standing.caps)


def live(machine: Machine, pages: Mapping[str, Metered], end: datetime, *, guarded: bool = True) -> None:
    """Let the time pass to the end, each page being read whenever it is due."""
    coming = [(machine.time, name, Reader(page, guarded)) for name, page in pages.items()]
    heapq.heapify(coming)
    while coming[0][0] < end:
        _, name, reader = coming[0]
        due = reader.due_at(machine.time)
        if due <= machine.time:
            reader.read(machine.time)
            due = reader.due_at(machine.time)
        heapq.heapreplace(coming, (due, name, reader))
        machine.time = max(machine.time, coming[0][0])


def share_within(waits: list[timedelta], limit: timedelta) -> float:
    return sum(wait <= limit for wait in waits) / len(waits)


def test_a_week_of_six_pages() -> None:
    machine = Machine()
    pages = pages_of(machine, MONDAY, MONDAY + WEEK)
    live(machine, pages, MONDAY + WEEK)
    print("\n" + figures(pages))
    for name in ("busy", "dead", "office", "weekly", "feed"):
        assert 0 < pages[name].fullest <= for_reading(pages[name].caps)
    assert share_within(pages["busy"].busy_waits(), TWO_MINUTES) >= 0.99
    assert max(pages["busy"].waits()) <= timedelta(minutes=30)
    assert len(pages["busy"].seen_at) >= len(pages["busy"].written) - 5
    for day in (MONDAY + n * DAY for n in range(7)):
        assert 20 <= pages["dead"].read_between(day, day + DAY) <= 24
        assert pages["office"].read_between(day + 20 * HOUR, day + DAY) <= 16  # every 15 minutes since the evening
    (wait,) = pages["weekly"].waits()  # after six quiet days
    assert timedelta(minutes=10) < wait <= HOUR


def test_a_page_that_costs_too_much_is_read_as_often_as_its_quota_lets() -> None:
    machine = Machine()
    dear = dear_page(machine, MONDAY, MONDAY + DAY)
    live(machine, {"dear": dear}, MONDAY + DAY)
    gaps = [after - before for before, after in pairwise(dear.readings)]
    print(
        f"\n{len(dear.readings)} readings of {dear.calls} calls, {dear.fullest} in one hour, {max(gaps)} apart at most"
    )
    assert 100 < dear.fullest <= for_reading(dear.caps)
    assert max(gaps) <= HOUR / 2


def test_without_its_guard_the_same_page_exceeds_its_quota() -> None:
    machine = Machine()
    dear = dear_page(machine, MONDAY, MONDAY + DAY)
    with pytest.raises(QuotaExceeded):
        live(machine, {"dear": dear}, MONDAY + DAY, guarded=False)
    assert dear.fullest == 201
