"""The shelf: arrivals that show up whole, in order, for ever; and what reads it."""

import logging
import os
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.actions import Repeat
from cm_desktop.domain.comments import AccountId, Author, Comment, CommentRef, Post, RemoteId, Visibility
from cm_desktop.domain.errors import NotWritable, Unreadable
from cm_desktop.domain.ports import Intake, Shelf, Source
from cm_desktop.imports.assisted import CAPABILITIES, LINES_AT_ONCE, AssistedSource
from cm_desktop.imports.shelf import FolderShelf
from cm_desktop.imports.shelf_lines import comment_line, post_line, read
from tests.imports.conftest import NOW, PAGE, Page


def said(name: str, text: str = "Bonjour") -> Comment:
    return Comment(
        ref=CommentRef(PAGE.id, RemoteId(name)),
        post=RemoteId("p1"),
        parent=None,
        author=Author(id="", name="Odile"),
        text=text,
        created_at=NOW,
        read_at=NOW,
    )


POST = Post(
    account=PAGE.id, id=RemoteId("p1"), text="Nos brioches", created_at=NOW, permalink="https://page.example/p1"
)


def test_the_ports_are_fulfilled(page: Page) -> None:
    shelf: Shelf = page.shelf
    source: Source = AssistedSource(PAGE, page.shelf)
    intake: Intake = page.reception
    assert (source.kind, source.check().name) == ("assisted", PAGE.name)
    assert shelf.arrived(PAGE.id, "000001") == ()
    assert intake.paste("") == ()


def test_nothing_leaves_for_a_page_without_an_api() -> None:
    assert set(CAPABILITIES.acts.values()) == {Repeat.BY_HAND}
    assert not CAPABILITIES.needs_secret
    assert CAPABILITIES.reply_limit.refuse == 8_000


def test_what_is_put_down_is_read_once_in_its_order(page: Page) -> None:
    page.shelf.add(PAGE.id, [POST], [said("1"), said("2")])
    page.shelf.add(PAGE.id, [], [said("1", "Bonsoir")])
    page.sync()
    assert list(page.posts.values()) == [POST]
    assert page.texts == ["Bonsoir", "Bonjour"]
    end = page.cursor
    assert AssistedSource(PAGE, page.shelf).fetch(end).comments == ()
    page.shelf.add(PAGE.id, [], [said("3")])
    assert [one.ref.id for one in AssistedSource(PAGE, page.shelf).fetch(end).comments] == ["3"]


def test_a_page_of_which_nothing_came_is_empty(page: Page) -> None:
    batch = AssistedSource(PAGE, page.shelf).fetch(None)
    assert (batch.comments, batch.more) == ((), False)


def test_a_lost_cache_gets_everything_again(page: Page) -> None:
    page.shelf.add(PAGE.id, [POST], [said(str(n)) for n in range(3 * LINES_AT_ONCE)])
    page.shelf.add(PAGE.id, [], [said("7", "corrigé")])
    assert page.sync() == 4
    before = dict(page.comments)
    page.comments.clear()
    page.cursor = None
    page.sync()
    assert page.comments == before
    assert before[RemoteId("7")].text == "corrigé"


def test_pages_are_kept_apart_whatever_their_names(page: Page) -> None:
    other = replace(PAGE, id=AccountId("assisted:élise/../elise"))
    page.shelf.add(other.id, [], [replace(said("1"), ref=CommentRef(other.id, RemoteId("1")))])
    assert page.sync() == 1
    assert page.texts == []
    assert len(AssistedSource(other, page.shelf).fetch(None).comments) == 1
    assert page.shelf.page(other.id).parent == page.shelf.folder


