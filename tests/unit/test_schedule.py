"""When an account is read next, and what may be spent: the pure part of the schedule."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.actions import ActionKind, Capabilities, Repeat, TextLimit
from cm_desktop.domain.comments import Account, AccountId, ClientId
from cm_desktop.domain.quota import Calls, Quota, minute_of
from cm_desktop.domain.schedule import (
    ONE_ACT,
    Standing,
    at_the_users_word,
    for_reading,
    may_act_at,
    next_read,
)

NOW = datetime(2026, 11, 22, 13, 8, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
FREE = Capabilities(acts={ActionKind.REPLY: Repeat.READBACK}, reply_limit=TextLimit(refuse=100))
METERED = Capabilities(acts=FREE.acts, reply_limit=FREE.reply_limit, quota=Quota(calls=200, window=HOUR))
LISTENING = Capabilities(acts={}, reply_limit=FREE.reply_limit, quota=Quota(calls=12, window=HOUR))


def pause(**known: Any) -> timedelta:
    """How long from now the next reading comes, after one of just now."""
    return next_read(replace(Standing(caps=FREE, tried_at=NOW), **known), NOW) - NOW


def spent(calls: int, ago: timedelta = timedelta(0)) -> Calls:
    return Calls(minutes={minute_of(NOW - ago): calls})


@pytest.mark.parametrize(
    ("quiet", "minutes"),
    [
        (timedelta(0), 1.5),
        (timedelta(minutes=19), 1.5),
        (timedelta(minutes=20), 5),
        (timedelta(hours=3), 15),
        (timedelta(days=2), 30),
        (timedelta(days=3), 60),
        (timedelta(days=400), 60),
    ],
)
def test_a_page_is_read_often_where_something_happens_and_rarely_elsewhere(quiet: timedelta, minutes: float) -> None:
    assert pause(newest_at=NOW - quiet) == timedelta(minutes=minutes)


def test_a_page_that_was_never_read_is_read_now() -> None:
    assert pause(tried_at=None) == timedelta(0)


def test_a_page_without_any_comment_is_read_once_an_hour() -> None:
    assert pause() == HOUR


def test_a_page_that_was_read_at_a_time_still_to_come_is_read_now() -> None:
    assert pause(tried_at=NOW + timedelta(days=1), newest_at=NOW) == timedelta(0)


def test_a_reading_that_was_cut_short_goes_on_at_once() -> None:
    assert pause(unfinished=True) == timedelta(0)


def test_the_more_is_spent_the_longer_the_pause() -> None:
    pauses = [pause(caps=METERED, newest_at=NOW, cost=5, calls=spent(calls)) for calls in (0, 60, 100, 130)]
    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(seconds=90)
    assert pauses[2] == 5 * HOUR / (2 * 40)


def test_a_reading_waits_until_all_of_it_fits_into_what_acts_leave() -> None:
    allowed = for_reading(METERED)
    assert pause(caps=METERED, newest_at=NOW, cost=5, tried_at=NOW - HOUR, calls=spent(allowed - 5)) == timedelta(0)
    waits = pause(caps=METERED, newest_at=NOW, cost=5, tried_at=NOW - HOUR, calls=spent(allowed - 4))
    assert NOW + waits == minute_of(NOW) + timedelta(minutes=1) + HOUR


def test_a_reserve_is_kept_for_acts_only_where_there_are_any() -> None:
    assert for_reading(METERED) == 140
    assert at_the_users_word(METERED) == 200 - ONE_ACT
    assert for_reading(LISTENING) == at_the_users_word(LISTENING) == 12
    by_hand = Capabilities(acts={ActionKind.REPLY: Repeat.BY_HAND}, reply_limit=FREE.reply_limit, quota=LISTENING.quota)
    assert for_reading(by_hand) == 12


def test_an_act_waits_for_room_and_never_where_nothing_is_counted() -> None:
    assert may_act_at(FREE, spent(10_000), NOW) == NOW
    assert may_act_at(METERED, spent(194), NOW) == NOW
    assert may_act_at(METERED, spent(195), NOW) == minute_of(NOW) + timedelta(minutes=1) + HOUR


def test_a_platform_that_says_much_is_used_is_asked_less() -> None:
    assert pause(newest_at=NOW, percent=74) == timedelta(seconds=90)
    assert pause(newest_at=NOW, percent=75) == timedelta(minutes=6)
    assert pause(newest_at=NOW, percent=95) == timedelta(minutes=15)
    assert pause(percent=95) == HOUR


def test_a_page_that_fails_is_asked_less_and_less() -> None:
    pauses = [pause(failures=failures, newest_at=NOW) for failures in (1, 2, 3, 7, 100_000)]
    assert pauses == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 60, 60)]
    assert pause(failures=9, unreachable=True) == timedelta(minutes=1)


def test_an_access_is_said_to_end_two_weeks_before() -> None:
    def account(ends: datetime | None) -> Account:
        return Account(
            id=AccountId("fake:1"), client=ClientId("c"), platform="fake", name="", base_url="", access_ends=ends
        )

    assert not account(None).ends_soon(NOW)
    assert not account(NOW + timedelta(days=15)).ends_soon(NOW)
    assert account(NOW + timedelta(days=14)).ends_soon(NOW)
    assert account(NOW - timedelta(days=1)).ends_soon(NOW)


minutes_ahead = st.floats(min_value=-120, max_value=120, allow_nan=False)


@given(st.lists(st.tuples(minutes_ahead, st.integers(1, 40)), max_size=30), st.integers(1, 60))
def test_room_is_never_promised_too_early(made: list[tuple[float, int]], wanted: int) -> None:
    """Counted call by call, at the moment that is promised and from then on, the window stays within the limit."""
    limit, moments = 60, [(NOW + timedelta(minutes=minute), calls) for minute, calls in made]
    past = [(moment, calls) for moment, calls in moments if moment <= NOW]
    minutes: dict[datetime, int] = {}
    for moment, calls in past:
        minutes[minute_of(moment)] = minutes.get(minute_of(moment), 0) + calls
    known = Calls(minutes=minutes)
    moment = known.room_at(wanted, limit, HOUR, NOW)
    still = sum(calls for made_at, calls in past if made_at > moment - HOUR)
    assert moment >= NOW
    assert still + wanted <= max(limit, wanted)
    assert known.spent(HOUR, NOW) >= sum(calls for made_at, calls in past if made_at > NOW - HOUR)


def test_room_comes_as_soon_as_enough_minutes_have_left() -> None:
    known = Calls(minutes={minute_of(NOW) - timedelta(minutes=n): 10 for n in range(6)})
    assert known.room_at(10, 60, HOUR, NOW) == minute_of(NOW) - timedelta(minutes=5) + timedelta(minutes=1) + HOUR
    assert known.room_at(20, 60, HOUR, NOW) == minute_of(NOW) - timedelta(minutes=4) + timedelta(minutes=1) + HOUR
    assert known.room_at(1000, 60, HOUR, NOW) == minute_of(NOW) + timedelta(minutes=1) + HOUR


def test_what_was_noted_before_the_clock_was_set_back_counts_as_spent() -> None:
    assert Calls(minutes={NOW + 5 * HOUR: 7}).spent(HOUR, NOW) == 7
