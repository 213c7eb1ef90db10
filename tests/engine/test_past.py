"""The history of a comment, from real databases: what left, what was decided, who answered."""

from dataclasses import replace

import pytest

from cm_desktop.domain.actions import ActionKind, Decision, Hide
from cm_desktop.domain.comments import Author, CommentRef, RemoteId
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.outbox import State
from cm_desktop.domain.past import What
from cm_desktop.engine.desk import Desk
from tests.engine.port import ACCOUNT, CLIENT, OTHER, FakeClock, FakePlatform
from tests.engine.steps import NOW, reply


def test_a_history_tells_what_left_and_what_was_decided(desk: Desk, comment: CommentRef, clock: FakeClock) -> None:
    reply(desk, comment, "Bonjour.")
    desk.send()
    clock.pass_(minutes=5)
    desk.sync()
    desk.acts.do(comment, Hide(), delay=NOW).result()
    desk.acts.dismiss(comment).result()
    events = desk.past.history(comment)
    acts = [(event.act, event.state) for event in events if event.what is What.ACTED]
    assert acts == [(ActionKind.REPLY, State.SENT), (ActionKind.HIDE, State.QUEUED)]
    assert [event.decision for event in events if event.decision] == [Decision.DISMISSED]
    assert [event for event in events if event.what is What.ANSWERED] == [], "our reply came back with the reading"
    assert all(event.done_at for event in events if event.state is State.SENT)


def test_a_file_tells_of_one_author_and_of_nobody_else(desk: Desk, platform: FakePlatform) -> None:
    for name, who in (("a1", "Zoé"), ("a2", "Zoé"), ("b1", "Marc")):
        ref = platform.post(name, name)
        platform.comments[ref.id] = replace(platform.comments[ref.id], author=Author(id=who, name=who))
    desk.sync()
    theirs = CommentRef(ACCOUNT.id, RemoteId("a1"))
    reply(desk, theirs)
    desk.acts.do(theirs, Hide(), delay=NOW).result()
    desk.send()
    desk.sync()
    known = desk.past.author(theirs)
    assert {row.comment.ref.id for row in known.rows} == {"a1", "a2"}
    assert (known.comments, known.replied, known.taken_down) == (2, 1, 1)
    desk.past.note(known, "  Déjà au téléphone \n").result()
    assert desk.past.author(CommentRef(ACCOUNT.id, RemoteId("a2"))).note.text == "Déjà au téléphone"
    assert desk.past.author(CommentRef(ACCOUNT.id, RemoteId("b1"))).note.text == ""
    desk.supervision.erase(theirs)
    assert desk.past.author(CommentRef(ACCOUNT.id, RemoteId("a2"))).note.text == "", "the person is forgotten"


def test_the_same_name_on_another_page_of_the_client_is_told_apart(
    desk: Desk, platform: FakePlatform, other: FakePlatform
) -> None:
    for place, names in ((platform, ("a1",)), (other, ("o1", "o2"))):
        for name in names:
            author = Author(id=f"{name} there", name="Zoé" if name != "o2" else "Zoé B")
            ref = place.post(name, name)
            place.comments[ref.id] = replace(place.comments[ref.id], author=author)
    desk.accounts.add(OTHER, CLIENT, "jeton")
    desk.sync()
    known = desk.past.author(CommentRef(ACCOUNT.id, RemoteId("a1")))
    assert [row.comment.ref.id for row in known.rows] == ["a1"]
    assert [row.comment.ref.id for row in known.elsewhere] == ["o1"]


def test_nobody_has_a_file_without_a_name_nor_the_page_itself(desk: Desk, platform: FakePlatform) -> None:
    for name, author in (("n", Author(id="", name="")), ("p", Author(id="1", name="Lumen", is_page=True))):
        ref = platform.post(name, "Bonjour")
        platform.comments[ref.id] = replace(platform.comments[ref.id], author=author)
        desk.sync()
        with pytest.raises(NotFound):
            desk.past.author(ref)


def test_a_comment_that_is_not_here_has_none(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.past.history(CommentRef(ACCOUNT.id, RemoteId("nowhere")))
