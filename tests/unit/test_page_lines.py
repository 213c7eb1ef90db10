"""What is said of one page: its readings, its budget, its access."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.comments import Account, AccountId, ClientId, PublicLook
from cm_desktop.domain.errors import AuthExpired, CmDesktopError, Forbidden, NotAPage, SecretMissing, Transient
from cm_desktop.domain.queue import Freshness
from cm_desktop.domain.quota import Budget, Quota
from cm_desktop.wording import times
from cm_desktop.wording.pages import PageLines, page_lines
from cm_desktop.wording.words import Words

TRANSLATIONS = Path(__file__).parents[2] / "resources" / "translations"
NOW = datetime(2026, 11, 19, 13, 36, tzinfo=UTC)
PAGE = Account(
    id=AccountId("facebook:1"),
    client=ClientId("lumen"),
    platform="facebook",
    name="Brasserie Lumen",
    base_url="https://graph.example",
)
FRESH = Freshness(account=PAGE.id, read_at=NOW - timedelta(minutes=4))
BUDGET = Budget(
    account=PAGE.id,
    quota=Quota(calls=200, window=timedelta(hours=1)),
    spent=38,
    percent=None,
    next_read=NOW + timedelta(minutes=34),
)


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.load("fr", TRANSLATIONS)


def lines(words: Words, budget: Budget | None = BUDGET, *, paused: bool = False) -> PageLines:
    return page_lines(words, PAGE, FRESH, budget, now=NOW, paused=paused)


def test_a_page_says_when_it_was_read_when_it_will_be_and_what_was_spent(words: Words) -> None:
    clock = times.clock(words, NOW + timedelta(minutes=34))
    assert lines(words).calm == (
        "Lue il y a 4\u00a0min",
        f"prochaine lecture à {clock}",
        "38\u00a0appels sur 200 cette heure",
    )
    assert lines(words).alarms == ()
    assert not lines(words).reconnect


@pytest.mark.parametrize("error", [AuthExpired(), Forbidden(), NotAPage(), SecretMissing()])
def test_a_page_whose_access_is_refused_wants_a_new_one(words: Words, error: CmDesktopError) -> None:
    for trouble, refused in ((error.trouble(), True), (Transient().trouble(), False), (None, False)):
        fresh = replace(FRESH, trouble=trouble)
        assert fresh.is_refused is refused
        assert page_lines(words, PAGE, fresh, BUDGET, now=NOW, paused=False).reconnect is refused


def test_one_call_is_one_and_thousands_are_set_apart(words: Words) -> None:
    budget = replace(BUDGET, spent=1, quota=Quota(calls=4_800, window=timedelta(hours=1)))
    assert lines(words, budget).calm[-1] == "1\u00a0appel sur 4\u202f800 cette heure"
    assert words.count("{n} comment on this page", "{n} comments on this page", 1_204).startswith("1\u202f204\u00a0")


def test_what_the_platform_says_of_its_own_count_is_told(words: Words) -> None:
    assert "12\u00a0% du quota selon la plateforme" in lines(words, replace(BUDGET, percent=12.4)).calm


def test_a_page_without_a_quota_counts_nothing(words: Words) -> None:
    assert not any("appels" in line for line in lines(words, replace(BUDGET, quota=None)).calm)


def test_paused_nothing_is_announced(words: Words) -> None:
    assert not any("prochaine" in line for line in lines(words, paused=True).calm)


@pytest.mark.parametrize(
    ("days", "alarm", "reconnect"),
    [(20, "", False), (10, "prend fin le 29\u00a0novembre", True), (-1, "a pris fin", True)],
)
def test_the_coming_end_of_an_access_is_announced(words: Words, days: int, alarm: str, reconnect: bool) -> None:
    page = replace(PAGE, access_ends=NOW + timedelta(days=days))
    told = page_lines(words, page, FRESH, BUDGET, now=NOW, paused=False)
    assert any(alarm in line.replace("29 novembre", "29\u00a0novembre") for line in told.alarms) == bool(alarm)
    assert told.reconnect is reconnect


def test_a_refused_access_can_be_renewed_and_a_slow_platform_cannot(words: Words) -> None:
    refused = page_lines(words, PAGE, replace(FRESH, trouble=AuthExpired().trouble()), None, now=NOW, paused=False)
    assert refused.reconnect
    assert refused.alarms == (
        "L’accès est refusé ou a expiré. Reconnectez la page, avec un nouvel accès.",
    )  # no command
    slow = page_lines(words, PAGE, replace(FRESH, trouble=Transient().trouble()), None, now=NOW, paused=False)
    assert slow.alarms
    assert not slow.reconnect


def test_replies_that_the_public_does_not_see_are_said_to_be_so(words: Words) -> None:
    unseen = replace(PAGE, public_look=PublicLook.UNSEEN)
    told = page_lines(words, unseen, FRESH, BUDGET, now=NOW, paused=False)
    assert any("mode Développement" in line for line in told.alarms)


def test_a_page_by_hand_is_not_said_to_be_read(words: Words) -> None:
    told = page_lines(words, replace(PAGE, platform="assisted"), FRESH, BUDGET, now=NOW, paused=False)
    assert told.calm == ("Rien n’est lu ici\u00a0: vous collez ou importez ses commentaires.",)
