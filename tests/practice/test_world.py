"""The practice world in time: lag, edits to come, comments that arrive, a restart."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from cm_desktop.practice import Growth, PracticePlatform
from tests.practice.caller import Caller, Json, MovedClock
from tests.practice.conftest import comment


def test_readers_see_a_write_once_the_lag_has_passed(
    practice: PracticePlatform, page: Caller, post_id: str, ids: dict[str, str], clock: MovedClock
) -> None:
    practice.world.lag = timedelta(milliseconds=150)
    reply = page.post(f"/{ids['f']}/comments", message="Merci").json["id"]
    page.post(f"/{ids['a']}", is_hidden="true")
    page.delete(f"/{ids['e']}")
    assert page.get(f"/{reply}").error == (100, 33)
    assert page.get(f"/{ids['a']}", fields="is_hidden").json["is_hidden"] is False
    assert ids["e"] in page.get(f"/{post_id}/comments").ids
    clock.move(milliseconds=149)
    assert page.get(f"/{reply}").error == (100, 33)
    clock.move(milliseconds=1)
    assert page.get(f"/{reply}").json["message"] == "Merci"
    assert page.get(f"/{ids['a']}", fields="is_hidden").json["is_hidden"] is True
    assert ids["e"] not in page.get(f"/{post_id}/comments").ids


def test_a_write_meets_the_truth_whatever_readers_see(
    practice: PracticePlatform, page: Caller, ids: dict[str, str]
) -> None:
    practice.world.lag = timedelta(seconds=10)
    page.delete(f"/{ids['f']}")
    assert page.get(f"/{ids['f']}").status == 200
    assert page.post(f"/{ids['f']}/comments", message="Merci").error == (100, 33)


def test_readers_never_go_back_in_time(
    practice: PracticePlatform, page: Caller, ids: dict[str, str], clock: MovedClock
) -> None:
    practice.world.lag = timedelta(seconds=10)
    page.post(f"/{ids['a']}", is_hidden="true")
    practice.world.lag = timedelta(0)
    page.post(f"/{ids['a']}", is_hidden="false")
    clock.move(seconds=10)
    assert page.get(f"/{ids['a']}", fields="is_hidden").json["is_hidden"] is False


def test_a_comment_is_edited_a_little_after_the_start(page: Caller, ids: dict[str, str], clock: MovedClock) -> None:
    clock.move(seconds=119)
    assert page.get(f"/{ids['e']}").json["message"] == "Texte e"
    clock.move(seconds=1)
    assert page.get(f"/{ids['e']}").json["message"] == "Texte changé"


def test_an_edit_can_be_played_at_once_and_only_once(
    practice: PracticePlatform, page: Caller, ids: dict[str, str], clock: MovedClock
) -> None:
    page.post(f"/{ids['e']}", is_hidden="true")
    assert practice.world.play_edits() == (ids["e"],)
    assert practice.world.play_edits() == ()
    clock.move(minutes=5)
    found = page.get(f"/{ids['e']}", fields="message,is_hidden").json
    assert (found["message"], found["is_hidden"]) == ("Texte changé", True)


def test_a_deleted_comment_is_not_edited(practice: PracticePlatform, page: Caller, ids: dict[str, str]) -> None:
    page.delete(f"/{ids['e']}")
    assert practice.world.play_edits() == ()
    assert page.get(f"/{ids['e']}").error == (100, 33)


def test_a_reply_to_another_posts_comment_is_refused(
    practice: PracticePlatform, page: Caller, ids: dict[str, str]
) -> None:
    other = page.get("/me/feed").ids[1]
    with pytest.raises(KeyError):
        practice.world.add_comment(other, "Perdu", author="Zoé", parent=ids["a"])


def test_growth_reveals_the_newest_comments_one_by_one(history: Json, history_file: Path, clock: MovedClock) -> None:
    thread = history["clients"][0]["pages"][0]["posts"][0]["comments"]
    thread += [comment("g", 20), comment("h", 10, parent="g"), comment("i", 5, edited_text="Changé")]
    history_file.write_text(json.dumps(history))
    growth = Growth(window=timedelta(minutes=30), over=timedelta(minutes=3))
    with PracticePlatform.start(history_file, clock=clock, growth=growth) as practice:
        page = Caller(practice.base_url, practice.pages[0].token)
        post = page.get("/me/feed").ids[0]

        def texts() -> list[str]:
            found = page.get(f"/{post}/comments", filter="stream").json["data"]
            return [item["message"] for item in found][6:]

        assert texts() == []
        clock.move(minutes=1)
        assert texts() == ["Texte g"]
        clock.move(minutes=2)
        assert texts() == ["Texte g", "Texte h", "Texte i"]
        newest = page.get(f"/{post}/comments", filter="stream", fields="created_time,parent").json["data"][-2:]
        assert [item["created_time"] for item in newest] == ["2026-11-20T12:02:00+0000", "2026-11-20T12:03:00+0000"]
        assert "parent" in newest[0]
        clock.move(minutes=2)
        assert texts()[-1] == "Changé"


def test_an_answer_to_what_was_deleted_meanwhile_does_not_arrive(
    history: Json, history_file: Path, clock: MovedClock
) -> None:
    thread = history["clients"][0]["pages"][0]["posts"][0]["comments"]
    thread.append(comment("g", 5, parent="f"))
    history_file.write_text(json.dumps(history))
    with PracticePlatform.start(history_file, clock=clock, growth=Growth()) as practice:
        page = Caller(practice.base_url, practice.pages[0].token)
        post = page.get("/me/feed").ids[0]
        page.delete("/" + page.get(f"/{post}/comments", filter="stream").ids[-1])
        clock.move(minutes=10)
        assert len(page.get(f"/{post}/comments", filter="stream").ids) == 5


def test_a_restart_keeps_pages_tokens_and_ids_and_gives_no_id_twice(
    practice: PracticePlatform, page: Caller, ids: dict[str, str], history_file: Path, clock: MovedClock
) -> None:
    before = page.post(f"/{ids['a']}/comments", message="Merci").json["id"]
    clock.move(seconds=1)
    with PracticePlatform.start(history_file, clock=clock) as again:
        assert again.pages == practice.pages
        second = Caller(again.base_url, page.token)
        assert second.get(f"/{ids['a']}").status == 200
        assert second.get(f"/{before}").error == (100, 33)
        assert second.post(f"/{ids['a']}/comments", message="Merci").json["id"] != before
