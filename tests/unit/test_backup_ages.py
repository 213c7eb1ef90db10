"""When a copy of the work is due, and how long one is kept, whatever the clock says."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import pytest

from cm_desktop.domain.backups import EVERY, HOURLY, KEPT_FOR, is_due, over

START = datetime(2026, 3, 1, 9, 20, tzinfo=UTC)


def kept_after(
    days: float, every: timedelta = EVERY, start: datetime = START, before: Collection[datetime] = ()
) -> tuple[list[datetime], datetime]:
    """What is there after so long of one copy after the other, and the moment of the last; `before` were there already."""
    copies = set(before)
    now = start
    while now - start <= timedelta(days=days):
        copies.add(now)
        copies -= over(copies, now)
        now += every
    return sorted(copies), now - every


def test_a_copy_is_due_every_hour() -> None:
    assert is_due([], START)
    assert not is_due([START], START + timedelta(minutes=59))
    assert is_due([START], START + EVERY)
    assert is_due([START + timedelta(days=1)], START), "the clock was set back"


def test_a_day_of_hours_and_two_weeks_of_days_are_kept() -> None:
    kept, now = kept_after(40)
    assert kept[-HOURLY:] == [now - EVERY * hours for hours in reversed(range(HOURLY))]
    days = {made.date() for made in kept}
    assert len(days) == KEPT_FOR.days + 1, "today is one of them"
    assert all(now - made < KEPT_FOR for made in kept)
    assert len(kept) <= HOURLY + KEPT_FOR.days


def test_nothing_is_kept_for_longer_than_two_weeks_however_seldom_the_program_runs() -> None:
    kept, now = kept_after(60, every=timedelta(days=5))
    assert [(now - made).days for made in kept] == [10, 5, 0]


YEARS_BACK = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("days", [0, 1, 13.9])
@pytest.mark.parametrize("back", [START - YEARS_BACK, timedelta(days=60), timedelta(days=5)])
def test_a_clock_that_goes_back_costs_no_copy(back: timedelta, days: float) -> None:
    before, last = kept_after(40)
    kept, _ = kept_after(days, start=last - back, before=before)
    ahead = {made for made in before if made > last - back + timedelta(days=days)}
    assert ahead <= {*kept}
    assert len(kept) <= len(before) + days + 2, "one a day, those begun among them"


def test_two_weeks_later_a_clock_that_went_back_is_believed() -> None:
    before, last = kept_after(40)
    kept, now = kept_after(15, start=YEARS_BACK, before=before)
    assert all(timedelta(0) <= now - made < KEPT_FOR for made in kept)
    assert {*kept_after(0, start=last, before=kept)[0]} == {last}, "the battery was changed"


def test_copies_of_two_wrong_clocks_cost_no_right_one() -> None:
    before, _ = kept_after(40)
    kept, _ = kept_after(1, start=YEARS_BACK, before=before)
    assert {*before} <= {*kept_after(1, start=YEARS_BACK.replace(year=2000), before=kept)[0]}
