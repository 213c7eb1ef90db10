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


def test_what_was_read_is_unread_again_and_read_again(terminal: Terminal, file: object) -> None:
    assert terminal("import", str(file), "--page", by_hand(terminal)).status == 0
    (name, *others) = [row["id"] for row in terminal("queue", "--unread", "--json").document["rows"]]
    terminal("show", name)
    assert terminal("act", "unread", name).out == "1 comment is unread again.\n"
    assert len(terminal("queue", "--unread", "--json").document["rows"]) == 3
    assert terminal("act", "read", name, *others).out == "3 comments are read.\n"
    assert terminal("queue", "--unread", "--json").document["rows"] == []
    terminal("act", "dismiss", name)
    assert terminal("act", "unread", name).status == 1
