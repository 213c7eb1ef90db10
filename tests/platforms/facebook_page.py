"""Small histories for the practice platform, and one Page of it as the connector sees it. May not know what tests check."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from cm_desktop.domain.comments import Account, AccountId, Batch, ClientId, Comment
from cm_desktop.domain.ports import Source
from cm_desktop.practice import PracticePlatform
from cm_desktop.practice.things import Clock, system_clock

DAY = 1440


def said(name: str, minutes_ago: float, **more: object) -> dict[str, Any]:
    """One comment of a history; `name` is its id there and its text."""
    return {"id": name, "parent": None, "author": f"Lectrice {name}", "text": name, "minutes_ago": minutes_ago} | more


def small_history() -> dict[str, Any]:
    """One Page: a fresh post with a thread, and one of two months ago."""
    thread = [
        said("critique", 90, likes=3),
        said("d'accord", 80, parent="critique"),
        said("merci", 70, parent="critique", author="Boulangerie", by_page=True),
        said("question", 60),
    ]
    old = [said("vieux", 59 * DAY)]
    posts = [
        {"id": "p1", "text": "Du pain neuf 🥖", "minutes_ago": 120, "comments": thread},
        {"id": "p2", "text": "Bonne année", "minutes_ago": 60 * DAY, "comments": old},
    ]
    return history(posts)


def history(posts: list[dict[str, Any]]) -> dict[str, Any]:
    page = {"platform": "facebook", "name": "Boulangerie", "posts": posts}
    other = {"platform": "facebook", "name": "Piscine", "posts": []}
    clients = [("Boulangerie", "#aa5500", page), ("Piscine", "#0055aa", other)]
    return {"clients": [{"name": name, "colour": colour, "pages": [page]} for name, colour, page in clients]}


def play(folder: Path, content: dict[str, Any], clock: Clock = system_clock) -> PracticePlatform:
    """Start the practice platform on this history, at its own time."""
    file = folder / "history.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return PracticePlatform.start(file, clock=clock)


def account_of(practice: PracticePlatform, number: int = 0) -> Account:
    page = practice.pages[number]
    return Account(
        id=AccountId(f"facebook:{page.id}"),
        client=ClientId("client"),
        platform="facebook",
        name=page.name,
        base_url=practice.base_url,
        allow_local=True,
    )


def read_to_the_end(connector: Source, cursor: str | None = None) -> list[Batch]:
    """Every batch until no more comes."""
    batches = [connector.fetch(cursor)]
    while batches[-1].more:
        batches.append(connector.fetch(batches[-1].cursor))
    return batches


def texts(batches: list[Batch]) -> Counter[str]:
    return Counter(comment.text for batch in batches for comment in batch.comments)


def named(batches: list[Batch], text: str) -> Comment:
    (found,) = [comment for batch in batches for comment in batch.comments if comment.text == text]
    return found
