"""What may leave, and for which reason something may not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from cm_desktop.domain.actions import ActionKind, EditReply, Hide, PlatformAction, WriteReply
from cm_desktop.domain.approvals.events import (
    Erasure,
    Event,
    Expiry,
    Head,
    Outcome,
    PolicySet,
    Sending,
    Sent,
    WhyWithdrawn,
    Withdrawal,
)
from cm_desktop.domain.approvals.gate import READ_WITHIN
from cm_desktop.domain.approvals.papers import Answered
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.approvals.terms import LEAVES_WITHIN
from cm_desktop.domain.comments import ClientId, CommentRef, RemoteId, fingerprint
from cm_desktop.domain.verdicts import Category
from tests.approvals.departures import COMMENT, OTHER, PAPERS, REPLIES, TEXT, Desk
from tests.approvals.made_up import CASE, CLIENT, LATER, NOW


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_exactly_what_was_approved_leaves(desk: Desk) -> None:
    asked = desk.asks()
    assert desk.reason(desk.act(WriteReply(REPLIES[1]), asked)) == "waiting"
    desk.office.claire.approves(asked, 1)
    assert desk.reason(desk.act(WriteReply(REPLIES[1]), asked)) is None


def test_another_text_does_not_leave_however_little_it_differs(desk: Desk) -> None:
    asked = desk.asks()
    desk.office.claire.approves(asked, 1)
    for text in (REPLIES[0], REPLIES[1] + " ", REPLIES[1].upper(), ""):
        assert desk.reason(desk.act(WriteReply(text), asked)) == "text"


def test_a_corrected_text_leaves_and_the_proposed_one_does_not(desk: Desk) -> None:
    asked = desk.asks()
    desk.files(desk.office.claire.corrects(asked), Answered(text=OTHER))
    assert desk.reason(desk.act(WriteReply(OTHER), asked)) is None
    assert desk.reason(desk.act(WriteReply(REPLIES[0]), asked)) == "text"


@pytest.mark.parametrize("action", [EditReply(REPLIES[0]), Hide()])
def test_another_act_does_not_leave(desk: Desk, action: PlatformAction) -> None:
    asked = desk.asks()
    desk.office.claire.approves(asked, 0)
    assert desk.reason(desk.act(action, asked)) == "act"


def test_an_act_without_a_text_leaves_as_it_was_approved(desk: Desk) -> None:
    asked = desk.asks(act=ActionKind.HIDE)
    desk.office.claire.approves(asked, None)
    assert desk.reason(desk.act(Hide(), asked)) is None
    assert desk.reason(desk.act(WriteReply(REPLIES[0]), asked)) == "act"


def test_where_nothing_was_to_be_done_only_another_text_leaves_as_a_reply(desk: Desk) -> None:
    asked = desk.asks(act=None)
    yes = desk.office.claire.approves(asked, None)
    assert desk.reason(desk.act(WriteReply(REPLIES[0]), asked)) == "act"
    desk.files(desk.office.claire.corrects(asked, instead_of=(yes,)), Answered(text=OTHER))
    assert desk.reason(desk.act(WriteReply(OTHER), asked)) is None


def test_an_approval_is_for_one_comment_as_it_stood(desk: Desk) -> None:
    asked = desk.asks()
    desk.office.claire.approves(asked, 0)
    act = desk.act(WriteReply(REPLIES[0]), asked)
    assert desk.reason(act) is None
    assert desk.reason(replace(act, fingerprint=fingerprint(TEXT + "!"))) == "comment"
    assert desk.reason(replace(act, comment=CommentRef(COMMENT.account, RemoteId("1001_8")))) == "comment"
    assert desk.reason(replace(act, client=ClientId("another"))) == "act"


def test_an_edit_after_the_approval_needs_another_one(desk: Desk) -> None:
    asked = desk.asks()
    desk.office.claire.approves(asked, 0)
    edited = desk.files(desk.office.hugo.asks(replaces=asked.id), PAPERS)
    assert desk.reason(desk.act(WriteReply(REPLIES[0]), asked)) == "waiting"
    desk.office.claire.approves(edited, 0)
    assert desk.reason(desk.act(WriteReply(REPLIES[0]), asked)) == "text"
    assert desk.reason(desk.act(WriteReply(REPLIES[0]), edited)) is None


Happening = Callable[[Desk, Event, Event], object]


@pytest.mark.parametrize(
    ("happens", "reason"),
    [
        (lambda desk, asked, yes: desk.office.paul.refuses(asked), "rejected"),
        (lambda desk, asked, yes: desk.office.paul.approves(asked, 1), "conflict"),
        (
            lambda desk, asked, yes: desk.office.hugo.says(
                Withdrawal(request=asked.id, why=WhyWithdrawn.EDITED), case=CASE
            ),
            "withdrawn",
        ),
        (lambda desk, asked, yes: desk.office.hugo.says(Expiry(request=asked.id), case=CASE), "expired"),
        (lambda desk, asked, yes: desk.office.hugo.says(Sent(request=asked.id), case=CASE), "used"),
        (lambda desk, asked, yes: desk.office.ines.ends(desk.office.claire, 0), "waiting"),
        (lambda desk, asked, yes: desk.office.ines.ends(desk.office.hugo, 0), "missing"),
        (lambda desk, asked, yes: desk.office.lea.says(Erasure(papers=(asked.papers,))), "erased"),
    ],
)
def test_what_happens_after_an_approval_stops_it(desk: Desk, happens: Happening, reason: str) -> None:
    asked = desk.asks()
    yes = desk.office.claire.approves(asked, 0)
    act = desk.act(WriteReply(REPLIES[0]), asked)
    assert desk.reason(act) is None
    happens(desk, asked, yes)
    assert desk.reason(act) == reason


def test_what_was_about_to_leave_and_did_not_leaves_later_unless_something_was_said_against_it(desk: Desk) -> None:
    asked = desk.asks()
    yes = desk.office.claire.approves(asked, 0)
    desk.office.hugo.says(Sending(request=asked.id, answers=(yes.id,)), case=CASE)
    act = desk.act(WriteReply(REPLIES[0]), asked)
    assert desk.reason(act) is None
    no = desk.office.claire.refuses(asked, instead_of=(yes,))
    assert desk.reason(act) == "rejected"
    desk.office.claire.approves(asked, 1, instead_of=(no,))
    assert desk.reason(act) == "text"


def test_what_was_called_back_on_its_way_does_not_leave_again(desk: Desk) -> None:
    asked = desk.asks()
    yes = desk.office.claire.approves(asked, 0)
    desk.office.hugo.says(Sending(request=asked.id, answers=(yes.id,)), case=CASE)
    desk.office.hugo.says(Withdrawal(request=asked.id, why=WhyWithdrawn.BY_AUTHOR), case=CASE)
    assert desk.reason(desk.act(WriteReply(REPLIES[0]), asked)) == "withdrawn"


def test_a_sending_without_an_approval_lets_nothing_leave(desk: Desk) -> None:
    asked = desk.asks()
    desk.office.hugo.says(Sending(request=asked.id, answers=()), case=CASE)
    assert desk.reason(desk.act(WriteReply(REPLIES[0]), asked)) == "waiting"


def test_what_was_approved_has_its_time_to_leave_after_that_for_an_answer(desk: Desk) -> None:
    asked = desk.asks()
    desk.office.claire.approves(asked, 0)
    act = desk.act(WriteReply(REPLIES[0]), asked)
    desk.now = desk.scanned_at = LATER + LEAVES_WITHIN
    assert desk.reason(act) is None
    desk.now += timedelta(seconds=1)
    assert desk.reason(act) == "expired"


@pytest.mark.parametrize("level", [Level.SIGNED, Level.DECLARED, None])
def test_what_the_team_could_forbid_leaves_only_where_the_carrier_was_read_lately(
    desk: Desk, level: Level | None
) -> None:
    """Signed, declared, or without any approval: a refusal or another policy may lie there."""
    asked = desk.asks(level=level) if level else None
    if asked is not None:
        desk.office.claire.approves(asked) if level is Level.SIGNED else desk.office.hugo.declares(asked)
    act = desk.act(WriteReply(REPLIES[0]), asked)
    for scanned_at, reason in (
        (NOW - READ_WITHIN, None),
        (NOW - READ_WITHIN - timedelta(seconds=1), "unreachable"),
        (NOW + timedelta(minutes=1), "unreachable"),
        (None, "unreachable"),
    ):
        desk.scanned_at = scanned_at
        assert desk.reason(act) == reason


def test_two_texts_that_were_declared_are_a_conflict(desk: Desk) -> None:
    asked = desk.asks(level=Level.DECLARED)
    desk.office.hugo.declares(asked, choice=1)
    assert desk.reason(desk.act(WriteReply(REPLIES[1]), asked)) is None
    desk.files(desk.office.hugo.declares(asked, Outcome.CORRECT, None), Answered(text=OTHER))
    assert desk.reason(desk.act(WriteReply(REPLIES[1]), asked)) == "conflict"


def test_papers_that_are_gone_let_nothing_leave(desk: Desk) -> None:
    asked = desk.asks()
    other = desk.files(desk.office.claire.corrects(asked), Answered(text=OTHER))
    act = desk.act(WriteReply(OTHER), asked)
    kept = dict(desk.papers)
    for gone in (asked.papers, other.papers):
        desk.papers = {name: one for name, one in kept.items() if name != gone}
        assert desk.reason(act) == "erased"


def demand(desk: Desk, level: Level, *categories: Category) -> None:
    policy = Policy(demands=(Demand(level=level, categories=frozenset(categories)),))
    desk.office.ines.says(PolicySet(client=CLIENT, policy=policy))


def test_without_a_policy_the_moderator_decides_and_with_one_only_what_it_covers_waits(desk: Desk) -> None:
    act = desk.act(WriteReply(REPLIES[0]), None)
    assert desk.reason(act) is None
    demand(desk, Level.DECLARED, Category.LEGAL)
    assert desk.reason(act) is None
    assert desk.reason(replace(act, categories=frozenset({Category.LEGAL}))) == "missing"
    assert desk.reason(replace(act, client=ClientId("another"))) is None


def test_the_policy_of_the_day_it_leaves_counts_too(desk: Desk) -> None:
    asked = desk.asks(level=Level.DECLARED)
    desk.office.hugo.declares(asked, choice=0)
    act = desk.act(WriteReply(REPLIES[0]), asked)
    assert desk.reason(act) is None
    demand(desk, Level.SIGNED)
    assert desk.reason(act) == "level"


def test_an_approval_of_a_case_that_is_not_here_is_none(desk: Desk) -> None:
    asked = desk.asks()
    desk.office.claire.approves(asked, 0)
    assert desk.reason(desk.act(WriteReply(REPLIES[0]), asked), without=(asked,)) == "missing"


def test_while_something_of_one_who_validates_is_missing_nothing_leaves(desk: Desk) -> None:
    asked = desk.asks()
    desk.office.claire.approves(asked, 0)
    no = desk.office.paul.refuses(asked)
    act = desk.act(WriteReply(REPLIES[0]), asked)
    assert desk.reason(act, without=(no,)) is None
    desk.office.claire.reads(desk.office.paul)
    desk.office.claire.says(Head())
    assert desk.reason(act, without=(no,)) == "behind"
    desk.office.paul.says(Head())
    assert desk.reason(act, without=(no,)) == "behind"


def test_while_one_who_validates_contradicts_themselves_nothing_leaves_until_their_part_is_ended(desk: Desk) -> None:
    asked = desk.asks()
    desk.office.claire.approves(asked, 0)
    no = desk.office.paul.refuses(asked)
    desk.more.append(desk.office.paul.says(Head(), seq=no.seq))
    act = desk.act(WriteReply(REPLIES[0]), asked)
    assert desk.reason(act) == "forked"
    desk.office.ines.ends(desk.office.paul, 0)
    assert desk.reason(act) is None


def test_a_moderator_whose_word_changes_nothing_here_stops_nothing(desk: Desk) -> None:
    asked = desk.asks()
    desk.office.claire.approves(asked, 0)
    desk.office.lea.says(Head())
    desk.more.append(desk.office.lea.says(Head(), seq=1))
    assert desk.reason(desk.act(WriteReply(REPLIES[0]), asked)) is None
