"""Lists under a name from a terminal: kept, told, opened, dropped."""

import pytest

from tests.journeys.conftest import Terminal, by_hand


@pytest.fixture
def page(terminal: Terminal, file: object) -> str:
    name = by_hand(terminal)
    assert terminal("import", str(file), "--page", name).status == 0
    return name


def ids(terminal: Terminal, *words: str) -> list[str]:
    return [row["id"] for row in terminal("queue", *words, "--json").document["rows"]]


def test_a_list_is_kept_under_a_name_and_opened_by_it(terminal: Terminal, page: str) -> None:
    narrowed = ("--account", page, "--unread", "--sort", "oldest", "--since", "2020-01-01")
    assert terminal("views", "add", "Du matin", *narrowed).status == 0
    assert len(ids(terminal)) == 3
    assert ids(terminal, "--view", "du MATIN") == ids(terminal, *narrowed)
    told = terminal("views", "list").out
    assert told.strip() == "Du matin · To do · La Terrasse · Unread only · 2020-01-01 · Oldest first"
    assert terminal("show", ids(terminal)[0]).status == 0
    assert len(ids(terminal, "--view", "Du matin")) == 2


def test_a_view_of_the_same_name_is_changed_and_dropped(terminal: Terminal, page: str) -> None:
    for queue in ("urgent", "done"):
        assert terminal("views", "add", "Lundi", queue).status == 0
    assert [view["queue"] for view in terminal("views", "list", "--json").document] == ["done"]
    assert terminal("views", "drop", "lundi").status == 0
    assert terminal("views", "list", "--json").document == []


def test_what_is_not_there_is_told(terminal: Terminal, page: str) -> None:
    for words in (("views", "drop", "Lundi"), ("queue", "--view", "Lundi")):
        told = terminal(*words)
        assert (told.status, "views list" in told.err) == (1, True)
    assert terminal("views", "add", "Lundi", "--client", "Personne").status == 1
    assert terminal("views", "add", " ").status == 2
    assert terminal("views", "add", "x" * 81).status == 2
