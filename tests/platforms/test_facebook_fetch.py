"""Reading a Page in rounds: everything once, then what is new and what was edited, across pages, gaps and restarts."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import Visibility
from cm_desktop.domain.errors import Invalid, Transient
from cm_desktop.platforms.facebook.connector import FacebookConnector
from cm_desktop.practice import Calls, PracticePlatform
from tests.platforms.facebook_page import (
    DAY,
    account_of,
    history,
    named,
    play,
    read_to_the_end,
    said,
    small_history,
    texts,
)


def connector(practice: PracticePlatform, later: timedelta = timedelta(0)) -> FacebookConnector:
    """The Page's connector, on a machine whose clock says that this much time has passed."""
    return FacebookConnector(account_of(practice), practice.pages[0].token, now=lambda: datetime.now(UTC) + later)


def busy_history(posts: int = 60, comments: int = 130) -> dict[str, object]:
    """Many posts, of which the first has several pages of comments, an empty one among them."""
    crowd = [said(f"c{number}", 1000 - number) for number in range(comments)]
    first = {"id": "p0", "text": "Annonce", "minutes_ago": 1001, "comments": crowd}
    others = [
        {"id": f"p{n}", "text": f"Post {n}", "minutes_ago": 1100 + n, "comments": [said(f"p{n}c", 1000)]}
        for n in range(1, posts)
    ]
    return history([first, *others])


