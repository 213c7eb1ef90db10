"""Two who validate one and the same text agree, though the papers of each have a salt of their own."""

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.comments import CommentRef
from tests.engine.port import FakePlatform
from tests.engine.supervision.people import People, Person
from tests.engine.supervision.test_unfit_texts import Corrects, elsewhere, pasted, signed

Three = tuple[Person, Person, Person]
TEXT = "Bonjour, écrivez-nous."


@pytest.fixture
def three(people: People, two: tuple[Person, Person]) -> Three:
    """Who asks, and two who validate."""
    second = people.comes("Sacha")
    people.joins(second, two[0], Role.SUPERVISOR)
    return (*two, second)


@pytest.fixture
def case(three: Three, comment: CommentRef) -> CaseId:
    case = three[0].ask(comment, "Un.")
    for one in three[1:]:
        one.see(case)
    return case


def test_who_corrects_as_another_one_did_agrees_with_them(three: Three, case: CaseId, platform: FakePlatform) -> None:
    moderator, first, second = three
    first.answer(case, Outcome.CORRECT, text=TEXT)
    second.answer(case, Outcome.CORRECT, text=TEXT)
    assert moderator.see(case).state is CaseState.CORRECTED
    moderator.desk.send()
    assert [reply.text for _, reply in platform.replies] == [TEXT]


def test_two_who_corrected_alike_unknown_to_each_other_agree_once_one_says_it_again(
    people: People, three: Three, case: CaseId
) -> None:
    moderator, first, second = three
    people.take_away()
    for one in (first, second):
        one.say(case, Outcome.CORRECT, text=TEXT)
    people.bring_back()
    for one in (first, second, moderator):
        one.scan()
    assert moderator.see(case).state is CaseState.CONFLICT, "control: nothing that was signed tells that they agree"
    second.answer(case, Outcome.CORRECT, text=TEXT)
    assert moderator.see(case).state is CaseState.CORRECTED


def test_who_corrects_to_what_was_proposed_approves_it(three: Three, case: CaseId) -> None:
    moderator, first, second = three
    first.say(case, Outcome.CORRECT, text="Un.")
    second.say(case, Outcome.APPROVE, choice=0)
    assert moderator.see(case).state is CaseState.APPROVED


def test_another_text_contradicts_still(three: Three, case: CaseId) -> None:
    moderator, first, second = three
    first.answer(case, Outcome.CORRECT, text=TEXT)
    second.answer(case, Outcome.CORRECT, text=f"{TEXT} ")
    assert moderator.see(case).state is CaseState.CONFLICT


def test_an_advice_may_repeat_what_was_proposed(two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, terms=Terms(asks=Asks.ADVICE))
    (advice,) = supervisor.answer(case, Outcome.CORRECT, text="Bonjour.").advice
    assert advice.papers is not None
    assert "Bonjour." in advice.papers.reason


@pytest.mark.parametrize("reason", ["", "Plus court.", "Plus courtois."])
def test_a_reason_is_no_part_of_what_is_decided_and_each_ones_own_is_shown(
    three: Three, case: CaseId, platform: FakePlatform, reason: str
) -> None:
    moderator, first, second = three
    first.answer(case, Outcome.CORRECT, text=TEXT, reason="Plus court.")
    second.answer(case, Outcome.CORRECT, text=TEXT, reason=reason)
    view = moderator.see(case)
    assert view.state is CaseState.CORRECTED
    assert {(one.who, one.text) for one in view.answers} == {("Dominique", TEXT), ("Sacha", TEXT)}
    told = [(one.who, one.reason) for one in (*view.answers, *view.advice) if one.reason]
    assert sorted(told) == [("Dominique", "Plus court."), *([("Sacha", reason)] if reason else [])]
    moderator.desk.send()
    assert [reply.text for _, reply in platform.replies] == [TEXT]


def test_two_reasons_for_one_proposal_are_no_conflict_either(three: Three, case: CaseId) -> None:
    moderator, first, second = three
    first.answer(case, Outcome.APPROVE, choice=0, reason="Très bien.")
    second.answer(case, Outcome.APPROVE, choice=0, reason="Parfait.")
    view = moderator.see(case)
    assert view.state is CaseState.APPROVED
    assert {one.reason for one in view.answers} == {"Très bien.", "Parfait."}


@pytest.mark.parametrize("corrects", [signed, pasted, elsewhere])
def test_a_proposal_word_for_word_is_its_approval_however_it_is_answered(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, corrects: Corrects
) -> None:
    case = two[0].ask(comment, "Un.", terms=Terms(others=("Deux.",)))
    corrects(two, case, "Deux.")
    view = two[0].see(case)
    assert (view.state, [one.outcome for one in view.answers]) == (CaseState.APPROVED, [Outcome.APPROVE])
    two[0].desk.send()
    assert [reply.text for _, reply in platform.replies] == ["Deux."]


@pytest.mark.parametrize(("again", "state"), [(TEXT, CaseState.CORRECTED), (f"{TEXT} !", CaseState.CONFLICT)])
def test_what_is_declared_twice_word_for_word_is_one_text(
    two: tuple[Person, Person], comment: CommentRef, again: str, state: CaseState
) -> None:
    case = two[0].ask(comment)
    pasted(two, case, TEXT)
    elsewhere(two, case, again)
    view = two[0].see(case)
    assert view.state is state
    assert len(view.answers) + len(view.earlier) == 2, "both are shown"
