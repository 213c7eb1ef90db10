"""What was never shown is listed from a terminal; showing it is reading it."""

from tests.journeys.conftest import Terminal, by_hand


def test_what_is_unread_is_listed_until_it_is_shown(terminal: Terminal, file: object) -> None:
    assert terminal("import", str(file), "--page", by_hand(terminal)).status == 0
    rows = terminal("queue", "--unread", "--json").document["rows"]
    assert [row["unread"] for row in rows] == [True] * 3
    assert terminal("show", rows[0]["id"]).status == 0
    left = terminal("queue", "--unread", "--json").document["rows"]
    assert [row["id"] for row in left] == [row["id"] for row in rows[1:]]
    assert len(terminal("queue", "--json").document["rows"]) == 3
