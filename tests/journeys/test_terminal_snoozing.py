"""Comments put off at a terminal, and back by themselves."""

from datetime import UTC, datetime, timedelta

import pytest

from cm_desktop.practice import PracticePlatform
from tests.journeys.conftest import Terminal

pytestmark = pytest.mark.e2e


@pytest.fixture
def names(terminal: Terminal, practice: PracticePlatform) -> list[str]:
    """Two comments of a page that was just read."""
    page = practice.pages[0]
    where = ("--client", "Lumen", "--base-url", practice.base_url, "--allow-local")
    assert terminal("accounts", "add", "facebook", *where, secret=page.token).status == 0
    assert terminal("sync", secret=page.token).status == 0
    return [row["id"] for row in terminal("queue", "--limit", "2", "--json").document["rows"]]


def test_they_leave_what_is_to_do_and_are_woken_by_hand(terminal: Terminal, names: list[str]) -> None:
    until = (datetime.now(UTC) + timedelta(days=2)).isoformat(timespec="minutes")
    before = terminal("queue", "--json").document["counts"]
    snoozed = terminal("act", "snooze", *names, "--until", until)
    assert (snoozed.status, snoozed.out.startswith("2 comments snoozed until ")) == (0, True)
    after = terminal("queue", "snoozed", "--json").document
    assert {row["id"] for row in after["rows"]} == set(names)
    assert after["counts"]["todo"] == before["todo"] - len(names)
    assert "snoozed until" in terminal("queue", "snoozed").out
    assert "Snoozed until" in terminal("history", names[0]).out
    assert terminal("act", "wake", names[0]).out == "1 comment is to do again.\n"
    assert "back from a snooze" in terminal("show", names[0]).out
    assert terminal("act", "wake", names[0]).status == 1


@pytest.mark.parametrize("until", ["2020-01-01T09:00", "tomorrow"])
def test_a_moment_that_will_not_do_is_refused(terminal: Terminal, names: list[str], until: str) -> None:
    answer = terminal("act", "snooze", names[0], "--until", until)
    assert answer.status != 0
    assert answer.err
    assert terminal("queue", "snoozed", "--json").document["rows"] == []
