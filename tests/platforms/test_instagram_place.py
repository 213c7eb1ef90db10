"""Where a reading of an Instagram account stands, written down and read back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cm_desktop.platforms.instagram.place import WATCHED, Known, Place, Thread
from tests.platforms.facebook_page import play, read_to_the_end, texts
from tests.platforms.instagram_account import connector, small_history

HOUR = timedelta(hours=1)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "cursor",
    [
        *("", "{", "[]", "null", "🥖", '{"version": 1}'),
        '{"version": 2, "known": {}, "deep_at": null, "round": null}',
        '{"version": 1, "known": {"1": [2]}, "deep_at": null, "round": null}',
        '{"version": 1, "known": {}, "deep_at": 1e99, "round": null}',
    ],
)
def test_a_cursor_that_cannot_be_read_means_to_read_from_the_start(tmp_path: Path, cursor: str) -> None:
    assert Place.parse(cursor) == Place()
    with play(tmp_path, small_history()) as practice:
        assert len(texts(read_to_the_end(connector(practice), cursor))) == 5


def test_a_place_written_down_is_the_place_read_back() -> None:
    known = {"1": Known(count=3, read_at=NOW), "2": Known(count=0, read_at=NOW, skimmed_at=NOW + HOUR)}
    begun = Place(known=known, deep_at=NOW).new_round(NOW + HOUR)
    threads = (Thread(medium="1", comment="5", after="é=", count=3), Thread(medium="2", since=NOW))
    place = Place(known=known, deep_at=NOW, round=replace(begun, media=None, threads=threads, listed=7, size=12))
    assert Place.parse(str(place)) == place


def test_a_cursor_stays_small_however_long_the_account_lives() -> None:
    place = Place(deep_at=NOW)
    for day in range(3 * WATCHED):
        at = NOW + timedelta(days=day)
        place = place.having_read(Thread(medium=str(day), count=1), at=at)
        place = place.after(replace(place.new_round(at), media=None, deep=False))
    assert len(place.known) == 2 * WATCHED
    assert str(3 * WATCHED - 1) in place.known
    assert "0" not in place.known


@pytest.mark.parametrize("hours", [-1, 25])
def test_a_clock_that_jumps_has_everything_read_again(hours: int) -> None:
    place = Place(deep_at=NOW)
    assert place.new_round(NOW + timedelta(hours=hours)).deep
    assert not place.new_round(NOW + timedelta(hours=1)).deep
