"""Our own replies edited and deleted: sent once, read back, held where they moved: real databases, a strict port."""

import pytest

from cm_desktop.domain.actions import ActionKind, Delete, EditReply
from cm_desktop.domain.comments import CommentRef, Visibility
from cm_desktop.domain.errors import ActRefused, Gone, Invalid
from cm_desktop.domain.outbox import Entry, EntryId, State
from cm_desktop.engine.desk import Desk
from tests.engine.port import LOST, FakeClock, FakePlatform, Fault
from tests.engine.steps import NOW, now

EDITED = [(ActionKind.EDIT, "r")]


@pytest.fixture
def ours(desk: Desk, comment: CommentRef, platform: FakePlatform) -> CommentRef:
    """A reply of ours with a slip in it, as it stands on the page."""
    ref = platform.post("r", "Bonjour, nous ouvrons à 8 h.", parent=comment.id, by_page=True)
    desk.sync()
    return ref


def edit(desk: Desk, ref: CommentRef, text: str = "Bonjour, nous ouvrons à 9 h.") -> EntryId:
    return desk.acts.do(ref, EditReply(text), delay=NOW).result().entries[0]


def sent(desk: Desk, name: EntryId) -> Entry:
    desk.send()
    return now(desk, name)


def test_a_reply_is_edited_in_place_and_shows_so_at_once(desk: Desk, ours: CommentRef, platform: FakePlatform) -> None:
    assert sent(desk, edit(desk, ours)).state is State.SENT
    assert platform.comments[ours.id].text == "Bonjour, nous ouvrons à 9 h."
    assert desk.inbox.row(ours).comment.text == "Bonjour, nous ouvrons à 9 h."
    assert platform.writes == EDITED


@pytest.mark.parametrize("applied", [True, False])
def test_an_edit_without_proof_is_read_back_and_made_again_only_where_it_is_missing(
    desk: Desk, ours: CommentRef, platform: FakePlatform, clock: FakeClock, applied: bool
) -> None:
    platform.faults = [Fault(LOST, applied=applied)]
    name = edit(desk, ours)
    assert sent(desk, name).state is State.UNCERTAIN
    for _ in range(2):
        clock.pass_(minutes=5)
        desk.send()
    assert now(desk, name).state is State.SENT
    assert platform.comments[ours.id].text == "Bonjour, nous ouvrons à 9 h."
    assert platform.writes == (EDITED if applied else EDITED * 2)


def test_an_edit_of_what_a_colleague_edited_meanwhile_waits_for_the_user(
    desk: Desk, ours: CommentRef, platform: FakePlatform
) -> None:
    name = edit(desk, ours)
    platform.edit(ours, "Bonjour, nous ouvrons à 10 h.")
    held = sent(desk, name)
    assert (held.state, held.trouble) == (State.HELD, ActRefused("changed").trouble())
    assert platform.writes == []
    desk.acts.release(name).result()
    assert sent(desk, name).state is State.SENT


def test_an_uncertain_edit_that_a_colleague_overtook_is_held_and_not_forced(
    desk: Desk, ours: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    platform.faults = [Fault(LOST)]
    name = edit(desk, ours)
    desk.send()
    platform.edit(ours, "Bonjour, nous ouvrons à 10 h.")
    for _ in range(3):
        clock.pass_(minutes=5)
        desk.send()
    assert (now(desk, name).state, now(desk, name).trouble) == (State.HELD, ActRefused("changed").trouble())
    assert platform.writes == EDITED


def test_what_a_colleague_wrote_in_the_same_words_needs_no_write(
    desk: Desk, ours: CommentRef, platform: FakePlatform
) -> None:
    name = edit(desk, ours)
    platform.edit(ours, "Bonjour,  nous ouvrons à 9 h. ")
    assert sent(desk, name).state is State.SENT
    assert platform.writes == []


def test_the_last_of_two_edits_that_wait_is_the_one_that_leaves(
    desk: Desk, ours: CommentRef, platform: FakePlatform
) -> None:
    first, second = edit(desk, ours, "Un."), edit(desk, ours, "Deux.")
    desk.send()
    assert (now(desk, first).state, now(desk, second).state) == (State.CANCELLED, State.SENT)
    assert platform.writes == EDITED


def test_an_edit_of_a_reply_that_is_gone_fails(desk: Desk, ours: CommentRef, platform: FakePlatform) -> None:
    name = edit(desk, ours)
    del platform.comments[ours.id]
    assert (sent(desk, name).state, now(desk, name).trouble) == (State.FAILED, Gone().trouble())


def test_an_edit_that_the_platform_refuses_fails_and_leaves_the_reply_as_it_was(
    desk: Desk, ours: CommentRef, platform: FakePlatform
) -> None:
    platform.faults = [Fault(Invalid(field="text"))]
    assert sent(desk, edit(desk, ours)).state is State.FAILED
    assert desk.inbox.row(ours).comment.text == "Bonjour, nous ouvrons à 8 h."


def test_a_reply_of_ours_can_be_deleted(desk: Desk, ours: CommentRef, platform: FakePlatform) -> None:
    name = desk.acts.do(ours, Delete(), delay=NOW).result().entries[0]
    assert sent(desk, name).state is State.SENT
    assert desk.inbox.row(ours).comment.visibility is Visibility.GONE


def test_only_our_own_can_be_edited_and_only_into_something(desk: Desk, comment: CommentRef, ours: CommentRef) -> None:
    with pytest.raises(ActRefused):
        edit(desk, comment)
    for text in ("", "  \n", "x" * 201):
        with pytest.raises(ActRefused):
            edit(desk, ours, text)
