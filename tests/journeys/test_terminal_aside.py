"""Old comments of a page are left aside from a terminal, and taken up again."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.journeys.conftest import Terminal, by_hand


@pytest.fixture
def page(terminal: Terminal, file: Path) -> str:
    """Three comments of one day that is long past."""
    name = by_hand(terminal)
    file.write_bytes(file.read_bytes().replace(b"/2026", b"/2020"))
    assert terminal("import", str(file), "--page", name).status == 0
    return name


def today() -> date:
    """Where the user is."""
    return datetime.now().astimezone().date()


def listed(terminal: Terminal, *words: str) -> int:
    return len(terminal("queue", "--json", *words).document["rows"])


def test_old_comments_are_left_aside_counted_and_taken_up_again(terminal: Terminal, page: str) -> None:
    assert listed(terminal) == 3
    left = terminal("accounts", "ignore-before", page, today().isoformat())
    assert (left.status, "3 comments from before" in left.out) == (0, True)
    assert listed(terminal) == 0
    assert len(terminal("search", "terrasse", "--json").document["rows"]) == 1
    again = terminal("accounts", "ignore-before", page, "never", "--json")
    assert again.document == {"id": page, "before": None, "left_aside": 0}
    assert listed(terminal) == 3


@pytest.mark.parametrize(("name", "day", "status"), [("facebook:none", "2026-01-01", 1), ("", "soon", 2)])
def test_neither_a_page_that_is_not_here_nor_a_day_that_is_none(
    terminal: Terminal, page: str, name: str, day: str, status: int
) -> None:
    assert terminal("accounts", "ignore-before", name or page, day).status == status


def test_what_is_still_to_be_written_cannot_be_left_aside(terminal: Terminal, page: str) -> None:
    tomorrow = (today() + timedelta(days=1)).isoformat()
    refused = terminal("accounts", "ignore-before", page, tomorrow)
    assert (refused.status, f"{tomorrow} is still to come" in refused.err) == (2, True)
    assert listed(terminal) == 3
