"""An Instagram account beside the Page of the other practice tests."""

import pytest

from cm_desktop.practice import PracticePlatform
from tests.practice.caller import Caller, Json
from tests.practice.conftest import comment


@pytest.fixture
def history(history: Json) -> Json:
    """The account's first medium has a thread, a reply to a reply, a word of the account itself and an edit to come."""
    thread = [
        comment("a", 55, likes=4),
        comment("b", 50, parent="a"),
        comment("c", 45, parent="b"),
        comment("d", 40, parent="a", author="piscine", by_page=True),
        comment("e", 35, edited_text="Texte changé"),
    ]
    history["clients"][1]["pages"][0]["posts"] = [
        {"id": "p1", "text": "Ouvert 🏊", "minutes_ago": 60, "comments": thread},
        {"id": "p2", "text": "Fermé lundi", "minutes_ago": 240, "comments": []},
    ]
    return history


@pytest.fixture
def account_id(practice: PracticePlatform) -> str:
    return practice.pages[1].id


@pytest.fixture
def account(practice: PracticePlatform) -> Caller:
    """The token of the Page that the account is connected to."""
    return Caller(practice.base_url, practice.pages[1].token)


@pytest.fixture
def own(practice: PracticePlatform, account_id: str) -> Caller:
    """The account's own token, from Instagram's login."""
    practice.world.issue_token("IGAAown", account_id)
    return Caller(practice.base_url, "IGAAown")


@pytest.fixture
def medium(account: Caller, account_id: str) -> str:
    return account.get(f"/{account_id}/media").ids[0]


@pytest.fixture
def named(practice: PracticePlatform, medium: str) -> dict[str, str]:
    """The comments' ids by the names that the history gives them."""
    return {c.text.removeprefix("Texte "): c.id for c in practice.world.seen_comments(medium).values()}
