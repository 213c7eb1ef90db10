"""Our own replies once they are sent: edited, taken away, and seen by the public or not."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from cm_desktop.domain.actions import ActionKind, Delete, EditReply, Repeat
from cm_desktop.domain.comments import CommentRef, PublicLook, Visibility
from cm_desktop.domain.errors import ActRefused
from cm_desktop.domain.queue import Triage
from cm_desktop.engine.desk import Desk
from tests.engine.port import ACCOUNT, ACTS, FakePlatform
from tests.engine.steps import NOW, now, reply, triage


@pytest.fixture
def ours(desk: Desk, comment: CommentRef, platform: FakePlatform) -> CommentRef:
    """A reply of ours that stands on a page where ours can be edited."""
    platform.caps = replace(platform.caps, public_look=True)
    name = reply(desk, comment)
    desk.send()
    sent = now(desk, name).remote_id
    assert sent is not None
    return CommentRef(ACCOUNT.id, sent)


def test_each_row_of_a_thread_tells_what_can_be_done_with_it(desk: Desk, comment: CommentRef, ours: CommentRef) -> None:
    detail = desk.inbox.detail(comment)
    theirs, own = detail.thread
    assert own.comment.ref == ours
    assert detail.offers_of(own) == {ActionKind.EDIT, ActionKind.DELETE}
    assert detail.offers_of(theirs) == detail.offers
    assert ActionKind.EDIT not in detail.offers
    assert ActionKind.REPLY in detail.offers


def test_what_a_platform_cannot_do_with_our_replies_is_not_offered(
    desk: Desk, ours: CommentRef, platform: FakePlatform
) -> None:
    without: Mapping[ActionKind, Repeat] = {
        kind: repeat for kind, repeat in ACTS.items() if kind is not ActionKind.EDIT
    }
    platform.caps = replace(platform.caps, acts=without)
    assert desk.inbox.detail(ours).offers == {ActionKind.DELETE}
    with pytest.raises(ActRefused, match="unsupported"):
        desk.acts.do(ours, EditReply("Bonsoir."))


@pytest.mark.parametrize(("text", "reason"), [(" ", "empty_text"), ("a" * 201, "too_long")])
def test_the_new_text_of_a_reply_is_checked_like_the_first(
    desk: Desk, ours: CommentRef, text: str, reason: str
) -> None:
    with pytest.raises(ActRefused, match=reason):
        desk.acts.do(ours, EditReply(text))


def test_a_comment_of_somebody_else_cannot_be_edited(desk: Desk, comment: CommentRef, ours: CommentRef) -> None:
    with pytest.raises(ActRefused, match="out_of_place"):
        desk.acts.do(comment, EditReply("Bonsoir."))


def test_a_reply_is_outgoing_while_it_changes_and_never_to_do(
    desk: Desk, comment: CommentRef, ours: CommentRef
) -> None:
    first = desk.acts.do(ours, EditReply("Bonsoir.")).result()
    second = desk.acts.do(ours, EditReply("Bonne soirée.")).result()
    assert triage(desk, ours) is Triage.OUTGOING
    assert [now(desk, one.entries[0]).state.value for one in (first, second)] == ["cancelled", "queued"]
    desk.acts.undo(second).result()
    assert (triage(desk, ours), triage(desk, comment)) == (Triage.DONE, Triage.DONE)


def test_a_reply_that_we_take_away_leaves_its_comment_to_do(desk: Desk, comment: CommentRef, ours: CommentRef) -> None:
    assert triage(desk, comment) is Triage.DONE
    desk.acts.do(ours, Delete(), delay=NOW).result()
    desk.send()
    assert (desk.inbox.row(ours).comment.visibility, triage(desk, ours)) == (Visibility.GONE, Triage.DONE)
    assert triage(desk, comment) is Triage.TODO


def linked(platform: FakePlatform, ours: CommentRef) -> None:
    platform.comments[ours.id] = replace(platform.comments[ours.id], permalink="https://page.example/r1")


def test_after_the_first_reply_it_is_asked_whether_the_public_sees_it(
    desk: Desk, comment: CommentRef, ours: CommentRef, platform: FakePlatform
) -> None:
    assert desk.inbox.public_look() == ()
    linked(platform, ours)
    desk.sync()
    (asked,) = desk.inbox.public_look()
    assert (asked.account.id, asked.link, asked.comment.ref) == (ACCOUNT.id, "https://page.example/r1", comment)


@pytest.mark.parametrize(("seen", "look"), [(True, PublicLook.SEEN), (False, PublicLook.UNSEEN)])
def test_the_answer_keeps_the_question_away(
    desk: Desk, ours: CommentRef, platform: FakePlatform, seen: bool, look: PublicLook
) -> None:
    linked(platform, ours)
    desk.sync()
    desk.accounts.looked(ACCOUNT.id, seen=seen)
    assert desk.inbox.public_look() == ()
    assert desk.inbox.account(ACCOUNT.id).public_look is look


def test_a_new_credential_asks_again_where_the_public_saw_nothing(
    desk: Desk, ours: CommentRef, platform: FakePlatform
) -> None:
    linked(platform, ours)
    desk.sync()
    for seen, asked in ((False, 1), (True, 0)):
        desk.accounts.looked(ACCOUNT.id, seen=seen)
        desk.accounts.reconnect(ACCOUNT.id, "jeton")
        assert len(desk.inbox.public_look()) == asked


def test_nothing_is_asked_where_everybody_sees_what_is_written(
    desk: Desk, ours: CommentRef, platform: FakePlatform
) -> None:
    linked(platform, ours)
    desk.sync()
    platform.caps = replace(platform.caps, public_look=False)
    assert desk.inbox.public_look() == ()


def test_a_reply_that_is_gone_is_nothing_to_look_at(desk: Desk, ours: CommentRef, platform: FakePlatform) -> None:
    linked(platform, ours)
    platform.move(ours, Visibility.HIDDEN)
    desk.sync()
    assert desk.inbox.public_look() == ()
