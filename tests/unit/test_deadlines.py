"""Until when an answer is wanted: what is offered, seen from now."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.client_sheet import AnswerWithin
from cm_desktop.domain.deadlines import offered, usual, wanted

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2024, 1, 1, tzinfo=PARIS)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=2_000)).map(lambda past: START + past)


def told(now: datetime) -> list[str]:
    return [f"{at:%a %H:%M}" for at in offered(now)]


@pytest.mark.parametrize(
    ("now", "expected", "begins_with"),
    [
        (datetime(2026, 11, 19, 9, 7, tzinfo=PARIS), ["Thu 11:15", "Thu 18:00", "Fri 12:00", "Fri 18:00"], "Thu 18:00"),
        (datetime(2026, 11, 19, 17, 0, tzinfo=PARIS), ["Thu 19:00", "Fri 12:00", "Fri 18:00"], "Fri 12:00"),
        (datetime(2026, 11, 20, 16, 1, tzinfo=PARIS), ["Fri 18:15", "Mon 12:00", "Mon 18:00"], "Mon 12:00"),
        (datetime(2026, 11, 21, 9, 0, tzinfo=PARIS), ["Sat 11:00", "Sat 18:00", "Mon 12:00", "Mon 18:00"], "Mon 12:00"),
    ],
)
def test_the_next_working_days_are_offered_and_the_evening_where_it_is_not_near(
    now: datetime, expected: list[str], begins_with: str
) -> None:
    assert told(now) == expected
    assert f"{usual(now):%a %H:%M}" == begins_with


@given(MOMENTS)
def test_every_moment_offered_is_to_come_and_the_nearest_is_first(now: datetime) -> None:
    moments = offered(now)
    assert list(moments) == sorted(moments)
    assert moments[0] >= now + timedelta(hours=1)  # of two hours, one may be lost to summer time
    assert usual(now) in moments


@pytest.mark.parametrize(
    ("now", "within", "expected"),
    [
        (datetime(2026, 11, 19, 9, 7, 40, tzinfo=PARIS), AnswerWithin.ONE_HOUR, "Thu 10:07"),
        (datetime(2026, 11, 19, 9, 7, tzinfo=PARIS), AnswerWithin.FOUR_HOURS, "Thu 13:07"),
        (datetime(2026, 11, 21, 9, 7, tzinfo=PARIS), AnswerWithin.ONE_DAY, "Sun 09:07"),
        (datetime(2026, 11, 19, 16, 59, tzinfo=PARIS), AnswerWithin.EVENING, "Thu 18:00"),
        (datetime(2026, 11, 20, 17, 1, tzinfo=PARIS), AnswerWithin.EVENING, "Mon 18:00"),
    ],
)
def test_a_request_begins_with_its_clients_usual_delay(now: datetime, within: AnswerWithin, expected: str) -> None:
    at = usual(now, within)
    assert f"{at:%a %H:%M}" == expected
    assert at == wanted(within, now)
    assert set(offered(now, within)) == {*offered(now), at}


def test_a_client_without_a_usual_delay_wants_no_moment() -> None:
    assert wanted(AnswerWithin.NONE, START) is None


@given(MOMENTS, st.sampled_from(AnswerWithin))
def test_whatever_the_delay_the_first_choice_is_to_come_and_among_those_offered(
    now: datetime, within: AnswerWithin
) -> None:
    moments = offered(now, within)
    assert list(moments) == sorted(set(moments))
    assert usual(now, within) in moments
    assert usual(now, within) > now
