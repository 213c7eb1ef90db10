"""Until when an answer is wanted: what is offered, seen from now."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.ui.asking.deadlines import offered, usual

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
    assert told(now)[usual(now)] == begins_with


@given(MOMENTS)
def test_every_moment_offered_is_to_come_and_the_nearest_is_first(now: datetime) -> None:
    moments = offered(now)
    assert list(moments) == sorted(moments)
    assert moments[0] >= now + timedelta(hours=1)  # of two hours, one may be lost to summer time
    assert 0 <= usual(now) < len(moments)
