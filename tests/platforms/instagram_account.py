"""Small histories of Instagram accounts for the practice platform, and one of them as the connector sees it.

May not know what tests check.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from cm_desktop.domain.comments import Account, AccountId, ClientId
from cm_desktop.platforms.instagram.connector import InstagramConnector
from cm_desktop.practice import PracticePlatform
from tests.platforms.facebook_page import DAY, said

ACCOUNT = 0  # its number among the pages played
OWN_LOGIN = "IGAAownlogin"  # a token as Instagram's own login gives it


def history(posts: list[dict[str, Any]]) -> dict[str, Any]:
    """One client with an Instagram account, and another with a Facebook Page alone."""
    account = {"platform": "instagram", "name": "maison.levain", "posts": posts}
    other = {"platform": "facebook", "name": "Piscine", "posts": []}
    clients = [("Maison Levain", "#aa5500", account), ("Piscine", "#0055aa", other)]
    return {"clients": [{"name": name, "colour": colour, "pages": [page]} for name, colour, page in clients]}


def small_history() -> dict[str, Any]:
    """A fresh medium with a thread, and one of two months ago."""
    thread = [
        said("critique", 90, likes=3),
        said("d'accord", 80, parent="critique"),
        said("merci", 70, parent="critique", author="maison.levain", by_page=True),
        said("question", 60),
    ]
    fresh = {"id": "p1", "text": "Du pain neuf 🥖", "minutes_ago": 120, "comments": thread}
    return history([fresh, medium("p2", 59 * DAY, said("vieux", 58 * DAY))])


def medium(name: str, minutes_ago: float, *comments: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "text": f"Légende {name}", "minutes_ago": minutes_ago, "comments": list(comments)}


def crowd(size: int, name: str = "c", minutes_ago: float = 1000) -> list[dict[str, Any]]:
    """So many comments at the top of a medium, a minute from one to the next."""
    return [said(f"{name}{number}", minutes_ago - number) for number in range(size)]


def account_of(practice: PracticePlatform, number: int = ACCOUNT) -> Account:
    page = practice.pages[number]
    return Account(
        id=AccountId(f"instagram:{page.id}"),
        client=ClientId("client"),
        platform="instagram",
        name=page.name,
        base_url=practice.base_url,
        allow_local=True,
    )


def connector(practice: PracticePlatform, later: timedelta = timedelta(0)) -> InstagramConnector:
    """The account's connector, on a machine whose clock says that this much time has passed."""
    token = practice.pages[ACCOUNT].token
    return InstagramConnector(account_of(practice), token, now=lambda: datetime.now(UTC) + later)
