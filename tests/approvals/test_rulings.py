"""Which answers to a request count, and what they come to."""

from dataclasses import replace

import pytest

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.cases import Case, CaseState
from cm_desktop.domain.approvals.events import (
    CaseId,
    Event,
    Outcome,
    Purpose,
)
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.people import Level
from tests.approvals.made_up import CASE, TEAM, Office


def case(office: Office, *more: Event) -> Case:
    return fold([*office.events, *more], team=TEAM, root=office.ines.key).cases[CASE]


def test_what_one_who_validates_approves_is_approved(office: Office) -> None:
    asked = office.hugo.asks()
    assert case(office).state is CaseState.SUBMITTED
    yes = office.claire.approves(asked, 1)
    found = case(office)
    assert found.state is CaseState.APPROVED
    assert found.approved
    assert (found.approved.event, found.approved.level) == (yes, Level.SIGNED)
    assert found.approved.person == office.claire.person
    assert (found.author, found.current) == (office.hugo.person, asked)


def test_another_text_makes_it_corrected(office: Office) -> None:
    asked = office.hugo.asks()
    other = office.claire.corrects(asked)
    found = case(office)
    assert found.state is CaseState.CORRECTED
    assert found.approved
    assert found.approved.event == other


def test_a_refusal_beats_an_approval_in_whatever_order(office: Office) -> None:
    asked = office.hugo.asks()
    office.paul.refuses(asked)
    office.claire.approves(asked)
    assert case(office).state is CaseState.REJECTED
    assert case(office).approved is None


def test_two_who_approve_the_same_text_agree(office: Office) -> None:
    asked = office.hugo.asks()
    office.claire.approves(asked, 0)
    office.paul.approves(asked, 0)
    assert case(office).state is CaseState.APPROVED
    assert len(case(office).rulings) == 2


def test_two_texts_are_a_conflict_until_somebody_decides_again(office: Office) -> None:
    asked = office.hugo.asks()
    first, second = office.claire.approves(asked, 0), office.paul.approves(asked, 1)
    assert case(office).state is CaseState.CONFLICT
    office.ines.approves(asked, 1, instead_of=(first, second))
    assert case(office).state is CaseState.APPROVED
    assert {one.event.id for one in case(office).earlier} == {first.id, second.id}


def test_one_who_validates_may_think_again_by_naming_what_they_said(office: Office) -> None:
    asked = office.hugo.asks()
    no = office.claire.refuses(asked)
    office.claire.approves(asked)
    assert case(office).state is CaseState.REJECTED
    office.claire.approves(asked, instead_of=(no,))
    assert case(office).state is CaseState.APPROVED


def test_nobody_overrules_an_equal(office: Office) -> None:
    asked = office.hugo.asks()
    no = office.paul.refuses(asked)
    office.claire.approves(asked, instead_of=(no,))
    assert case(office).state is CaseState.REJECTED
    office.ines.approves(asked, instead_of=(no,))
    assert case(office).state is CaseState.REJECTED, "nor does an owner: it has to be asked anew"


def test_who_refuses_as_well_and_thinks_again_takes_back_their_own_refusal_alone(office: Office) -> None:
    asked = office.hugo.asks()
    first = office.paul.refuses(asked)
    second = office.ines.refuses(asked, instead_of=(first,))
    office.ines.approves(asked, instead_of=(first, second))
    assert case(office).state is CaseState.REJECTED
    office.paul.approves(asked, instead_of=(first,))
    assert case(office).state is CaseState.APPROVED


def test_a_declared_refusal_is_taken_back_by_no_signature_and_by_no_other_declaration(office: Office) -> None:
    asked = office.hugo.asks()
    no = office.hugo.declares(asked, Outcome.REJECT)
    office.ines.approves(asked, instead_of=(no,))
    office.hugo.declares(asked, instead_of=(no,))
    assert case(office).state is CaseState.REJECTED


def test_an_answer_filed_under_another_case_does_not_count(office: Office) -> None:
    asked = office.hugo.asks()
    office.claire.approves(replace(asked, case=CaseId("d2" * 16)))
    assert case(office).state is CaseState.SUBMITTED


def test_a_request_to_one_person_is_answered_by_that_person(office: Office) -> None:
    asked = office.hugo.asks(to=(office.paul.person,))
    office.claire.approves(asked)
    office.ines.refuses(asked)
    assert case(office).state is CaseState.SUBMITTED
    office.paul.approves(asked)
    assert case(office).state is CaseState.APPROVED


def test_advice_binds_nobody(office: Office) -> None:
    asked = office.hugo.asks()
    advice = office.claire.answers(asked, Outcome.ADVISE)
    office.lea.answers(asked, Outcome.ADVISE)
    assert case(office).state is CaseState.SUBMITTED
    assert advice in case(office).advice
    assert len(case(office).advice) == 2


def test_a_request_for_advice_is_never_approved(office: Office) -> None:
    asked = office.hugo.asks(purpose=Purpose.ADVISE)
    office.claire.approves(asked)
    office.lea.declares(asked)
    assert case(office).state is CaseState.SUBMITTED
    assert len(case(office).advice) == 2


@pytest.mark.parametrize(
    ("act", "proposals", "choice"),
    [
        (ActionKind.REPLY, 2, None),
        (ActionKind.REPLY, 2, 2),
        (ActionKind.REPLY, 2, -1),
        (ActionKind.EDIT, 0, 0),
        (ActionKind.HIDE, 0, 0),
        (None, 0, 0),
    ],
)
def test_an_approval_that_does_not_say_what_is_none(
    office: Office, act: ActionKind | None, proposals: int, choice: int | None
) -> None:
    asked = office.hugo.asks(act=act, proposals=proposals)
    office.claire.approves(asked, choice)
    assert case(office).state is CaseState.SUBMITTED


def test_an_act_without_a_text_is_approved_without_a_choice_and_has_no_text_to_correct(office: Office) -> None:
    asked = office.hugo.asks(act=ActionKind.HIDE, proposals=0)
    office.paul.corrects(asked)
    assert case(office).state is CaseState.SUBMITTED
    office.claire.approves(asked, None)
    assert case(office).state is CaseState.APPROVED
