"""Old comments of a page are left aside from a terminal, and taken up again."""

import pytest

from tests.journeys.conftest import Terminal, by_hand


@pytest.fixture
def page(terminal: Terminal, file: object) -> str:
    """Three comments of one day, in 2026."""
    name = by_hand(terminal)
    assert terminal("import", str(file), "--page", name).status == 0
    return name


def listed(terminal: Terminal, *words: str) -> int:
    return len(terminal("queue", "--json", *words).document["rows"])


def test_old_comments_are_left_aside_counted_and_taken_up_again(terminal: Terminal, page: str) -> None:
    assert listed(terminal) == 3
    left = terminal("accounts", "ignore-before", page, "2099-01-01")
    assert (left.status, "3 comments from before January 1, 2099 do not queue up." in left.out) == (0, True)
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
