"""A refusal that was a mistake: whoever signed it takes it back, whether they may approve or not, and nobody else."""

from random import Random

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Event, Outcome, Purpose
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.people import Role
from tests.approvals.made_up import CASE, TEAM, Device, Office
from tests.approvals.test_named import case

pytestmark = pytest.mark.usefixtures("claire_named")


def takes_back(by: Device, asked: Event, *refusals: Event) -> Event:
    return by.answers(asked, Outcome.ADVISE, instead_of=refusals)


def test_who_may_not_approve_takes_their_refusal_back(office: Office) -> None:
    asked = office.hugo.asks()
    no = office.paul.refuses(asked)
    takes_back(office.paul, asked, no)
    found = case(office)
    assert (found.state, found.rulings, found.advice) == (CaseState.SUBMITTED, (), ())
    assert [one.event for one in found.earlier] == [no]
    office.claire.approves(asked)
    assert case(office).state is CaseState.APPROVED


def test_what_was_approved_beside_it_counts_again(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    no = office.paul.refuses(asked)
    assert case(office).state is CaseState.REJECTED
    takes_back(office.paul, asked, no)
    found = case(office)
    assert (found.state, found.approved and found.approved.event) == (CaseState.APPROVED, yes)


def test_the_word_of_others_that_an_owner_refused_counts_again(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    takes_back(office.ines, asked, office.ines.refuses(asked, instead_of=(yes,)))
    assert case(office).state is CaseState.APPROVED


def test_whoever_said_yes_then_no_has_to_say_yes_again(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    takes_back(office.claire, asked, office.claire.refuses(asked, instead_of=(yes,)))
    assert case(office).state is CaseState.SUBMITTED
    office.claire.approves(asked)
    assert case(office).state is CaseState.APPROVED


def test_nobody_takes_back_what_another_refused(office: Office) -> None:
    asked = office.hugo.asks()
    no, declared = office.paul.refuses(asked), office.hugo.declares(asked, Outcome.REJECT)
    for one in (office.ines, office.claire, office.hugo):
        takes_back(one, asked, no, declared)
    takes_back(office.paul, asked, declared)
    assert case(office).state is CaseState.REJECTED
    assert len(case(office).rulings) == 2
    assert len(case(office).advice) == 3, "not Hugo's, who asks: nobody advises themselves"


def test_a_mere_advice_takes_nothing_back(office: Office) -> None:
    asked = office.hugo.asks()
    office.paul.refuses(asked)
    advice = takes_back(office.paul, asked)
    assert (case(office).state, case(office).advice) == (CaseState.REJECTED, (advice,))


def test_it_is_taken_back_from_another_device(office: Office) -> None:
    phone = Device("Paul's phone", Role.SUPERVISOR, person="Paul")
    office.ines.welcomes(phone)
    phone.reads(office.ines)
    office.others.append(phone)
    asked = office.hugo.asks()
    takes_back(phone, asked, office.paul.refuses(asked))
    assert case(office).state is CaseState.SUBMITTED


def test_whoever_refuses_again_has_refused(office: Office) -> None:
    asked = office.hugo.asks()
    takes_back(office.paul, asked, office.paul.refuses(asked))
    office.paul.refuses(asked)
    assert case(office).state is CaseState.REJECTED


def test_where_an_advice_is_asked_nothing_is_taken_back(office: Office) -> None:
    asked = office.hugo.asks(purpose=Purpose.ADVISE)
    takes_back(office.paul, asked, office.paul.refuses(asked))
    assert len(case(office).advice) == 2


def test_no_order_of_reading_matters_and_no_refusal_is_lost(office: Office) -> None:
    asked = office.hugo.asks()
    office.claire.approves(asked)
    first, second = office.paul.refuses(asked), office.ines.refuses(asked)
    takes_back(office.paul, asked, first, second)
    for seed in range(100):
        random = Random(seed)
        events = [*office.events, *random.sample(office.events, 5)]
        random.shuffle(events)
        found = fold(events, team=TEAM, root=office.ines.key).cases[CASE]
        assert found == case(office)
        assert [one.event for one in found.rulings if one.answer.outcome is Outcome.REJECT] == [second]
