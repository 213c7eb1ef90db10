"""Cursors: what they promise, and the trap of the empty page."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from cm_desktop.practice import PracticePlatform
from tests.practice.caller import Answer, Caller, Json
from tests.practice.conftest import comment


def walk(page: Caller, path: str, **parameters: str | int) -> Iterator[Answer]:
    """Every page of a listing, as a client that follows `after` while there is a `next`."""
    after: dict[str, str | int] = {}
    while True:
        answer = page.get(path, **parameters, **after)
        yield answer
        paging = answer.json.get("paging", {})
        if "next" not in paging:
            return
        after = {"after": paging["cursors"]["after"]}


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 6, 100])
@pytest.mark.parametrize("order", ["chronological", "reverse_chronological"])
def test_paging_brings_everything_once(page: Caller, post_id: str, ids: dict[str, str], limit: int, order: str) -> None:
    found = [i for a in walk(page, f"/{post_id}/comments", filter="stream", order=order, limit=limit) for i in a.ids]
    names = "abcdef" if order == "chronological" else "fedcba"
    assert found == [ids[name] for name in names]


def test_the_last_page_has_cursors_but_no_next(page: Caller, post_id: str) -> None:
    paging = page.get(f"/{post_id}/comments", filter="stream", limit=6).json["paging"]
    assert set(paging) == {"cursors"}
    assert page.get(f"/{post_id}/comments", filter="stream", after=paging["cursors"]["after"]).json == {"data": []}


def test_the_next_address_holds_the_token_and_the_question(page: Caller, page_id: str, post_id: str) -> None:
    edge = "comments.filter(stream).limit(2){id,from{name}}"
    paging = page.get(f"/{page_id}/feed", fields=edge).json["data"][0]["comments"]["paging"]
    address = urlsplit(paging["next"])
    asked = parse_qs(address.query)
    assert address.path == f"/v26.0/{post_id}/comments"
    assert asked["access_token"] == [page.token]
    assert asked["fields"] == ["id,from{name}"]
    followed = Caller(page.base_url, "").call("GET", f"{address.path}?{address.query}")
    assert [set(c) for c in followed.json["data"]] == [{"id", "from"}] * 2


def test_what_arrives_meanwhile_neither_repeats_nor_hides_anything(
    practice: PracticePlatform, page: Caller, post_id: str, ids: dict[str, str]
) -> None:
    newest: dict[str, str | int] = {"filter": "stream", "order": "reverse_chronological", "limit": 2}
    pages = walk(page, f"/{post_id}/comments", **newest)
    found = next(pages).ids
    practice.world.add_comment(post_id, "Tout neuf", author="Zoé")
    page.delete(f"/{found[-1]}")
    found += [comment_id for answer in pages for comment_id in answer.ids]
    assert found == [ids[name] for name in "fedcba"]


def test_a_cursor_is_good_for_its_own_listing_only(page: Caller, post_id: str) -> None:
    cursor = page.get(f"/{post_id}/comments", filter="stream", limit=2).json["paging"]["cursors"]["after"]
    assert page.get(f"/{post_id}/comments", after=cursor).error == (100, None)
    assert page.get("/me/feed", after=cursor).error == (100, None)


def test_a_cursor_dies_with_its_server(page: Caller, post_id: str, history_file: Path) -> None:
    cursor = page.get(f"/{post_id}/comments", filter="stream", limit=2).json["paging"]["cursors"]["after"]
    with PracticePlatform.start(history_file) as again:
        answer = Caller(again.base_url, page.token).get(f"/{post_id}/comments", filter="stream", after=cursor)
    assert answer.error == (100, None)


@pytest.mark.parametrize("limit", [5, 25, 100])
def test_the_busiest_post_has_an_empty_page_that_still_has_a_next(
    history: Json, history_file: Path, limit: int
) -> None:
    history["clients"][0]["pages"][0]["posts"][1]["comments"] = [comment(f"n{n}", 200 - n) for n in range(30)]
    history_file.write_text(json.dumps(history))
    with PracticePlatform.start(history_file) as practice:
        page = Caller(practice.base_url, practice.pages[0].token)
        busy = page.get("/me/feed").ids[1]
        answers = list(walk(page, f"/{busy}/comments", filter="stream", limit=limit))
    empty = [number for number, answer in enumerate(answers) if not answer.ids]
    assert empty == [1]
    assert "next" in answers[1].json["paging"]
    assert len({comment_id for answer in answers for comment_id in answer.ids}) == 30


def test_the_shipped_history_has_that_empty_page() -> None:
    with PracticePlatform.start() as practice:
        found = 0
        for played in practice.pages:
            page = Caller(practice.base_url, played.token)
            posts = page.get(f"/{played.id}/feed").ids if played.platform == "facebook" else []
            for post in posts:
                answers = list(walk(page, f"/{post}/comments", filter="stream", limit=50))
                found += sum("next" in a.json["paging"] for a in answers if not a.ids and "paging" in a.json)
        assert found == 1
