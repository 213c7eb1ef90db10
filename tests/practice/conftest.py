"""A practice platform with a small history of its own, on a clock that the tests move."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cm_desktop.practice import PracticePlatform
from tests.practice.caller import Caller, Json, MovedClock


def comment(name: str, minutes_ago: float, **more: object) -> Json:
    return {"id": name, "parent": None, "author": f"Auteur {name}", "text": f"Texte {name}", **more} | {
        "minutes_ago": minutes_ago
    }


@pytest.fixture
def history() -> Json:
    """Two clients; the first Page's first post has a thread, a reply to a reply, a word of the Page and an edit to come."""
    thread = [
        comment("a", 90, likes=3),
        comment("b", 80, parent="a", likes=9),
        comment("c", 70, parent="b"),
        comment("d", 60, author="Boulangerie", by_page=True, parent="a"),
        comment("e", 50, likes=7, edited_text="Texte changé"),
        comment("f", 40),
    ]
    posts = [
        {"id": "p1", "text": "Du pain neuf 🥖", "minutes_ago": 120, "comments": thread},
        {"id": "p2", "text": "Fermé lundi", "minutes_ago": 240, "comments": []},
    ]
    return {
        "clients": [
            {
                "name": "Boulangerie",
                "colour": "#aa5500",
                "pages": [{"platform": "facebook", "name": "Boulangerie", "posts": posts}],
            },
            {
                "name": "Piscine",
                "colour": "#0055AA",
                "pages": [
                    {
                        "platform": "instagram",
                        "name": "piscine",
                        "posts": [{"id": "p1", "text": "Ouvert", "minutes_ago": 60, "comments": [comment("a", 30)]}],
                    }
                ],
            },
        ]
    }


@pytest.fixture
def history_file(tmp_path: Path, history: Json) -> Path:
    file = tmp_path / "history.json"
    file.write_text(json.dumps(history), encoding="utf-8")
    return file


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def practice(history_file: Path, clock: MovedClock) -> Iterator[PracticePlatform]:
    with PracticePlatform.start(history_file, clock=clock) as platform:
        yield platform


@pytest.fixture
def page(practice: PracticePlatform) -> Caller:
    """The first Page's own token."""
    return Caller(practice.base_url, practice.pages[0].token)


@pytest.fixture
def page_id(practice: PracticePlatform) -> str:
    return practice.pages[0].id


@pytest.fixture
def post_id(page: Caller, page_id: str) -> str:
    """The post that has comments."""
    return page.get(f"/{page_id}/feed").ids[0]


@pytest.fixture
def ids(page: Caller, post_id: str) -> dict[str, str]:
    """The comments' ids by the names that the history gives them."""
    found = page.get(f"/{post_id}/comments", filter="stream", fields="message").json["data"]
    return {item["message"].removeprefix("Texte "): item["id"] for item in found}
