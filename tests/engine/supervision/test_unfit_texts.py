"""A text that a page would refuse, or that is not finished, is neither asked for, nor validated, nor sent."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from cm_desktop.approvals import codes
from cm_desktop.domain.actions import Escalate, TextLimit, WriteReply
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.terms import Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import ActRefused, AnswerUnclear
from cm_desktop.domain.outbox import State
from cm_desktop.engine.supervision import answering
from tests.engine.port import FakePlatform
from tests.engine.supervision.people import Person

Two = tuple[Person, Person]
Corrects = Callable[[Two, CaseId, str], object]
UNFIT = {
    "a blank": ("Bonjour, merci [à compléter].", "unfilled"),
    "a variable": ("Merci {prénom}.", "unfilled"),
    "too long": ("x" * 201, "too_long"),
}

NOTHING = ("\u200b\u2060", "\u3164", " \u2800\n\ufe0f", "\u202e\u202c")


def signed(two: Two, case: CaseId, text: str) -> object:
    return two[1].answer(case, Outcome.CORRECT, text=text)


def pasted(two: Two, case: CaseId, text: str) -> object:
    """As the request's page makes it."""
    supervision = two[0].desk.supervision
    found = re.search(rb'"secret": ?"([0-9a-f]+)"', supervision.page(case))
    assert found
    line = codes.line(bytes.fromhex(found[1].decode()), supervision.case(case).request_id, "C", text)
    return supervision.declare(case, codes.composed("", line, text))


def elsewhere(two: Two, case: CaseId, text: str) -> object:
    return two[0].desk.supervision.declare_elsewhere(
        case, Outcome.CORRECT, person="Mme Vidal", message="Plutôt ceci.", text=text
    )


@pytest.mark.parametrize("corrects", [signed, pasted, elsewhere])
@pytest.mark.parametrize(("text", "reason"), UNFIT.values(), ids=UNFIT)
def test_an_unfit_correction_is_refused_to_whoever_writes_it(
    two: Two, comment: CommentRef, platform: FakePlatform, corrects: Corrects, text: str, reason: str
) -> None:
    case = two[0].ask(comment)
    with pytest.raises(ActRefused) as refused:
        corrects(two, case, text)
    assert refused.value.reason == reason
    two[0].scan()
    two[0].desk.send()
    assert (two[0].see(case).state, platform.replies) == (CaseState.SUBMITTED, [])


@pytest.mark.parametrize("text", NOTHING)
def test_what_nobody_sees_is_neither_a_correction_nor_a_reason(
    two: Two, comment: CommentRef, platform: FakePlatform, text: str
) -> None:
    case = two[0].ask(comment)
    for corrects in (signed, elsewhere):
        with pytest.raises(ActRefused, match="empty_text"):
            corrects(two, case, text)
    with pytest.raises(AnswerUnclear) as unclear:
        pasted(two, case, text)
    assert unclear.value.reason == "text"
    with pytest.raises(ActRefused, match="empty_text"):
        two[1].answer(case, Outcome.REJECT, reason=text)
    two[0].scan()
    two[0].desk.send()
    assert (two[0].see(case).state, platform.replies) == (CaseState.SUBMITTED, [])


@pytest.mark.parametrize("text", NOTHING)
def test_what_nobody_sees_is_neither_a_reply_nor_a_proposal(two: Two, comment: CommentRef, text: str) -> None:
    with pytest.raises(ActRefused, match="empty_text"):
        two[0].desk.acts.do(comment, WriteReply(text), delay=timedelta(0))
    assert Escalate(text, terms=Terms(others=("Bonjour.", text))).proposals == ("Bonjour.",)


@pytest.mark.parametrize("request_of", [Escalate, lambda text: Escalate("Bonjour.", terms=Terms(others=(text,)))])
@pytest.mark.parametrize(("text", "reason"), UNFIT.values(), ids=UNFIT)
def test_an_unfit_proposal_is_not_asked_for(
    two: Two, comment: CommentRef, request_of: Callable[[str], Escalate], text: str, reason: str
) -> None:
    with pytest.raises(ActRefused) as refused:
        two[0].desk.acts.do(comment, request_of(text), delay=timedelta(0))
    assert refused.value.reason == reason


@pytest.mark.parametrize(("text", "reason"), UNFIT.values(), ids=UNFIT)
def test_what_another_program_let_be_corrected_is_held_and_stays_so(
    two: Two, comment: CommentRef, platform: FakePlatform, monkeypatch: pytest.MonkeyPatch, text: str, reason: str
) -> None:
    moderator, _ = two
    case = moderator.ask(comment)
    with monkeypatch.context() as of_before:
        of_before.setattr(answering, "check_text", lambda *_: None)
        signed(two, case, text)
    moderator.scan()
    moderator.desk.send()
    (row,) = moderator.rows()
    assert (row.state, row.trouble and row.trouble.facts["reason"]) == (State.HELD, reason)
    moderator.desk.acts.release(row.id).result()
    moderator.desk.send()
    assert (moderator.rows()[0].state, platform.replies) == (State.HELD, [])


def test_what_was_approved_is_held_where_its_page_takes_less_by_now(
    two: Two, comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    supervisor.approve(moderator.ask(comment, "Bonjour à vous."))
    moderator.scan()
    platform.caps = replace(platform.caps, reply_limit=TextLimit(refuse=10))
    moderator.desk.send()
    (row,) = moderator.rows()
    assert row.trouble == ActRefused("too_long", 10).trouble()
    assert platform.replies == []
