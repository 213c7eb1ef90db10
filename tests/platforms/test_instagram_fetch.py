"""Reading an Instagram account in rounds: everything once, then where a count moved, whole once a day, crowds skimmed."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import Batch, Post, Visibility
from cm_desktop.domain.errors import Forbidden, Invalid, RateLimited, Transient
from cm_desktop.platforms.instagram.place import CROWD, WATCHED
from cm_desktop.practice import Calls, Effect, Fault, Normal
from tests.platforms.facebook_page import DAY, named, play, read_to_the_end, said, texts
from tests.platforms.instagram_account import connector, crowd, history, medium, small_history

HOUR = timedelta(hours=1)


def cursor_of(batches: list[Batch]) -> str:
    assert batches[-1].cursor is not None
    return batches[-1].cursor


def post_named(batches: list[Batch], caption: str) -> Post:
    (found,) = [post for batch in batches for post in batch.posts if post.text == caption]
    return found


def busy_history() -> dict[str, object]:
    """Three pages of comments under the first medium, a long thread among them; sixty more media, one comment each."""
    thread = [said(f"r{number}", 500 - number, parent="c0") for number in range(120)]
    first = medium("p0", 1001, *crowd(130), *thread)
    return history([first, *(medium(f"p{n}", 1100 + n, said(f"p{n}c", 1000)) for n in range(1, 61))])


EVERYTHING = [*(f"c{n}" for n in range(130)), *(f"r{n}" for n in range(120)), *(f"p{n}c" for n in range(1, 61))]


def test_a_full_reading_brings_everything_exactly_once(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        batches = read_to_the_end(connector(practice))
        calls = len(practice.traffic)
    assert texts(batches) == dict.fromkeys(EVERYTHING, 1)
    posts = [post.id for batch in batches for post in batch.posts]
    assert len(posts) == len(set(posts)) == 61
    assert calls <= 12  # seven pages of ten media, two more of comments, two more of replies


def test_a_reading_that_is_killed_between_two_batches_goes_on_where_it_stopped(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        batches = [connector(practice).fetch(None)]
        while batches[-1].more:
            batches.append(connector(practice).fetch(batches[-1].cursor))  # another process each time
    assert texts(batches) == dict.fromkeys(EVERYTHING, 1)


def test_a_round_that_nothing_happened_in_costs_one_call_for_fifty_media(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        first = read_to_the_end(connector(practice))
        before = len(practice.traffic)
        again = read_to_the_end(connector(practice, HOUR), cursor_of(first))
        assert texts(again) == {}
        assert len(practice.traffic) - before == 2


def test_what_is_new_is_found_by_its_medium_s_count(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        first = read_to_the_end(connector(practice))
        quiet, old = post_named(first, "Légende p30"), named(first, "p31c")
        practice.world.add_comment(quiet.id, "en haut", author="lou")
        practice.world.add_comment(old.post, "sous un ancien", author="lou", parent=old.ref.id)
        before = len(practice.traffic)
        again = read_to_the_end(connector(practice, HOUR), cursor_of(first))
        assert texts(again) == {"en haut": 1, "p30c": 1, "p31c": 1, "sous un ancien": 1}
        assert len(practice.traffic) - before == 4
        assert texts(read_to_the_end(connector(practice, HOUR), cursor_of(again))) == {}


def test_a_reply_under_the_oldest_of_many_comments_is_found(tmp_path: Path) -> None:
    with play(tmp_path, history([medium("p", 2000, *crowd(CROWD - 1))])) as practice:
        first = read_to_the_end(connector(practice))
        oldest = named(first, "c0")
        practice.world.add_comment(oldest.post, "tout au fond", author="lou", parent=oldest.ref.id)
        again = read_to_the_end(connector(practice, timedelta(minutes=2)), cursor_of(first))
    assert texts(again)["tout au fond"] == 1


def test_a_deletion_that_makes_up_for_an_addition_is_seen_through_once_a_day(tmp_path: Path) -> None:
    with play(tmp_path, small_history()) as practice:
        first = read_to_the_end(connector(practice))
        question = named(first, "question")
        practice.world.delete(question.ref.id)
        practice.world.add_comment(question.post, "à sa place", author="lou", parent=named(first, "critique").ref.id)
        hour = read_to_the_end(connector(practice, HOUR), cursor_of(first))
        assert texts(hour) == {}  # the count is what it was
        day = read_to_the_end(connector(practice, timedelta(hours=25)), cursor_of(hour))
    assert texts(day)["à sa place"] == 1
    assert "question" not in texts(day)


def test_a_hiding_elsewhere_is_seen_once_a_day(tmp_path: Path) -> None:
    with play(tmp_path, small_history()) as practice:
        first = read_to_the_end(connector(practice))
        connector(practice).act(Hide(), named(first, "critique"), "key")
        day = read_to_the_end(connector(practice, timedelta(hours=25)), cursor_of(first))
    assert named(day, "critique").visibility is Visibility.HIDDEN


def test_what_arrives_while_reading_is_brought_by_the_next_round(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        account = connector(practice)
        first = account.fetch(None)
        assert first.more
        practice.world.add_comment(first.posts[1].id, "arrivé entre-temps", author="lou")
        rest = read_to_the_end(account, first.cursor)
        assert "arrivé entre-temps" not in texts(rest)
        assert texts(read_to_the_end(account, cursor_of(rest)))["arrivé entre-temps"] == 1


def test_a_crowd_is_skimmed_and_read_whole_within_the_hour(tmp_path: Path) -> None:
    minutes = [timedelta(minutes=m) for m in (2, 4, 6, 70)]
    with play(tmp_path, history([medium("p", 2000, *crowd(CROWD + 200))])) as practice:
        batches = read_to_the_end(connector(practice))
        oldest = named(batches, "c0")
        calls, found = [], []
        for number, later in enumerate(minutes):
            practice.world.add_comment(oldest.post, f"nouveau {number}", author="lou")
            if number == 0:
                practice.world.add_comment(oldest.post, "au fond", author="lou", parent=oldest.ref.id)
            before = len(practice.traffic)
            batches = read_to_the_end(connector(practice, later), cursor_of(batches))
            assert texts(batches)[f"nouveau {number}"] == 1
            calls.append(len(practice.traffic) - before)
            found.append("au fond" in texts(batches))
    assert calls[:3] == [2, 2, 2]
    assert calls[3] > CROWD / 50
    assert found == [False, False, False, True]


def test_a_crowd_that_falls_silent_is_read_whole_all_the_same(tmp_path: Path) -> None:
    with play(tmp_path, history([medium("p", 2000, *crowd(CROWD + 1))])) as practice:
        first = read_to_the_end(connector(practice))
        oldest = named(first, "c0")
        practice.world.add_comment(oldest.post, "au fond", author="lou", parent=oldest.ref.id)
        skimmed = read_to_the_end(connector(practice, timedelta(minutes=2)), cursor_of(first))
        assert "au fond" not in texts(skimmed)
        later = read_to_the_end(connector(practice, timedelta(minutes=90)), cursor_of(skimmed))
        assert texts(later)["au fond"] == 1
        assert texts(read_to_the_end(connector(practice, timedelta(minutes=200)), cursor_of(later))) == {}


def test_a_skimming_goes_on_until_it_meets_what_was_known(tmp_path: Path) -> None:
    with play(tmp_path, history([medium("p", 2000, *crowd(CROWD + 1))])) as practice:
        first = read_to_the_end(connector(practice))
        post = post_named(first, "Légende p")
        for number in range(120):
            practice.world.add_comment(post.id, f"n{number}", author="lou")
        again = read_to_the_end(connector(practice, timedelta(minutes=2)), cursor_of(first))
    assert set(texts(again)) >= {f"n{number}" for number in range(120)}


def test_a_first_reading_is_bounded_and_takes_the_newest(tmp_path: Path) -> None:
    media = [medium(f"p{n}", 10 + n * DAY, said(f"p{n}c", 5 + n * DAY)) for n in range(WATCHED + 30)]
    with play(tmp_path, history(media)) as practice:
        batches = read_to_the_end(connector(practice))
        assert texts(batches) == dict.fromkeys((f"p{n}c" for n in range(WATCHED)), 1)
        assert len(practice.traffic) == WATCHED // 10
        cursor = cursor_of(batches)
        before = len(practice.traffic)
        read_to_the_end(connector(practice, HOUR), cursor)
        assert len(practice.traffic) - before == 2  # the media of the last sixty days
    assert len(cursor) < 100 * WATCHED


def test_a_quota_that_ends_midway_loses_nothing(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        account = connector(practice)
        batches = [account.fetch(None)]
        practice.faults.plan(Fault(answer=Normal(), effect=Effect.NOW, calls=Calls.READS))
        practice.faults.plan_error(80002, calls=Calls.READS)
        batches.append(account.fetch(batches[-1].cursor))
        with pytest.raises(RateLimited):
            account.fetch(batches[-1].cursor)
        batches += read_to_the_end(connector(practice), batches[-1].cursor)
    assert texts(batches) == dict.fromkeys(EVERYTHING, 1)


def test_a_deep_round_cut_short_by_a_long_wait_reads_no_thread_again(tmp_path: Path) -> None:
    with play(tmp_path, history([medium("p0", 1001, *crowd(130)), medium("p1", 1002, *crowd(130, "d"))])) as practice:
        batches = [connector(practice).fetch(None)]
        while "c0" not in texts(batches):
            batches.append(connector(practice).fetch(batches[-1].cursor))
        assert "d0" not in texts(batches)
        before = len(practice.traffic)
        rest = read_to_the_end(connector(practice, 2 * HOUR), cursor_of(batches))
        paths = [record.path for record in practice.traffic[before:]]
    assert set(texts([*batches, *rest])) >= {f"d{number}" for number in range(130)}
    assert len(paths) == 3  # the media once more, and what was left of the second
    assert json.loads(cursor_of(rest))["round"] is None


def test_a_medium_whose_replies_alone_were_read_to_the_end_is_not_taken_for_read(tmp_path: Path) -> None:
    thread = [said(f"r{number}", 500 - number, parent="c129") for number in range(120)]
    with play(tmp_path, history([medium("p0", 1001, *crowd(130), *thread)])) as practice:
        batches = [connector(practice).fetch(None)]
        while "r0" not in texts(batches):
            batches.append(connector(practice).fetch(batches[-1].cursor))
        assert "c0" not in texts(batches)
        rest = read_to_the_end(connector(practice, 2 * HOUR), cursor_of(batches))
    assert texts(rest)["c0"] == 1


def test_a_place_that_the_platform_has_forgotten_starts_the_round_again(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        batches = [connector(practice).fetch(None)]
        while json.loads(batches[-1].cursor or "")["round"]["threads"]:
            batches.append(connector(practice).fetch(batches[-1].cursor))
        practice.faults.plan_error(100, calls=Calls.READS)
        rest = read_to_the_end(connector(practice), cursor_of(batches))
    assert set(texts([*batches, *rest])) == set(EVERYTHING)


def test_a_page_of_media_that_is_always_refused_is_told_and_not_asked_for_ever(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        batches = [connector(practice).fetch(None)]
        while json.loads(batches[-1].cursor or "")["round"]["threads"]:
            batches.append(connector(practice).fetch(batches[-1].cursor))
        practice.faults.plan_error(100, calls=Calls.READS)
        anew = connector(practice).fetch(cursor_of(batches))
        practice.faults.plan_error(100, calls=Calls.READS)
        with pytest.raises(Invalid):
            connector(practice).fetch(anew.cursor)


def test_a_medium_that_instagram_tells_nothing_of_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        first = connector(practice).fetch(None)
        practice.faults.plan_error(100, calls=Calls.READS)
        rest = read_to_the_end(connector(practice), first.cursor)
        assert texts(rest)["p60c"] == 1
        assert "c10" not in texts(rest)
        again = read_to_the_end(connector(practice, HOUR), cursor_of(rest))
    assert texts(again)["c10"] == 1  # it was not taken for read


def test_a_medium_deleted_between_two_pages_of_its_comments_stops_nothing(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        first = connector(practice).fetch(None)
        practice.faults.plan_error(100, 33, calls=Calls.READS)
        rest = read_to_the_end(connector(practice), first.cursor)
    assert texts(rest)["p60c"] == 1


def test_an_account_that_cannot_be_listed_is_an_error_and_not_silence(tmp_path: Path) -> None:
    with play(tmp_path, small_history()) as practice:
        practice.faults.plan_error(100, calls=Calls.READS)
        with pytest.raises(Invalid):
            connector(practice).fetch(None)
        practice.faults.plan_error(100, 33, calls=Calls.READS)
        with pytest.raises(Forbidden):
            connector(practice).fetch(None)


def test_too_much_data_is_asked_for_in_halves(tmp_path: Path) -> None:
    with play(tmp_path, busy_history()) as practice:
        practice.faults.plan_error(1, calls=Calls.READS, times=3)
        smaller = connector(practice).fetch(None)
        assert json.loads(smaller.cursor or "")["round"]["size"] == 12
        rest = read_to_the_end(connector(practice), smaller.cursor)
        assert texts([smaller, *rest]) == dict.fromkeys(EVERYTHING, 1)
        practice.faults.plan_error(1, calls=Calls.READS, times=None)
        with pytest.raises(Transient):
            connector(practice).fetch(None)
