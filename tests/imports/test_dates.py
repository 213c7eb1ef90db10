"""Moments as exports write them, read in Paris on a Sunday afternoon."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.arrivals import DateOrder
from cm_desktop.imports.dates import DateReader
from tests.imports.conftest import NOW, PARIS

DATES = DateReader(DateOrder.DAY_FIRST, NOW, PARIS)
NOON = datetime(2026, 11, 22, 12, 8, tzinfo=UTC)
MOMENTS = st.integers(980_000_000, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
MIDNIGHT = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)


def read(text: str, reader: DateReader = DATES) -> datetime | None:
    found = reader.read(text)
    return None if found is None else found.at


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22T12:08:00Z",
        "2026-11-22T12:08:00.000Z",
        "2026-11-22T13:08:00+0100",
        "2026-11-22 13:08:00 +01:00",
        "2026-11-22 12:08:00 UTC",
        "2026-11-22 13:08",
        "2026/11/22 13:08",
        "22/11/2026 13:08",
        "22/11/2026 13:08:00",
        "22/11/2026, 13:08",
        "22/11/2026 à 13h08",
        "22/11/2026 13 h 08",
        "22/11/26 13:08",
        "22.11.2026 13:08",
        "22-11-2026 13:08",
        "22 nov. 2026 13:08",
        "22 novembre 2026 à 13 h 08",
        "dimanche 22 novembre 2026 à 13:08",
        "Sunday, November 22, 2026 at 1:08 PM",
        "Nov 22, 2026, 1:08\u202fPM",
        "22 Nov 2026 13:08",
        "11/22/2026 1:08 PM",
        "Sun Nov 22 12:08:00 +0000 2026",
        "Sun, 22 Nov 2026 13:08:00 +0100",
        "22/11/2026 13:08 CET",
        "22/11/2026 14:08 UTC+2",
        "1795349280",
        "1795349280000",
        "1795349280.0",
        "46348,547222222",
        "46348.547222222",
        "22 novembre à 13:08",
    ],
)
def test_one_moment_in_many_hands(text: str) -> None:
    assert read(text) == NOON


@pytest.mark.parametrize(
    "text", ["2026-11-22", "22/11/2026", "22.11.26", "22 nov. 2026", "dimanche 22 novembre 2026", "46348"]
)
def test_a_day_alone_begins_at_midnight(text: str) -> None:
    assert read(text) == MIDNIGHT


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        ("il y a 3 h", timedelta(hours=3)),
        ("3h", timedelta(hours=3)),
        ("il y a une heure", timedelta(hours=1)),
        ("17 min", timedelta(minutes=17)),
        ("3 j", timedelta(days=3)),
        ("2 sem.", timedelta(weeks=2)),
        ("5w", timedelta(weeks=5)),
        ("3 hours ago", timedelta(hours=3)),
        ("à l’instant", timedelta()),
        ("hier à 13:08", NOW - NOON + timedelta(days=1)),
        ("hier", NOW - MIDNIGHT + timedelta(days=1)),
    ],
)
def test_what_is_counted_from_the_import(text: str, ago: timedelta) -> None:
    found = DATES.read(text)
    assert found is not None
    assert found.at == NOW - ago
    assert found.name == "", "another day, the same comment would have another moment"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Marie",
        "5",
        "2026",
        "12345",
        "1234567890123456789",
        "31/02/2026",
        "22/13/2026",
        "un texte",
        "25/11/2026 27:00",
    ],
)
def test_what_is_no_moment(text: str) -> None:
    assert read(text) is None


def test_a_day_without_a_year_is_the_last_of_that_name() -> None:
    assert read("24 décembre") == datetime(2025, 12, 23, 23, 0, tzinfo=UTC)
    assert read("22 novembre") == MIDNIGHT


def test_what_can_be_read_both_ways_is_read_as_told() -> None:
    american = DateReader(DateOrder.MONTH_FIRST, NOW, PARIS)
    assert read("03/04/2026 12:00") == datetime(2026, 4, 3, 10, 0, tzinfo=UTC)
    assert read("03/04/2026 12:00", american) == datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
    assert read("22/11/2026 13:08", american) == NOON, "there is no month 22"


def test_a_moment_without_an_offset_has_the_same_name_wherever_it_is_read() -> None:
    tokyo = DateReader(DateOrder.DAY_FIRST, NOW, ZoneInfo("Asia/Tokyo"))
    here, there = DATES.read("22/11/2026 13:08"), tokyo.read("22/11/2026 13:08")
    assert here is not None
    assert there is not None
    assert here.at - there.at == timedelta(hours=8)
    assert here.name == there.name


@given(
    MOMENTS,
    st.sampled_from(["%d/%m/%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M:%S", "%d-%m-%Y %H:%M:%S"]),
)
def test_what_strftime_writes_is_read_back(at: datetime, form: str) -> None:
    reader = DateReader(DateOrder.DAY_FIRST, NOW, UTC)
    assert read(at.strftime(form), reader) == at


@given(MOMENTS, st.integers(-12 * 60, 14 * 60))
def test_an_offset_is_believed(at: datetime, minutes: int) -> None:
    assert read(at.astimezone(timezone(timedelta(minutes=minutes))).isoformat()) == at


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = DATES.read(text)
    assert found is None or found.at.tzinfo is UTC


def test_a_year_of_two_digits_is_never_far_ahead() -> None:
    assert read("22.11.26") == MIDNIGHT
    assert read("22.11.99") == datetime(1999, 11, 21, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("order", "text", "contrary"),
    [
        (DateOrder.DAY_FIRST, "03/25/2026", True),
        (DateOrder.DAY_FIRST, "25/03/2026", False),
        (DateOrder.DAY_FIRST, "03/04/2026", False),
        (DateOrder.MONTH_FIRST, "25/03/2026", True),
        (DateOrder.MONTH_FIRST, "03/25/2026", False),
        (DateOrder.DAY_FIRST, "2026-03-25", False),
    ],
)
def test_a_date_against_the_order_of_its_file_is_noticed(order: DateOrder, text: str, contrary: bool) -> None:
    found = DateReader(order, NOW, PARIS).read(text)
    assert found is not None
    assert (found.contrary, found.at.astimezone(PARIS).month) == (contrary, 4 if text == "03/04/2026" else 3)
