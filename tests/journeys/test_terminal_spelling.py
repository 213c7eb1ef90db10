"""Spelling from a terminal, with the dictionaries that came with the program."""

from tests.journeys.conftest import Terminal


def test_a_text_is_checked_and_a_word_is_taught(terminal: Terminal) -> None:
    assert "mesage: " in terminal("spelling", "check", "Votre mesage est arrivé").out
    assert "Ambrelune" in terminal("spelling", "check", "Ambrelune vous attend", "--json").document
    assert terminal("spelling", "teach", "Ambrelune").out == "“Ambrelune” is known from now on.\n"
    assert terminal("spelling", "check", "Ambrelune vous attend").out == "Every word is known.\n"
    assert terminal("spelling", "words", "--json").document == ["Ambrelune"]
    terminal("spelling", "forget", "Ambrelune")
    assert terminal("spelling", "words").out == "No words of your own yet.\n"


def test_what_is_no_word_is_refused(terminal: Terminal) -> None:
    told = terminal("spelling", "teach", "deux mots")
    assert (told.status, "is not one word" in told.err) == (2, True)
