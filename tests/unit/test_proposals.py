"""What the window proposes in front of a comment."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cm_desktop.domain.actions import ActionKind, Escalate, Hide
from cm_desktop.domain.comments import AccountId, Author, Comment, CommentRef, RemoteId, Visibility
from cm_desktop.domain.outbox import Entry, EntryId, Seen, State
from cm_desktop.domain.proposals import Move, is_legitimate, propose
from cm_desktop.domain.queue import Handle, Row, Triage
from cm_desktop.domain.verdicts import Category, Hit, RuleId, Verdict

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
FACEBOOK = frozenset(
    {ActionKind.REPLY, ActionKind.HIDE, ActionKind.LIKE, ActionKind.DELETE, ActionKind.ESCALATE},
)
BLOG = frozenset({ActionKind.REPLY, ActionKind.PUBLISH, ActionKind.SPAM, ActionKind.DELETE, ActionKind.ESCALATE})


def a_row(*categories: Category, visibility: Visibility = Visibility.PUBLIC) -> Row:
    comment = Comment(
        ref=CommentRef(AccountId("facebook:1"), RemoteId("9")),
        post=RemoteId("p"),
        parent=None,
        author=Author(id="7", name="Marc"),
        text="text",
        created_at=NOON,
        read_at=NOON,
        visibility=visibility,
    )
    hits = tuple(
        Hit(rule=RuleId("r"), pack="p", category=category, severity=3, start=0, end=4) for category in categories
    )
    return Row(handle=Handle(1), comment=comment, verdict=Verdict(hits=hits), triage=Triage.TODO)


def waiting(row: Row, state: State, *, request: bool = False) -> Row:
    entry = Entry(
        id=EntryId("e"),
        comment=row.comment.ref,
        thread=row.comment.thread,
        action=Escalate() if request else Hide(),
        seen=Seen(fingerprint=""),
        acted_at=NOON,
        not_before=NOON,
        state=state,
    )
    return replace(row, pending=(entry,))


@pytest.mark.parametrize("category", [Category.THREAT, Category.HATE, Category.PERSONAL_DATA])
def test_what_endangers_people_is_hidden_and_validated(category: Category) -> None:
    offered = propose(a_row(category), FACEBOOK)
    assert offered.bar == (Move.HIDE_AND_ESCALATE, Move.REPLY, Move.HIDE, Move.DISMISS)
    assert Move.ESCALATE in offered.more


def test_a_reply_and_a_hide_go_together_once_something_is_typed_where_there_are_both() -> None:
    row = a_row(Category.INSULT)
    assert Move.REPLY_AND_HIDE in propose(row, FACEBOOK, typed=True).more
    assert Move.REPLY_AND_HIDE not in propose(row, FACEBOOK).moves
    assert Move.REPLY_AND_HIDE not in propose(row, BLOG, typed=True).moves


def test_an_insult_is_hidden() -> None:
    assert propose(a_row(Category.INSULT), FACEBOOK).bar == (Move.HIDE, Move.REPLY, Move.ESCALATE, Move.DISMISS)


def test_a_grievance_is_answered_and_hiding_stays_behind() -> None:
    offered = propose(a_row(Category.FRAUD), FACEBOOK)
    assert offered.bar == (Move.REPLY, Move.ESCALATE, Move.DISMISS)
    assert Move.HIDE in offered.more


@pytest.mark.parametrize("beside", [Category.INSULT, Category.THREAT])
def test_a_danger_to_health_is_validated_never_hidden_first(beside: Category) -> None:
    offered = propose(a_row(Category.HEALTH_SAFETY, beside), FACEBOOK)
    assert offered.bar[0] is Move.ESCALATE
    assert Move.HIDE not in offered.bar
    assert Move.HIDE in offered.more


def test_a_threat_on_a_platform_that_cannot_hide_is_validated() -> None:
    assert propose(a_row(Category.THREAT), FACEBOOK - {ActionKind.HIDE}).bar[0] is Move.ESCALATE


@pytest.mark.parametrize("categories", [(), (Category.THREAT,), (Category.FRAUD,), (Category.INSULT,)])
def test_a_typed_reply_is_what_is_proposed_whatever_the_comment(categories: tuple[Category, ...]) -> None:
    assert propose(a_row(*categories), FACEBOOK, typed=True).bar == (Move.REPLY, Move.ESCALATE, Move.DISMISS)


def test_a_held_comment_is_published_and_with_a_reply_typed_answered_too() -> None:
    held = a_row(visibility=Visibility.HELD)
    assert propose(held, BLOG).bar == (Move.PUBLISH, Move.PUBLISH_AND_REPLY, Move.SPAM, Move.DELETE)
    assert propose(held, BLOG, typed=True).bar[0] is Move.PUBLISH_AND_REPLY
    assert propose(held, BLOG).more == (Move.SNOOZE, Move.ESCALATE, Move.UNREAD)


def test_a_hidden_comment_can_be_shown_again() -> None:
    offers = (FACEBOOK - {ActionKind.HIDE}) | {ActionKind.UNHIDE}
    row = replace(a_row(Category.INSULT, visibility=Visibility.HIDDEN), triage=Triage.HIDDEN)
    assert propose(row, offers).bar[0] is Move.UNHIDE
    assert propose(row, offers, typed=True).bar[0] is Move.REPLY


def test_what_is_settled_cannot_be_filed_away() -> None:
    assert Move.DISMISS not in propose(replace(a_row(), triage=Triage.DONE), FACEBOOK).moves


@pytest.mark.parametrize("request_made", [True, False])
def test_what_waits_can_only_be_taken_back(request_made: bool) -> None:
    assert propose(waiting(a_row(), State.QUEUED, request=request_made), FACEBOOK).moves == (Move.TAKE_BACK,)


@pytest.mark.parametrize("state", [State.SENDING, State.UNCERTAIN])
def test_nothing_is_offered_while_an_act_may_be_on_its_way(state: State) -> None:
    assert propose(waiting(a_row(Category.INSULT), state), FACEBOOK).moves == ()


def test_nothing_is_offered_on_what_is_gone() -> None:
    assert propose(a_row(visibility=Visibility.GONE), FACEBOOK).moves == ()


def test_our_own_words_are_only_edited_or_taken_away() -> None:
    ours = a_row()
    ours = replace(ours, comment=replace(ours.comment, author=Author(id="1", name="Page", is_page=True)))
    assert propose(ours, FACEBOOK | {ActionKind.EDIT}).moves == (Move.EDIT, Move.DELETE)
    assert propose(ours, FACEBOOK).moves == (Move.DELETE,)


def test_what_is_done_by_hand_is_said_to_be_done_or_given_up() -> None:
    row = waiting(a_row(Category.INSULT), State.HELD)
    by_hand = replace(row, pending=tuple(replace(entry, by_hand=True) for entry in row.pending))
    assert propose(by_hand, FACEBOOK).moves == (Move.CONFIRM, Move.TAKE_BACK)


def test_no_move_is_offered_twice_nor_without_its_platform() -> None:
    for category in Category:
        offered = propose(a_row(category), frozenset({ActionKind.REPLY}))
        assert set(offered.moves) <= {Move.REPLY, Move.DISMISS, Move.SNOOZE, Move.UNREAD}
        assert len(set(offered.moves)) == len(offered.moves)


def test_criticism_is_legitimate_unless_it_attacks_people() -> None:
    assert is_legitimate(a_row(Category.FRAUD))
    assert not is_legitimate(a_row(Category.FRAUD, Category.INSULT))
    assert not is_legitimate(a_row())


def test_what_is_to_do_can_be_snoozed_and_what_sleeps_is_woken_first() -> None:
    assert Move.SNOOZE in propose(a_row(), FACEBOOK).more
    assert Move.WAKE not in propose(a_row(), FACEBOOK).moves
    asleep = replace(a_row(), triage=Triage.SNOOZED)
    assert propose(asleep, FACEBOOK).bar == (Move.WAKE, Move.REPLY, Move.ESCALATE, Move.DISMISS)
    assert Move.SNOOZE in propose(asleep, FACEBOOK).more
    assert propose(asleep, FACEBOOK, typed=True).bar[0] is Move.REPLY
    for stands in (Triage.DONE, Triage.HIDDEN, Triage.ASIDE):
        assert not {Move.SNOOZE, Move.WAKE} & set(propose(replace(a_row(), triage=stands), FACEBOOK).moves)


def test_only_what_is_to_do_can_be_marked_as_unread() -> None:
    assert Move.UNREAD in propose(a_row(), FACEBOOK).more
    for stands in set(Triage) - {Triage.TODO}:
        assert Move.UNREAD not in propose(replace(a_row(), triage=stands), FACEBOOK).moves