def test_a_full_reading_brings_everything_exactly_once(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        batches = read_to_the_end(connector(practice))
    assert texts(batches) == dict.fromkeys([*(f"c{n}" for n in range(130)), *(f"p{n}c" for n in range(1, 60))], 1)
    posts = [post.id for batch in batches for post in batch.posts]
    assert len(posts) == len(set(posts)) == 60
    assert any(not batch.comments and not batch.posts and batch.more for batch in batches)  # the empty page was met


def test_a_reading_goes_on_where_it_stopped_even_in_another_process(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        batches = [connector(practice).fetch(None)]
        while batches[-1].more:
            batches.append(connector(practice).fetch(batches[-1].cursor))
    assert set(texts(batches).values()) == {1}
    assert len(texts(batches)) == 130 + 59


def test_what_arrives_while_reading_is_brought_by_the_next_round(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        page = connector(practice)
        first = page.fetch(None)
        practice.world.add_comment(first.posts[0].id, "arrivé entre-temps", author="Lou")
        rest = read_to_the_end(page, first.cursor)
        assert "arrivé entre-temps" not in texts(rest)
        assert texts(read_to_the_end(page, rest[-1].cursor))["arrivé entre-temps"] == 1


def test_the_next_round_brings_what_is_new_and_leaves_the_old(tmp_path: Path) -> None:
    with play(tmp_path, small_history()) as practice:
        first = read_to_the_end(connector(practice))
        assert texts(first)["vieux"] == 1
        later = connector(practice, timedelta(hours=1))
        again = read_to_the_end(later, first[-1].cursor)
        assert "vieux" not in texts(again)
        critique = named(first, "critique")
        practice.world.add_comment(critique.post, "nouveau", author="Lou", parent=critique.ref.id)
        assert texts(read_to_the_end(later, again[-1].cursor))["nouveau"] == 1


def test_an_edit_and_a_hiding_within_two_days_are_noticed(tmp_path: Path) -> None:
    content = small_history()
    content["clients"][0]["pages"][0]["posts"][0]["comments"][3]["edited_text"] = "question changée"
    with play(tmp_path, content) as practice:
        page = connector(practice)
        first = read_to_the_end(page)
        assert texts(first)["question"] == 1
        practice.world.play_edits()
        page.act(Hide(), named(first, "critique"), "key")
        again = read_to_the_end(page, first[-1].cursor)
    assert texts(again)["question changée"] == 1
    assert named(again, "critique").visibility is Visibility.HIDDEN


def test_a_crowd_is_followed_in_light_rounds_and_looked_over_once_an_hour(tmp_path: Path) -> None:
    with play(tmp_path, busy_history(posts=2)) as practice:
        first = read_to_the_end(connector(practice))
        whole = read_to_the_end(connector(practice, timedelta(minutes=1)), first[-1].cursor)
        crowd = named(first, "c7")
        connector(practice).act(Hide(), crowd, "key")
        practice.world.add_comment(crowd.post, "tout neuf", author="Lou")
        light = read_to_the_end(connector(practice, timedelta(minutes=2)), whole[-1].cursor)
        assert len(light) == 1 < len(whole)
        assert texts(light) == {"tout neuf": 1}
        hourly = read_to_the_end(connector(practice, timedelta(minutes=62)), light[-1].cursor)
        assert named(hourly, "c7").visibility is Visibility.HIDDEN


def test_a_comment_under_an_old_post_is_found_by_the_daily_round_through_all_posts(tmp_path: Path) -> None:
    fillers = [{"id": f"f{n}", "text": "…", "minutes_ago": 40 * DAY, "comments": []} for n in range(30)]
    content = history(
        [
            *small_history()["clients"][0]["pages"][0]["posts"][:1],
            *fillers,
            small_history()["clients"][0]["pages"][0]["posts"][1],
        ]
    )
    with play(tmp_path, content) as practice:
        first = read_to_the_end(connector(practice))
        old = named(first, "vieux")
        practice.world.add_comment(old.post, "sous un vieux post", author="Lou")
        hour = read_to_the_end(connector(practice, timedelta(hours=1)), first[-1].cursor)
        assert "sous un vieux post" not in texts(hour)
        day = read_to_the_end(connector(practice, timedelta(hours=25)), hour[-1].cursor)
        assert texts(day)["sous un vieux post"] == 1


def test_a_place_that_the_platform_has_forgotten_starts_the_round_again(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        stopped = connector(practice).fetch(None).cursor
        next_day = read_to_the_end(connector(practice, timedelta(days=1)), stopped)
        assert len(texts(next_day)) == 130 + 59  # by its age
        practice.faults.plan_error(100, calls=Calls.READS)
        at_once = read_to_the_end(connector(practice), stopped)
        assert len(texts(at_once)) == 130 + 59  # by what the platform says
        practice.faults.plan_error(100, calls=Calls.READS, times=None)
        with pytest.raises(Invalid):
            connector(practice).fetch(stopped)


def test_a_page_that_is_always_refused_is_told_and_not_asked_for_ever(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        stopped = connector(practice).fetch(None).cursor
        practice.faults.plan_error(100, calls=Calls.READS)
        anew = connector(practice).fetch(stopped)
        assert anew.comments
        practice.faults.plan_error(100, calls=Calls.READS)
        with pytest.raises(Invalid):
            connector(practice).fetch(anew.cursor)


@pytest.mark.parametrize("cursor", ["", "{", "[]", "null", '{"round": {"feed": 1}}', '{"read_at": "yesterday"}', "🥖"])
def test_a_cursor_that_cannot_be_read_means_to_read_from_the_start(tmp_path: Path, cursor: str) -> None:
    with play(tmp_path, small_history()) as practice:
        assert len(texts(read_to_the_end(connector(practice), cursor))) == 5


def test_a_post_deleted_between_two_pages_of_its_comments_stops_nothing(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        page = connector(practice)
        first = page.fetch(None)
        practice.faults.plan_error(100, 33, calls=Calls.READS)
        rest = read_to_the_end(page, first.cursor)
    assert texts(rest)["p59c"] == 1


def test_too_much_data_is_tried_once_more_then_asked_for_in_halves(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        page = connector(practice)
        practice.faults.plan_error(1, calls=Calls.READS, times=1)
        whole = page.fetch(None)
        assert json.loads(whole.cursor or "")["round"]["size"] == 50
        practice.faults.plan_error(1, calls=Calls.READS, times=3)
        smaller = page.fetch(None)
        assert json.loads(smaller.cursor or "")["round"]["size"] == 12
        batches = read_to_the_end(page, smaller.cursor)
    assert len(texts([smaller, *batches])) == 130 + 59


def test_a_platform_that_is_down_is_not_asked_for_ever(tmp_path: Path) -> None:
    with play(tmp_path, small_history()) as practice:
        practice.faults.plan_error(1, calls=Calls.READS, times=None)
        with pytest.raises(Transient):
            connector(practice).fetch(None)
        assert len(practice.traffic) == 5
