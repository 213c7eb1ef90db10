"""Saved replies from a terminal: kept, changed, listed, taken away."""

from tests.journeys.conftest import Terminal


def names(terminal: Terminal) -> list[str]:
    return [one["name"] for one in terminal("replies", "list", "--json").document]


def test_a_reply_is_kept_changed_and_taken_away(terminal: Terminal) -> None:
    before = names(terminal)
    assert before, "the program brings some"
    assert terminal("replies", "add", "Horaires", "Bonjour {prénom}, nous ouvrons à [heure].").status == 0
    assert terminal("replies", "add", "horaires", "Bonjour {prénom}, à bientôt").status == 0
    assert sorted(names(terminal)) == sorted([*before, "horaires"])
    assert "à bientôt" in terminal("replies", "list").out
    assert terminal("replies", "drop", "HORAIRES").status == 0
    assert names(terminal) == before


def test_a_reply_of_the_program_can_be_taken_away(terminal: Terminal) -> None:
    first, *others = names(terminal)
    assert terminal("replies", "drop", first).status == 0
    assert names(terminal) == others


def test_what_is_not_there_is_not_taken_away(terminal: Terminal) -> None:
    told = terminal("replies", "drop", "Personne")
    assert (told.status, "replies list" in told.err) == (1, True)
    assert terminal("replies", "add", "Merci", "Merci", "--client", "Personne").status == 1
