"""Which words of a text have a spelling, and which of them are pointed out."""

import pytest

from cm_desktop.domain.spelling import LONGEST_WORD, Spelt, misspelt, spelt


def words(text: str) -> list[str]:
    return [one.word for one in spelt(text)]


def test_words_keep_their_apostrophes_and_hyphens() -> None:
    assert words("L’équipe s'en occupe aujourd’hui, dit-il.") == ["L'équipe", "s'en", "occupe", "aujourd'hui", "dit-il"]


def test_a_word_stands_where_the_text_has_it_beyond_emojis_too() -> None:
    text = "🎉🎉 Bonjour « Léa »"
    assert [text[one.start : one.end] for one in spelt(text)] == ["Bonjour", "Léa"]


def test_letters_and_accents_that_are_apart_are_asked_for_as_one() -> None:
    assert spelt("e\u0301te\u0301") == (Spelt("été", 0, 5),)


@pytest.mark.parametrize(
    "text",
    [
        "https://exemple.fr/bonjoru",
        "www.bonjoru.fr",
        "exemple.com/bonjoru",
        "aide@bonjoru.fr",
        "@bonjoru",
        "#bonjoru",
        "3e 15h30 B2B",
        "SAV",
        "[prénnom]",
        "{prénnom}",
        "… — « » !",
        "x" * (LONGEST_WORD + 1),
        "",
    ],
)
def test_what_has_no_spelling_is_not_asked_for(text: str) -> None:
    assert words(text) == []


def test_the_word_that_is_being_typed_is_not_pointed_out_yet() -> None:
    found, unknown = spelt("Bonjoru mesage"), {"Bonjoru", "mesage"}
    assert [one.word for one in misspelt(found, unknown, caret=14)] == ["Bonjoru"]
    assert [one.word for one in misspelt(found, unknown, caret=3)] == ["Bonjoru", "mesage"]
    assert misspelt(found, ()) == ()
