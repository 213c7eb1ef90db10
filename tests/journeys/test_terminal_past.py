"""What became of a comment, read at a terminal."""

import pytest

from cm_desktop.practice import PracticePlatform
from tests.journeys.conftest import Terminal
from tests.journeys.test_terminal_acts import names, token  # noqa: F401  # one page, connected and read

pytestmark = pytest.mark.e2e


@pytest.mark.usefixtures("token")
def test_a_history_tells_what_was_done(terminal: Terminal, practice: PracticePlatform) -> None:
    (name,) = names(terminal, 1)
    assert terminal("act", "dismiss", name).status == 0
    told = terminal("history", name).out.splitlines()
    assert told[0].endswith(" · Comment written")
    assert told[-1].endswith(" · you · Filed away")
    events = terminal("history", name, "--json").document
    assert [event["what"] for event in events] == ["written", "decided"]
    assert terminal("history", "nobody/1").status == 1


@pytest.mark.usefixtures("token")
def test_an_author_has_a_file_with_a_note(terminal: Terminal) -> None:
    (name,) = names(terminal, 1)
    known = terminal("author", name, "--note", " Déjà au téléphone ", "--json").document
    assert (known["note"], known["rows"][0]["author"]) == ("Déjà au téléphone", known["author"])
    lines = terminal("author", name).out.splitlines()
    assert lines[0] == known["author"]
    assert lines[2] == "Déjà au téléphone"
    assert terminal("author", name, "--note", "", "--json").document["note"] == ""


@pytest.mark.usefixtures("token")
def test_a_person_is_counted_and_then_erased(terminal: Terminal) -> None:
    (name,) = names(terminal, 1)
    counted = terminal("author", name, "--erase", "--json").document
    assert (counted["erased"], counted["comments"] >= 1) == (False, True)
    number = str(counted["comments"])
    known = terminal("author", name, "--json").document["author"]
    assert terminal("views", "add", "Lundi", "--author", known).status == 0
    assert "1 view that holds this name: “Lundi”" in terminal("author", name, "--erase").out
    wrong = terminal("author", name, "--erase", f"{number}0")
    assert (wrong.status, f"add --erase {number}." in wrong.out) == (1, True)
    erased = terminal("author", name, "--erase", number)
    assert erased.status == 0, erased.err
    assert "This person is erased." in erased.out
    assert terminal("author", name).status == 1
