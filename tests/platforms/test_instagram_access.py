"""Who an Instagram access belongs to, by either login, and what it may do: against the practice platform."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.comments import Account, AccountId
from cm_desktop.domain.errors import AuthExpired, Forbidden, NotAPage
from cm_desktop.platforms.connect import introduce
from cm_desktop.platforms.graph.client import classify
from cm_desktop.platforms.instagram.connector import InstagramConnector
from cm_desktop.platforms.instagram.identity import ITS_OWN, THROUGH_FACEBOOK, Login, login_of
from cm_desktop.platforms.transport.calls import Call
from cm_desktop.platforms.transport.gateway import DIRECT
from cm_desktop.practice import PracticePlatform
from tests.platforms.facebook_page import play
from tests.platforms.instagram_account import OWN_LOGIN, account_of, connector, small_history


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[PracticePlatform]:
    with play(tmp_path, small_history()) as platform:
        yield platform


def unnamed(practice: PracticePlatform) -> Account:
    return replace(account_of(practice), id=AccountId(""), name="")


def owner(practice: PracticePlatform) -> str:
    """The Page that the account is connected to."""
    page = practice.world.page(practice.pages[0].id).owner
    assert page is not None
    return page


def with_rights(practice: PracticePlatform, *scopes: str, tasks: tuple[str, ...] = ("MODERATE",)) -> InstagramConnector:
    practice.world.issue_token("EAAless", owner(practice), scopes=frozenset(scopes), tasks=tasks)
    return InstagramConnector(account_of(practice), "EAAless")


def test_a_page_s_token_leads_to_the_account_behind_it(practice: PracticePlatform) -> None:
    account, identity = introduce(unnamed(practice), practice.pages[0].token, gateway=DIRECT)
    assert (account.id, account.name) == (f"instagram:{practice.pages[0].id}", "@maison.levain")
    assert {"MODERATE", "instagram_manage_comments"} <= identity.rights


def test_an_account_s_own_token_leads_to_itself(practice: PracticePlatform) -> None:
    practice.world.issue_token(OWN_LOGIN, practice.pages[0].id)
    account, identity = introduce(unnamed(practice), OWN_LOGIN, gateway=DIRECT)
    assert (account.id, account.name) == (f"instagram:{practice.pages[0].id}", "@maison.levain")
    assert identity.access_ends is None


@pytest.mark.parametrize(
    ("base_url", "token", "login"),
    [
        ("", "EAAtoken", THROUGH_FACEBOOK),
        ("", "IGAAtoken", ITS_OWN),
        ("https://graph.facebook.com", "IGAAtoken", THROUGH_FACEBOOK),
        ("https://graph.instagram.com", "EAAtoken", ITS_OWN),
        ("http://127.0.0.1:8080", "IGQtoken", ITS_OWN),
        ("http://127.0.0.1:8080", "EAAtoken", THROUGH_FACEBOOK),
    ],
)
def test_the_login_is_told_by_the_host_then_by_the_token(base_url: str, token: str, login: object) -> None:
    assert login_of(base_url, token) is login


def test_a_page_without_an_account_says_so(practice: PracticePlatform) -> None:
    with pytest.raises(Forbidden) as refusal:
        introduce(unnamed(practice), practice.pages[1].token, gateway=DIRECT)
    assert refusal.value.scope == "instagram_business_account"


def test_a_profile_is_not_an_account(practice: PracticePlatform) -> None:
    for token in ("EAAperson", "IGAAperson"):
        practice.world.issue_token(token, None, holder="Camille")
        with pytest.raises(NotAPage):
            introduce(unnamed(practice), token, gateway=DIRECT)


def test_the_token_of_another_account_is_not_taken(practice: PracticePlatform) -> None:
    elsewhere = replace(account_of(practice), id=AccountId("instagram:1"))
    with pytest.raises(AuthExpired) as refusal:
        InstagramConnector(elsewhere, practice.pages[0].token).check()
    assert refusal.value.reason == "other_account"


RIGHTS = {"instagram_basic", "instagram_manage_comments", "pages_read_engagement"}


@pytest.mark.parametrize("missing", sorted(RIGHTS))
def test_a_right_that_is_missing_is_named(practice: PracticePlatform, missing: str) -> None:
    with pytest.raises(Forbidden) as refusal:
        with_rights(practice, *RIGHTS - {missing}).check()
    assert refusal.value.scope == missing
    assert with_rights(practice, *RIGHTS).check().id == practice.pages[0].id


def test_the_task_of_moderating_is_needed_and_named(practice: PracticePlatform) -> None:
    with pytest.raises(Forbidden) as refusal:
        with_rights(practice, *RIGHTS, tasks=("ANALYZE",)).check()
    assert refusal.value.scope == "MODERATE"


def test_the_end_of_the_access_is_told(practice: PracticePlatform) -> None:
    ends = datetime.now(UTC).replace(microsecond=0) + timedelta(days=10)
    practice.world.end_token(practice.pages[0].token, ends)
    assert connector(practice).check().access_ends == ends


@pytest.mark.parametrize("login", [THROUGH_FACEBOOK, ITS_OWN], ids=["facebook's login", "its own"])
def test_a_right_that_is_not_named_is_the_usual_one_of_the_login(login: Login) -> None:
    for call, right in ((Call.READ, login.rights.read), (Call.WRITE, login.rights.write)):
        error = classify(call, 403, {}, b'{"error": {"code": 10, "message": "no"}}', login.rights)
        assert isinstance(error, Forbidden)
        assert error.scope == right
        assert error.scope.startswith("instagram_")
