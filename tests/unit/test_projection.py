"""Where a comment stands in the moderator's work: platform truth plus what is on its way."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.actions import Action, Decided, Decision, EditReply, Escalate, Hide, Like, WriteReply
from cm_desktop.domain.comments import AccountId, Author, Comment, CommentRef, RemoteId, Visibility
from cm_desktop.domain.outbox import LIVE, Entry, EntryId, Seen, State
from cm_desktop.domain.projection import SETTLED, triage
from cm_desktop.domain.queue import Triage

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
COMMENT = Comment(
    ref=CommentRef(AccountId("a:1"), RemoteId("c1")),
    post=RemoteId("p1"),
    parent=None,
    author=Author(id="u1", name="Odile"),
    text="Bonjour",
    created_at=NOW,
    read_at=NOW,
)


def row(action: Action, state: State = State.QUEUED) -> Entry:
    return Entry(
        id=EntryId(f"{action}{state}"),
        comment=COMMENT.ref,
        thread=COMMENT.ref.id,
        action=action,
        seen=Seen(fingerprint=""),
        acted_at=NOW,
        not_before=NOW,
        state=state,
    )


def place(
    *entries: Entry,
    comment: Comment = COMMENT,
    decision: Decision | None = None,
    answered: bool = False,
    decided_at: datetime = NOW,
    edited: bool = False,
    withdrawn: Collection[RemoteId] = (),
    validating: bool = False,
) -> Triage:
    decided = Decided(decision=decision, at=decided_at) if decision else None
    answered_at = NOW - timedelta(hours=1) if answered else None
    return triage(
        comment,
        entries,
        decided,
        answered_at=answered_at,
        edited=edited,
        withdrawn=withdrawn,
        validating=validating,
    )


def test_a_fresh_comment_is_to_do() -> None:
    assert place() is Triage.TODO


@pytest.mark.parametrize("state", sorted(LIVE))
def test_an_act_empties_it_from_the_queue_until_it_is_over(state: State) -> None:
    assert place(row(Hide(), state)) is Triage.OUTGOING


def test_a_cancelled_act_puts_it_back() -> None:
    assert place(row(WriteReply("Merci."), State.CANCELLED)) is Triage.TODO


def test_a_sent_reply_is_enough_before_the_next_reading_confirms_it() -> None:
    assert place(row(WriteReply("Merci."), State.SENT)) is Triage.DONE


def test_a_like_leaves_it_where_it_is() -> None:
    assert place(row(Like()), row(Like(), State.SENT)) is Triage.TODO


def test_a_request_that_left_keeps_it_in_validation_until_somebody_answers() -> None:
    asked = row(Escalate(), State.SENT)
    assert place(asked, validating=True) is Triage.VALIDATION
    assert place(asked, row(WriteReply("Merci.")), validating=True) is Triage.OUTGOING
    assert place(asked) is Triage.TODO
    hidden = replace(COMMENT, visibility=Visibility.HIDDEN)
    assert place(asked, comment=hidden, validating=True) is Triage.VALIDATION


def test_a_request_that_left_is_no_act_on_the_page() -> None:
    hidden = replace(COMMENT, visibility=Visibility.HELD)
    assert place(row(Hide(), State.SENT), row(Escalate(), State.SENT), comment=hidden) is Triage.HIDDEN


def test_a_request_puts_it_in_validation_and_a_send_goes_before() -> None:
    assert place(row(Escalate())) is Triage.VALIDATION
    assert place(row(Escalate()), row(Hide())) is Triage.OUTGOING


def test_the_platform_always_wins() -> None:
    for seen, stands in (
        (Visibility.HIDDEN, Triage.HIDDEN),
        (Visibility.SPAM, Triage.HIDDEN),
        (Visibility.GONE, Triage.DONE),
    ):
        assert place(comment=replace(COMMENT, visibility=seen), decision=Decision.REOPENED) is stands


def test_what_is_answered_dismissed_or_ours_is_done() -> None:
    assert place(answered=True) is Triage.DONE
    assert place(decision=Decision.DISMISSED) is Triage.DONE
    assert place(comment=replace(COMMENT, author=Author(id="p", name="Page", is_page=True))) is Triage.DONE


def test_a_reopened_comment_is_to_do_though_it_was_answered() -> None:
    assert place(answered=True, decision=Decision.REOPENED) is Triage.TODO


def test_an_answer_after_the_reopening_ends_it() -> None:
    before = NOW - timedelta(minutes=1)
    assert place(row(WriteReply("Merci."), State.SENT), decision=Decision.REOPENED, decided_at=before) is Triage.DONE
    assert place(answered=True, decision=Decision.REOPENED, decided_at=NOW - timedelta(hours=2)) is Triage.DONE


def test_what_its_author_edited_after_it_was_dismissed_is_to_do_again() -> None:
    assert place(decision=Decision.DISMISSED, edited=True) is Triage.TODO
    after = NOW + timedelta(minutes=1)
    answered = replace(row(WriteReply("Merci."), State.SENT), acted_at=after)
    assert place(answered, decision=Decision.DISMISSED, edited=True) is Triage.DONE


def test_what_was_hidden_and_somebody_showed_again_is_to_do_again() -> None:
    hidden = replace(row(Hide(), State.SENT), attempted_at=NOW)
    soon, later = (replace(COMMENT, read_at=NOW + SETTLED + timedelta(seconds=wait)) for wait in (0, 1))
    assert place(hidden, comment=soon) is Triage.DONE
    assert place(hidden, comment=later) is Triage.TODO
    assert place(hidden, comment=replace(later, visibility=Visibility.HIDDEN)) is Triage.HIDDEN


def test_what_a_platform_was_never_asked_to_hide_stands_where_it_was_last_seen() -> None:
    by_hand = replace(row(Hide(), State.SENT), by_hand=True)
    assert place(by_hand) is Triage.TODO
    assert place(by_hand, comment=replace(COMMENT, visibility=Visibility.HIDDEN)) is Triage.HIDDEN


def test_a_reply_that_no_longer_stands_answers_nothing() -> None:
    reply = replace(row(WriteReply("Merci."), State.SENT), remote_id=RemoteId("r1"))
    assert place(reply) is Triage.DONE
    assert place(reply, withdrawn={RemoteId("r1")}) is Triage.TODO
    assert place(reply, withdrawn={RemoteId("r2")}) is Triage.DONE


@pytest.mark.parametrize("visibility", Visibility)
def test_our_own_words_are_never_to_do_and_wait_while_they_change(visibility: Visibility) -> None:
    ours = replace(COMMENT, author=Author(id="p", name="Page", is_page=True), visibility=visibility)
    assert place(comment=ours, decision=Decision.REOPENED) is Triage.DONE
    assert place(row(EditReply("Bonjour."), State.CANCELLED), comment=ours) is Triage.DONE
    assert place(row(EditReply("Bonjour.")), comment=ours) is Triage.OUTGOING


@pytest.mark.parametrize("action", [WriteReply("Merci."), Hide()])
def test_what_is_to_be_done_by_hand_waits_among_the_outgoing(action: Action) -> None:
    by_hand = replace(row(action, State.HELD), by_hand=True)
    assert place(by_hand) is Triage.OUTGOING
    assert place(by_hand, row(Escalate())) is Triage.OUTGOING


ENTRIES = st.builds(
    row, st.sampled_from([Hide(), WriteReply("Merci."), Like(), Escalate()]), st.sampled_from(list(State))
)


@given(st.lists(ENTRIES, max_size=5), st.sampled_from([None, *Decision]), st.booleans())
def test_the_order_of_the_rows_changes_nothing(
    entries: Sequence[Entry], decision: Decision | None, answered: bool
) -> None:
    forwards = place(*entries, decision=decision, answered=answered)
    assert forwards is place(*entries[::-1], decision=decision, answered=answered)