def test_an_arrival_that_fails_midway_never_was(page: Page) -> None:
    def fail() -> None:
        with page.shelf.arriving(PAGE.id) as arrival:
            arrival.put([], [said("1")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list(page.shelf.page(PAGE.id).iterdir()) == []


def test_what_a_killed_program_left_is_thrown_away_and_what_is_being_written_is_not(page: Page) -> None:
    with page.shelf.arriving(PAGE.id) as coming:
        coming.put([], [said("1")])
        left = page.shelf.page(PAGE.id) / "left.part"
        left.touch()
        os.utime(left, (0, 0))
        page.shelf.add(PAGE.id, [], [said("2")])
        assert not left.exists()
        coming.keep()
    page.sync()
    assert set(page.comments) == {"1", "2"}


def test_a_withdrawn_arrival_keeps_what_was_acted_on_and_its_number(page: Page) -> None:
    page.shelf.add(PAGE.id, [POST], [said(str(n)) for n in range(4)])
    assert page.shelf.arrived(PAGE.id, "000001") == ("0", "1", "2", "3")
    page.sync()
    page.shelf.withdraw(PAGE.id, "000001", keep={RemoteId("2")})
    page.comments.clear()
    page.sync()
    assert set(page.comments) == {"2"}
    assert page.shelf.arrived(PAGE.id, "000001") == ()
    fresh = Page(page.shelf)
    fresh.sync()
    assert set(fresh.comments) == {"2"}
    assert set(fresh.posts) == {POST.id}
    page.shelf.withdraw(PAGE.id, "000009", keep=())
    page.shelf.add(PAGE.id, [], [said("5")])
    page.sync()
    assert set(page.comments) == {"2", "5"}


def test_a_cleared_page_has_nothing(page: Page) -> None:
    page.shelf.add(PAGE.id, [], [said("1")])
    page.shelf.clear(PAGE.id)
    page.shelf.clear(PAGE.id)
    assert page.sync() == 1
    assert page.texts == []


def test_a_damaged_line_costs_itself_alone_and_is_told(page: Page, expected_logs: list[logging.LogRecord]) -> None:
    page.shelf.add(PAGE.id, [], [said("1"), said("2")])
    (path,) = page.shelf.page(PAGE.id).glob("*.jsonl")
    path.write_bytes(b'{"comment": {"id": "0"}}\n[]\n\xff{\n' + path.read_bytes())
    page.sync()
    assert set(page.comments) == {"1", "2"}
    assert len(expected_logs) == 3


def test_a_shelf_that_cannot_be_used_says_so(page: Page) -> None:
    page.shelf.folder.write_text("a file, where the folder should be")
    with pytest.raises(NotWritable):
        page.shelf.add(PAGE.id, [], [said("1")])


def test_an_arrival_that_cannot_be_read_is_the_source_s_trouble(page: Page) -> None:
    (page.shelf.page(PAGE.id) / "000001.jsonl").mkdir(parents=True)
    with pytest.raises(Unreadable):
        AssistedSource(PAGE, page.shelf).fetch(None)


def test_what_another_program_finishes_meanwhile_is_no_error(page: Page) -> None:
    page.shelf.page(PAGE.id).mkdir(parents=True)
    (page.shelf.page(PAGE.id) / "gone.part").symlink_to("nowhere")  # listed, and not there when it is looked at
    page.shelf.add(PAGE.id, [], [said("1")])
    page.sync()
    assert set(page.comments) == {"1"}


def _put(folder: Path, name: str) -> None:
    for number in range(20):
        FolderShelf(folder).add(PAGE.id, [], [said(f"{name}{number}")])


def test_two_programs_that_put_things_down_at_once_lose_none(page: Page) -> None:
    page.shelf.add(PAGE.id, [], [said("first")])
    programs = [get_context("spawn").Process(target=_put, args=(page.shelf.folder, name)) for name in "ab"]
    for program in programs:
        program.start()
    while any(program.is_alive() for program in programs):
        page.sync()
        programs[0].join(0.05)
    for program in programs:
        program.join()
        assert program.exitcode == 0
        program.close()
    page.sync()
    assert set(page.comments) == {"first", *(f"{name}{number}" for name in "ab" for number in range(20))}


WORDS = st.text(max_size=8)
COMMENTS = st.builds(
    Comment,
    ref=st.text(min_size=1, max_size=8).map(lambda name: CommentRef(PAGE.id, RemoteId(name))),
    post=WORDS.map(RemoteId),
    parent=st.none() | st.text(min_size=1, max_size=8).map(RemoteId),
    author=st.builds(Author, id=WORDS, name=WORDS, is_page=st.booleans()),
    text=st.text(st.characters(), max_size=20),
    created_at=st.integers(0, 10**6).map(lambda n: NOW - timedelta(seconds=n)),
    read_at=st.just(NOW),
    visibility=st.sampled_from(Visibility),
    likes=st.integers(0, 10**6),
    permalink=WORDS,
    media=WORDS,
    media_url=WORDS,
    can_hide=st.booleans(),
    can_delete=st.booleans(),
    can_reply=st.booleans(),
)


@given(COMMENTS)
def test_a_comment_is_read_back_as_it_was_put_down(comment: Comment) -> None:
    line = comment_line(comment)
    assert line.count(b"\n") == 1
    assert read(line, PAGE.id) == comment


def test_a_post_is_read_back_as_it_was_put_down() -> None:
    assert read(post_line(POST), PAGE.id) == POST
    bare = replace(POST, text="", permalink="")
    assert read(post_line(bare), PAGE.id) == bare


def test_what_is_said_of_somebody_who_is_erased_is_in_no_arrival_and_cursors_keep_their_place(page: Page) -> None:
    page.shelf.add(PAGE.id, [POST], [said("1"), said("2", "Zigzagounet"), said("3")])
    source = AssistedSource(PAGE, page.shelf)
    read_so_far = source.fetch(None).cursor
    page.shelf.add(PAGE.id, [], [said("2", "Zigzagounet encore"), said("4")])
    page.shelf.blot(PAGE.id, [RemoteId("2")])
    files = [path.read_bytes() for path in page.shelf.page(PAGE.id).glob("*.jsonl")]
    assert not any(b"Zigzagounet" in file for file in files)
    assert [one.ref.id for one in source.fetch(read_so_far).comments] == ["4"]
    assert [one.ref.id for one in source.fetch(None).comments] == ["1", "3", "4"]


def test_a_page_that_nothing_was_brought_for_has_nobody_to_erase(page: Page) -> None:
    page.shelf.blot(PAGE.id, [RemoteId("2")])
    assert AssistedSource(PAGE, page.shelf).fetch(None).comments == ()
