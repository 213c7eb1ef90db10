"""A history file: read whole when it is right, refused with its place when it is not."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cm_desktop.domain.errors import ScenarioError
from cm_desktop.practice import PracticePlatform
from cm_desktop.practice.scenario import read_scenario
from tests.practice.caller import Json

Spoil = Callable[[Json], object]


def first_page(history: Json) -> Json:
    page: Json = history["clients"][0]["pages"][0]
    return page


def first_post(history: Json) -> Json:
    post: Json = first_page(history)["posts"][0]
    return post


def test_a_history_is_read_whole(history_file: Path) -> None:
    boulangerie, piscine = read_scenario(history_file).clients
    assert (boulangerie.name, boulangerie.colour) == ("Boulangerie", "#aa5500")
    assert piscine.pages[0].platform == "instagram"
    post = boulangerie.pages[0].posts[0]
    assert [comment.id for comment in post.comments] == list("abcdef")
    assert (post.comments[1].parent, post.comments[1].likes) == ("a", 9)
    assert post.comments[3].by_page
    assert post.comments[4].edited_text == "Texte changé"


def test_the_shipped_history_is_played_as_five_pages_of_three_clients() -> None:
    with PracticePlatform.start() as practice:
        assert len({page.client for page in practice.pages}) == 3
        assert [page.platform for page in practice.pages] == [
            "facebook",
            "instagram",
            "facebook",
            "facebook",
            "instagram",
        ]
        comments = [
            practice.world.seen_comments(p.id) for page in practice.pages for p in practice.world.posts(page.id)
        ]
        assert (len(comments), sum(map(len, comments))) == (12, 244)


@pytest.mark.parametrize(
    ("spoil", "place", "problem"),
    [
        (lambda h: h.clear(), "clients", "missing"),
        (lambda h: h.update(clients=[]), "clients", "empty"),
        (lambda h: h.update(more=1), "more", "unknown_key"),
        (lambda h: h.update(clients={}), "clients", "wrong_type"),
        (lambda h: h["clients"].append("x"), "clients[2]", "wrong_type"),
        (lambda h: h["clients"][1].update(name="Boulangerie"), "clients[1].name", "duplicate"),
        (lambda h: h["clients"][1].update(name=" "), "clients[1].name", "empty"),
        (lambda h: h["clients"][0].update(colour="red"), "clients[0].colour", "bad_value"),
        (lambda h: h["clients"][0].pop("pages"), "clients[0].pages", "missing"),
        (lambda h: h["clients"][0]["pages"].append(first_page(h)), "clients[0].pages[1]", "duplicate"),
        (lambda h: first_page(h).update(platform="myspace"), "clients[0].pages[0].platform", "bad_value"),
        (lambda h: first_page(h)["posts"][1].update(id="p1"), "clients[0].pages[0].posts[1].id", "duplicate"),
        (lambda h: first_post(h).update(text=None), "clients[0].pages[0].posts[0].text", "wrong_type"),
        (lambda h: first_post(h).update(minutes_ago=-1), "clients[0].pages[0].posts[0].minutes_ago", "bad_value"),
        (lambda h: first_post(h).update(minutes_ago="9"), "clients[0].pages[0].posts[0].minutes_ago", "wrong_type"),
        (
            lambda h: first_post(h).update(minutes_ago=float("nan")),
            "clients[0].pages[0].posts[0].minutes_ago",
            "bad_value",
        ),
        (lambda h: first_post(h)["comments"][0].update(likes=True), "COMMENT[0].likes", "wrong_type"),
        (lambda h: first_post(h)["comments"][0].update(likes=-1), "COMMENT[0].likes", "bad_value"),
        (lambda h: first_post(h)["comments"][0].update(by_page="yes"), "COMMENT[0].by_page", "wrong_type"),
        (lambda h: first_post(h)["comments"][0].update(edited_text=3), "COMMENT[0].edited_text", "wrong_type"),
        (lambda h: first_post(h)["comments"][0].update(text="\ud83d"), "COMMENT[0].text", "bad_value"),
        (lambda h: first_post(h)["comments"][0].update(media="hologram"), "COMMENT[0].media", "bad_value"),
        (lambda h: first_post(h)["comments"][0].update(media=1), "COMMENT[0].media", "wrong_type"),
        (lambda h: first_post(h)["comments"][0].update(parents="b"), "COMMENT[0].parents", "unknown_key"),
        (lambda h: first_post(h)["comments"][0].update(parent="b"), "COMMENT[0].parent", "unknown_parent"),
        (lambda h: first_post(h)["comments"][0].update(parent="a"), "COMMENT[0].parent", "unknown_parent"),
        (lambda h: first_post(h)["comments"][1].update(minutes_ago=91), "COMMENT[1].minutes_ago", "too_early"),
        (lambda h: first_post(h)["comments"][0].update(minutes_ago=121), "COMMENT[0].minutes_ago", "too_early"),
        (lambda h: first_post(h)["comments"][5].update(id="a"), "COMMENT[5].id", "duplicate"),
        (lambda h: first_post(h)["comments"][5].pop("author"), "COMMENT[5].author", "missing"),
    ],
)
def test_a_fault_in_the_file_is_named_with_its_place(
    history: Json, tmp_path: Path, spoil: Spoil, place: str, problem: str
) -> None:
    spoil(history)
    file = tmp_path / "spoilt.json"
    file.write_text(json.dumps(history))
    with pytest.raises(ScenarioError) as caught:
        PracticePlatform.start(file)
    place = place.replace("COMMENT", "clients[0].pages[0].posts[0].comments")
    assert (caught.value.place, caught.value.problem) == (place, problem)
    assert caught.value.file == file


@pytest.mark.parametrize(
    ("content", "place", "problem"),
    [
        (b'{\n"clients": [}', "line 2", "not_json"),
        (b"", "line 1", "not_json"),
        (b"[" * 100_000, "", "not_json"),
        (b"\xff\xfe", "", "unreadable"),
        (b"[]", "", "wrong_type"),
    ],
)
def test_a_file_that_is_no_history_is_refused(tmp_path: Path, content: bytes, place: str, problem: str) -> None:
    file = tmp_path / "bad.json"
    file.write_bytes(content)
    with pytest.raises(ScenarioError) as caught:
        read_scenario(file)
    assert (caught.value.place, caught.value.problem) == (place, problem)


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(tmp_path / "absent.json")
    assert caught.value.problem == "unreadable"
