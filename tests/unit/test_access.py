"""How a page is reached, in words: the same for the window and the terminal, in both languages."""

import pytest

from cm_desktop.domain.errors import Forbidden
from cm_desktop.settings import resources
from cm_desktop.wording.access import Home, allowed, request, ways
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import LANGUAGES, Words

KINDS = ("facebook", "instagram", "wordpress", "assisted", "feed")


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Words:
    return Words.load(request.param, resources() / "translations")


@pytest.mark.parametrize("kind", KINDS)
def test_every_way_to_a_page_is_told_in_three_lines(words: Words, kind: str) -> None:
    for way in ways(words, kind):
        assert way.title
        assert all(len(line) > 20 and "{" not in line for line in way.lines)


@pytest.mark.parametrize("kind", ["facebook", "instagram", "wordpress", "assisted"])
def test_whoever_has_no_access_is_led_to_the_assisted_mode(words: Words, kind: str) -> None:
    assert ways(words, kind)[-1].home is Home.NOWHERE


@pytest.mark.parametrize("kind", ["facebook", "instagram"])
def test_a_token_made_by_an_app_comes_with_its_rights_and_the_warning_of_development_mode(
    words: Words, kind: str
) -> None:
    for way in ways(words, kind)[:-1]:
        _what, where, life = way.lines
        assert "pages_show_list" in where or "instagram_business_basic" in where
        assert "Live" in life


@pytest.mark.parametrize("kind", ["facebook", "instagram", "wordpress"])
def test_the_message_to_the_client_names_the_page_and_asks_for_no_password(words: Words, kind: str) -> None:
    message = request(words, kind, "Mairie {de} Valbreuil")
    assert "Mairie {de} Valbreuil" in message
    assert "{rights}" not in message
    assert ("jamais" if words.language == "fr" else "never") in message


def test_the_two_languages_do_not_say_the_same() -> None:
    french, english = (Words.load(name, resources() / "translations") for name in LANGUAGES)
    for kind in KINDS:
        for here, there in zip(ways(french, kind), ways(english, kind), strict=True):
            assert not {here.title, *here.lines} & {there.title, *there.lines}


def test_rights_are_told_in_words_and_never_by_their_codes() -> None:
    french = Words.load("fr", resources() / "translations")
    page = {"CREATE_CONTENT", "MODERATE", "pages_manage_engagement", "pages_read_user_content"}
    assert allowed(french, page) == "lire les commentaires, répondre, masquer, supprimer"
    assert allowed(french, {"MODERATE"}) == "répondre, masquer, supprimer"
    assert allowed(french, {"pages_show_list"}) == ""


def test_a_right_to_be_ticked_is_told_in_words_before_what_the_platform_calls_it() -> None:
    french = Words.load("fr", resources() / "translations")
    _what, where, _life = ways(french, "facebook")[0].lines
    assert "répondre, masquer, supprimer (pages_manage_engagement)" in where
    assert "lire les commentaires (pages_read_engagement, pages_read_user_content)" in where


@pytest.mark.parametrize(
    "right", ["pages_manage_engagement", "MODERATE", "instagram_manage_comments", "pages_show_list"]
)
def test_a_right_that_is_missing_is_told_by_what_it_would_allow(words: Words, right: str) -> None:
    told = explain(words, Forbidden(scope=right))
    assert ("ne permet pas de" if words.language == "fr" else "does not let you") in told.split(".")[0]
    assert right in told
