"""A desk keeps comments as long as it was told to, and looks once a day."""

from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import AccountId, Author
from cm_desktop.domain.errors import BadValue
from cm_desktop.domain.queue import Queue
from cm_desktop.domain.retention import horizon
from cm_desktop.engine.desk import Desk
from tests.engine.port import ACCOUNT, CLIENT, FakeClock, FakePlatform
from tests.engine.shelf import PAGE, FakeShelf, said


def everything(desk: Desk) -> int:
    return desk.inbox.counts().queues[Queue.ALL]


@pytest.fixture
def read(desk: Desk, platform: FakePlatform) -> Desk:
    """It read a thread that the page answered elsewhere."""
    asked = platform.post("a", "Ouvert lundi ?")
    platform.post("b", "Oui.", parent=asked.id, by_page=True)
    desk.sync()
    return desk


@pytest.mark.parametrize(
    ("now", "months", "expected"),
    [
        (datetime(2026, 11, 22, 9, tzinfo=UTC), 6, datetime(2026, 5, 22, tzinfo=UTC)),
        (datetime(2026, 1, 31, 23, tzinfo=UTC), 12, datetime(2025, 1, 28, tzinfo=UTC)),
        (datetime(2026, 3, 5, tzinfo=UTC), 36, datetime(2023, 3, 5, tzinfo=UTC)),
    ],
)
def test_months_are_those_of_the_calendar(now: datetime, months: int, expected: datetime) -> None:
    assert horizon(now, months) == expected


def days_go_by(desk: Desk, clock: FakeClock, days: int) -> None:
    """The program is open now and then."""
    for _ in range(days // 20):
        clock.pass_(days=20)
        desk.keep_house()


def test_nothing_leaves_unless_it_was_chosen(read: Desk, clock: FakeClock) -> None:
    clock.pass_(days=3000)
    read.keep_house()
    assert (read.retention.months, everything(read)) == (None, 2)


def test_what_grew_old_leaves_with_the_housekeeping_of_the_day(
    read: Desk, clock: FakeClock, platform: FakePlatform
) -> None:
    told: list[Changes] = []
    assert read.retention.keep(12) == 0
    days_go_by(read, clock, 360)
    assert everything(read) == 2
    clock.pass_(days=20)
    assert read.retention.weigh(12) == 2
    read.subscribe(told.append)
    read.keep_house()
    assert (everything(read), any(Change.COMMENTS in changes for changes in told)) == (0, True)
    read.sync()  # the page still lists both
    assert everything(read) == 0
    assert read.retention.keep(None) == 0
    read.sync()
    assert everything(read) == 2


def test_it_is_looked_for_once_a_day(read: Desk, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    read.retention.keep(12)
    asked: list[AccountId] = []
    let_go = read._workspace.retention.let_go

    def counted(account: AccountId, before: datetime | None) -> Future[int]:
        asked.append(account)
        return let_go(account, before)

    monkeypatch.setattr(read._workspace.retention, "let_go", counted)
    read.keep_house()
    clock.pass_(hours=1)
    read.keep_house()
    assert asked == []
    clock.pass_(days=1)
    read.keep_house()
    assert asked == [ACCOUNT.id]


def test_what_people_brought_in_stays(desk: Desk, clock: FakeClock, shelf: FakeShelf) -> None:
    asked = said("a", account=PAGE.id)
    ours = replace(said("b"), parent=asked.ref.id, author=Author(id="", name="Lumen", is_page=True))
    shelf.add(PAGE.id, (), (asked, ours))
    desk.accounts.add(PAGE, CLIENT, "")
    desk.sync()
    clock.pass_(days=3000)
    assert (desk.retention.weigh(12), desk.retention.keep(12), everything(desk)) == (0, 0, 2)


@pytest.mark.parametrize("months", [0, -1, 121])
def test_a_duration_that_is_none_is_refused(desk: Desk, months: int) -> None:
    with pytest.raises(BadValue):
        desk.retention.keep(months)
    assert desk.retention.months is None


@pytest.mark.parametrize("years", [1, 5])
def test_a_clock_that_is_years_ahead_lets_nothing_go_until_it_is_right_again(
    read: Desk, clock: FakeClock, years: int
) -> None:
    read.retention.keep(6)
    last = clock.now()
    clock.set_(timedelta(days=365 * years))
    for _ in range(3):
        read.keep_house()
        clock.pass_(days=1)
    since = read.retention.doubted_since
    assert since is not None
    assert abs(since - last) < timedelta(days=4)
    assert everything(read) == 2
    clock.set_(timedelta(days=-365 * years))
    assert read.retention.doubted_since is None
    days_go_by(read, clock, 240)
    assert everything(read) == 0, "control: it is looked for again"


def test_after_a_long_absence_whoever_chooses_the_same_again_is_believed(read: Desk, clock: FakeClock) -> None:
    read.retention.keep(6)
    clock.pass_(days=300)
    read.keep_house()
    assert (read.retention.doubted_since is None, everything(read)) == (False, 2)
    assert read.retention.keep(6) == 2
    assert (read.retention.doubted_since, everything(read)) == (None, 0)


def test_a_holiday_is_no_reason_to_doubt_the_clock(read: Desk, clock: FakeClock) -> None:
    read.retention.keep(6)
    clock.pass_(days=30)
    assert read.retention.doubted_since is None


def test_where_all_is_kept_for_ever_no_clock_is_doubted(read: Desk, clock: FakeClock) -> None:
    read.retention.keep(6)
    read.retention.keep(None)
    clock.pass_(days=3000)
    assert read.retention.doubted_since is None
