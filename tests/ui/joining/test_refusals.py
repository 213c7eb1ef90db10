"""Why a page cannot be added, in words that say what to look at: told by the practice platform itself, and from the errors."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cm_desktop.domain.errors import (
    AuthExpired,
    BadValue,
    CmDesktopError,
    Forbidden,
    NoFeed,
    NotAPage,
    Offline,
    PageTaken,
    RateLimited,
    Unreadable,
)
from cm_desktop.practice import PracticePlatform
from cm_desktop.ui.joining.refusals import refusal
from cm_desktop.wording.words import Words
from tests.ui.joining.conftest import Newcomer
from tests.ui.joining.test_adding import come_to_the_token


def reading_only(practice: PracticePlatform) -> str:
    page = next(page for page in practice.pages if page.platform == "facebook")
    scopes = frozenset({"pages_show_list", "pages_read_engagement", "pages_read_user_content"})
    practice.world.issue_token("EAAreader", page.id, scopes=scopes)
    return "EAAreader"


def profile(practice: PracticePlatform) -> str:
    practice.world.issue_token("EAAperson", None, holder="Camille")
    return "EAAperson"


def expired(practice: PracticePlatform) -> str:
    page = next(page for page in practice.pages if page.platform == "facebook")
    practice.world.issue_token("EAAold", page.id)
    practice.world.end_token("EAAold", practice.world.now() - timedelta(days=1))
    return "EAAold"


@pytest.mark.parametrize(
    ("give", "said"),
    [
        (profile, "profil personnel"),
        (expired, "Ce jeton a expiré"),
        (reading_only, "pages_manage_engagement"),
    ],
)
def test_what_is_wrong_with_a_token_is_said(
    newcomer: Newcomer, practice: PracticePlatform, give: Callable[[PracticePlatform], str], said: str
) -> None:
    come_to_the_token(newcomer, practice)
    newcomer.paste(give(practice))
    newcomer.enter()
    newcomer.wait_for(said)
    assert newcomer.sheet.go.label == "Vérifier"
    assert newcomer.desk.inbox.accounts() == ()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (AuthExpired(reason="incorrect_password"), "identifiant avec ce mot de passe d’application"),
        (AuthExpired(reason="invalid_username"), "identifiant avec ce mot de passe d’application"),
        (AuthExpired(reason="of a kind that is not known"), "n’est pas accepté"),
        (Forbidden(scope="moderate_comments"), "moderate_comments"),
        (NotAPage(), "profil personnel"),
        (Offline(), "Rien n’a été ajouté"),
        (RateLimited(retry_after=120), "Rien n’a été ajouté"),
        (Unreadable(), "vérifiez l’adresse"),
        (BadValue("no_secret"), "Rien n’a encore été collé"),
        (BadValue("base_url", "un blog"), "https://blog.example"),
        (PageTaken("facebook:1", "Mairie de Valbreuil"), "Mairie de Valbreuil"),
        (NoFeed(host="x.com", reason="closed"), "x.com"),
    ],
)
def test_an_error_becomes_a_sentence_about_the_form(error: CmDesktopError, said: str, words: Words) -> None:
    sentence = refusal(words, error)
    assert said in sentence.replace("\u00a0", " ")
    assert "accounts" not in sentence, "nothing about commands to somebody at a window"


def test_what_the_platform_says_itself_stands_after_our_sentence(words: Words) -> None:
    assert refusal(words, Forbidden(message="Essayez plus tard.")).endswith("(Essayez plus tard.)")
