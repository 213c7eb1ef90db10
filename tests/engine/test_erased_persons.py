"""A person is erased: counted first, with their picture and what was brought in, and found by nobody afterwards."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import Author, CommentRef, RemoteId
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.search import Search
from cm_desktop.domain.views import View
from cm_desktop.engine.desk import Desk
from tests.engine.port import ACCOUNT, FakePlatform
from tests.engine.steps import NOW, reply


@pytest.fixture
def theirs(desk: Desk, platform: FakePlatform) -> CommentRef:
    """One of two comments of a person; a page answered it. Somebody else wrote one."""
    for name, who in (("a1", "Zoé"), ("a2", "Zoé"), ("b1", "Marc")):
        ref = platform.post(name, name)
        platform.comments[ref.id] = replace(platform.comments[ref.id], author=Author(id=who, name=who))
    desk.sync()
    first = CommentRef(ACCOUNT.id, RemoteId("a1"))
    reply(desk, first)
    desk.send()
    desk.sync()
    desk.acts.do(first, Hide(), delay=NOW).result()
    return first


def test_a_person_is_counted_and_then_forgotten(desk: Desk, theirs: CommentRef) -> None:
    weight = desk.person_erasing.weigh(theirs)
    assert (weight.name, weight.comments, weight.answers, weight.waiting) == ("Zoé", 2, 1, 1)
    assert desk.person_erasing.weigh(theirs) == weight, "counting changes nothing"
    assert desk.person_erasing.erase(theirs) == weight
    with pytest.raises(NotFound):
        desk.past.author(theirs)
    assert desk.past.author(CommentRef(ACCOUNT.id, RemoteId("b1"))).comments == 1
    assert desk._room.reader().entries() == ()


def test_the_views_that_go_with_a_name_are_told_before_even_where_it_is_an_everyday_word(
    desk: Desk, theirs: CommentRef
) -> None:
    of_theirs = (
        View(name="Zoé"),
        View(name="b", search=Search(author="zoé")),
        View(name="Lundi", search=Search(words="zoé")),
    )
    stay = View(name="Zoétrope"), View(name="Prix", search=Search(words="zo"))
    for view in (*of_theirs, *stay):
        desk.views.save(view)
    told = desk.person_erasing.weigh(theirs).views
    assert set(told) == {view.name for view in of_theirs}
    desk.person_erasing.erase(theirs)
    assert set(desk.views.every()) == set(stay)


def test_their_pictures_go_and_those_of_others_stay(desk: Desk, theirs: CommentRef) -> None:
    pictures, other = desk._workspace.pictures, CommentRef(ACCOUNT.id, RemoteId("b1"))
    for ref in (theirs, other):
        pictures.keep(ref, b"picture")
    desk.person_erasing.erase(theirs)
    assert pictures.path(theirs) is None
    assert pictures.path(other) is not None


def test_what_was_brought_in_about_them_is_no_longer_on_the_shelf(desk: Desk, theirs: CommentRef) -> None:
    shelf = desk._room.shelf
    row = desk._room.reader().row
    shelf.add(ACCOUNT.id, [], [row(theirs).comment, row(CommentRef(ACCOUNT.id, RemoteId("b1"))).comment])
    desk.person_erasing.erase(theirs)
    assert shelf.arrived(ACCOUNT.id, "0000") == ("b1",)


def test_nobody_without_a_name_is_erased(desk: Desk, platform: FakePlatform) -> None:
    ref = platform.post("n", "Bonjour")
    platform.comments[ref.id] = replace(platform.comments[ref.id], author=Author(id="", name=""))
    desk.sync()
    with pytest.raises(NotFound):
        desk.person_erasing.erase(ref)


def test_what_somebody_who_read_kept_from_being_swept_is_swept_once_they_are_done(
    desk: Desk, theirs: CommentRef
) -> None:
    for db in desk._workspace._connections:
        db.execute("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(desk.folder / "cache.db", isolation_level=None)) as slow:
        slow.execute("BEGIN")
        slow.execute("SELECT count(*) FROM comment").fetchone()
        desk.person_erasing.erase(theirs)
        desk.keep_house()
        assert _files_that_say(desk, "Zoé")
        slow.execute("ROLLBACK")
    desk.keep_house()
    assert _files_that_say(desk, "Zoé") == []


def _files_that_say(desk: Desk, words: str) -> list[str]:
    return [path.name for path in desk.folder.glob("*.db*") if words.encode() in path.read_bytes()]
