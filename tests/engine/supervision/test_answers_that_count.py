"""Whoever answers hears at once where that answer would count for nothing: it is not taken in."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from cm_desktop.approvals import codes
from cm_desktop.domain.actions import Escalate
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import ActRefused, CaseMoved
from cm_desktop.engine.acting import putting_down
from cm_desktop.engine.supervision import answering
from tests.engine.supervision.people import AT_ONCE, Person

Two = tuple[Person, Person]
Answers = Callable[[Two, CaseId, Outcome], object]
TEXT = "Plutôt ceci."


def signed(two: Two, case: CaseId, outcome: Outcome) -> object:
    return two[1].answer(case, outcome, text=TEXT)


def pasted(two: Two, case: CaseId, outcome: Outcome) -> object:
    """As the page of an older program makes it."""
    supervision = two[0].desk.supervision
    found = re.search(rb'"secret": ?"([0-9a-f]+)"', supervision.page(case))
    assert found
    text = TEXT if outcome is Outcome.CORRECT else None
    line = codes.line(
        bytes.fromhex(found[1].decode()), supervision.case(case).request_id, codes.LETTERS[outcome], text or ""
    )
    return supervision.declare(case, codes.composed("", line, text))


def elsewhere(two: Two, case: CaseId, outcome: Outcome) -> object:
    return two[0].desk.supervision.declare_elsewhere(case, outcome, person="Mme Vidal", message="Ceci.", text=TEXT)


def asked(two: Two, comment: CommentRef, asks: Asks) -> CaseId:
    return two[0].ask(comment, "", terms=Terms(asks=asks))


@pytest.fixture
def no_reply(two: Two, comment: CommentRef, monkeypatch: pytest.MonkeyPatch) -> CaseId:
    """A reply is asked for, and none proposed: an older program let that be."""
    with monkeypatch.context() as of_before:
        of_before.setattr(putting_down, "check", lambda *_: None)
        return asked(two, comment, Asks.REPLY)


@pytest.mark.parametrize("answers", [signed, pasted, elsewhere])
@pytest.mark.parametrize("asks", [Asks.HIDE, Asks.DELETE, Asks.PUBLISH])
def test_an_act_takes_no_other_text(two: Two, comment: CommentRef, answers: Answers, asks: Asks) -> None:
    case = asked(two, comment, asks)
    with pytest.raises(CaseMoved, match="no_text"):
        answers(two, case, Outcome.CORRECT)
    assert two[0].see(case).state is CaseState.SUBMITTED


@pytest.mark.parametrize("answers", [signed, pasted, elsewhere])
def test_a_reply_that_nobody_proposed_is_not_approved(two: Two, no_reply: CaseId, answers: Answers) -> None:
    with pytest.raises(CaseMoved, match="no_proposal"):
        answers(two, no_reply, Outcome.APPROVE)
    assert two[0].see(no_reply).state is CaseState.SUBMITTED


def test_the_control_without_that_question_it_would_be_taken_in_and_count_for_nothing(
    two: Two, no_reply: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "check", lambda *_: None)
    signed(two, no_reply, Outcome.APPROVE)
    view = two[0].see(no_reply)
    assert (view.state, view.answers) == (CaseState.SUBMITTED, ())


@pytest.mark.parametrize("answers", [signed, elsewhere])
def test_a_reply_that_nobody_proposed_can_be_written(two: Two, no_reply: CaseId, answers: Answers) -> None:
    answers(two, no_reply, Outcome.CORRECT)
    assert two[0].see(no_reply).state is CaseState.CORRECTED


def test_its_page_says_that_a_reply_is_asked_for_and_offers_nothing_to_approve(two: Two, no_reply: CaseId) -> None:
    page = two[0].desk.supervision.page(no_reply).decode()
    assert re.findall(r'class="act">(.*?)<', page) == ["Répondre à ce commentaire"]
    assert re.findall(r'<button type="button" id="(\w+)"', page).count("approve") == 0
    assert "reject" in page


def test_a_reply_is_asked_for_with_its_text(two: Two, comment: CommentRef) -> None:
    request = Escalate("", "Que répondre ?", Terms(asks=Asks.REPLY, others=("  ",)))
    with pytest.raises(ActRefused, match="no_proposal"):
        two[0].desk.acts.do(comment, request, delay=timedelta(0))
    assert two[0].desk.acts.do(comment, Escalate("", "Que répondre ?"), delay=AT_ONCE).result().entries
