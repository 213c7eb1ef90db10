"""What is to be known of a client, at a terminal: said, read again, taken away; and a name says which client."""

import pytest

from cm_desktop.practice import PracticePlatform
from tests.journeys.conftest import Terminal
from tests.journeys.test_terminal_accounts import connect

pytestmark = pytest.mark.e2e


def test_a_client_is_told_more_about_and_called_something_else(terminal: Terminal, practice: PracticePlatform) -> None:
    connect(terminal, practice, 0, "Lumen")
    told = (
        "--address",
        "vous",
        "--avoid",
        "désolé, hélas",
        "--charter",
        "Santé : faire valider",
        "--facts",
        "Four\nà bois",
        "--answer-within",
        "4h",
    )
    kept = terminal("clients", "edit", "lumen", *told, "--name", "Chez Lumen", "--colour", "#9A6721", "--json").document
    assert (kept["name"], kept["colour"], kept["sheet"]["avoid"]) == ("Chez Lumen", "#9A6721", "désolé, hélas")
    (row,) = terminal("clients", "list", "--json").document
    assert row == kept
    lines = terminal("clients", "list").out.splitlines()
    assert lines[0] == "Chez Lumen · #9A6721"
    assert "    charter: Santé : faire valider" in lines
    assert "    answer_within: 4h" in lines
    assert "    facts: Four à bois" in lines  # one line of ours for each thing that was said
    emptied = terminal("clients", "edit", "chez lumen", "--charter", "", "--json").document["sheet"]
    assert (emptied["charter"], emptied["address"]) == ("", "vous")


def test_the_name_says_which_client_even_where_another_had_it(terminal: Terminal, practice: PracticePlatform) -> None:
    connect(terminal, practice, 0, "Lumen")
    assert terminal("clients", "edit", "Lumen", "--name", "Brasserie").status == 0
    connect(terminal, practice, 2, "Lumen")
    assert terminal("clients", "edit", "lumen", "--signature", "— L").status == 0
    signed = {row["name"]: row["sheet"]["signature"] for row in terminal("clients", "list", "--json").document}
    assert signed == {"Brasserie": "", "Lumen": "— L"}


def test_what_cannot_be_kept_is_refused(terminal: Terminal, practice: PracticePlatform) -> None:
    connect(terminal, practice, 0, "Lumen")
    connect(terminal, practice, 2, "Solène")
    assert terminal("clients", "edit", "Solène", "--name", "LUMEN").status == 2
    assert terminal("clients", "edit", "nobody", "--name", "X").status == 1
    assert {row["name"] for row in terminal("clients", "list", "--json").document} == {"Lumen", "Solène"}
