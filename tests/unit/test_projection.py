"""Where a comment stands in the moderator's work: platform truth plus what is on its way."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.actions import Action, Decided, Decision, Escalate, Hide, Like, WriteReply
from cm_desktop.domain.comments import AccountId, Author, Comment, CommentRef, RemoteId, Visibility
from cm_desktop.domain.outbox import LIVE, Entry, EntryId, Seen, State
from cm_desktop.domain.projection import triage
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
) -> Triage:
    decided = Decided(decision=decision, at=decided_at) if decision else None
    return triage(comment, entries, decided, answered_at=NOW - timedelta(hours=1) if answered else None)


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


ENTRIES = st.builds(
    row, st.sampled_from([Hide(), WriteReply("Merci."), Like(), Escalate()]), st.sampled_from(list(State))
)


@given(st.lists(ENTRIES, max_size=5), st.sampled_from([None, *Decision]), st.booleans())
def test_the_order_of_the_rows_changes_nothing(
    entries: Sequence[Entry], decision: Decision | None, answered: bool
) -> None:
    forwards = place(*entries, decision=decision, answered=answered)
    assert forwards is place(*entries[::-1], decision=decision, answered=answered)
