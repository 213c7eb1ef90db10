"""What is declared, where it counts, and what policies demand."""

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.cases import Case, CaseState
from cm_desktop.domain.approvals.events import (
    Declaration,
    Erasure,
    Event,
    Outcome,
    PolicySet,
    Way,
)
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.people import Level, Role
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.verdicts import Category
from tests.approvals.made_up import CASE, CLIENT, TEAM, Device, Office, named


def case(office: Office, *more: Event) -> Case:
    return fold([*office.events, *more], team=TEAM, root=office.ines.key).cases[CASE]


def signature_for(*categories: Category) -> PolicySet:
    demand = Demand(level=Level.SIGNED, categories=frozenset(categories), acts=frozenset({ActionKind.REPLY}))
    return PolicySet(client=CLIENT, policy=Policy(demands=(demand,)))


def test_a_declared_answer_counts_where_the_request_lets_it(office: Office) -> None:
    asked = office.hugo.asks(level=Level.DECLARED)
    office.hugo.declares(asked, code="9F4D-22AB")
    found = case(office)
    assert found.state is CaseState.APPROVED
    assert found.approved
    assert (found.approved.level, found.approved.person) == (Level.DECLARED, None)


def test_a_declared_answer_does_not_count_where_a_signature_is_wanted_but_a_refusal_does(office: Office) -> None:
    asked = office.hugo.asks(level=Level.SIGNED)
    office.hugo.declares(asked)
    assert case(office).state is CaseState.SUBMITTED
    no = office.hugo.declares(asked, Outcome.REJECT)
    assert case(office).state is CaseState.REJECTED
    office.claire.approves(asked, instead_of=(no,))
    assert case(office).state is CaseState.REJECTED, "a refusal beats a signature, too"


def test_another_moderator_may_declare_and_nobody_else(office: Office) -> None:
    asked = office.hugo.asks(level=Level.DECLARED)
    office.claire.declares(asked)
    office.ines.declares(asked)
    assert case(office).state is CaseState.SUBMITTED
    office.lea.declares(asked)
    assert case(office).state is CaseState.APPROVED


def test_a_declaration_never_overrules_a_signed_answer(office: Office) -> None:
    asked = office.hugo.asks(level=Level.DECLARED)
    no = office.claire.refuses(asked)
    office.hugo.declares(asked, choice=1, instead_of=(no,))
    assert case(office).state is CaseState.REJECTED
    yes = office.claire.approves(asked, 0, instead_of=(no,))
    found = case(office)
    assert found.state is CaseState.APPROVED
    assert found.approved
    assert found.approved.event == yes


def test_a_code_serves_once(office: Office) -> None:
    asked = office.hugo.asks(level=Level.DECLARED)
    first = office.hugo.declares(asked, choice=0, code="9F4D-22AB")
    office.hugo.declares(asked, choice=1, code="9F4D-22AB")
    assert [one.event for one in case(office).rulings] == [first]


def test_two_who_paste_the_same_answer_declare_it_once(office: Office) -> None:
    asked = office.hugo.asks(level=Level.DECLARED)
    office.hugo.declares(asked, Outcome.CORRECT, None, code="9F4D-22AB")
    office.lea.declares(asked, Outcome.CORRECT, None, code="9F4D-22AB")
    assert case(office).state is CaseState.CORRECTED


def test_a_code_that_is_said_to_mean_two_things_means_neither_but_a_refusal_stands(office: Office) -> None:
    asked = office.hugo.asks(level=Level.DECLARED)
    office.hugo.declares(asked, choice=0, code="9F4D-22AB")
    office.lea.declares(asked, choice=1, code="9F4D-22AB")
    assert case(office).state is CaseState.SUBMITTED
    office.lea.declares(asked, Outcome.REJECT, code="9F4D-22AB")
    assert case(office).state is CaseState.REJECTED


def test_what_came_back_by_the_page_has_a_code(office: Office) -> None:
    asked = office.hugo.asks(level=Level.DECLARED)
    office.hugo.says(Declaration(request=asked.id, outcome=Outcome.APPROVE, way=Way.FILE, choice=0), case=CASE)
    assert case(office).state is CaseState.SUBMITTED


def test_the_policy_that_its_author_knew_is_stronger_than_the_request(office: Office) -> None:
    office.ines.says(signature_for(Category.LEGAL))
    ignorant = office.hugo.asks(level=Level.DECLARED, categories=(Category.LEGAL,))
    office.hugo.declares(ignorant)
    assert case(office).state is CaseState.APPROVED
    office.hugo.reads(office.ines)
    asked = office.hugo.asks(level=Level.DECLARED, categories=(Category.LEGAL,), replaces=ignorant.id)
    office.hugo.declares(asked)
    found = case(office)
    assert (found.state, found.level) == (CaseState.SUBMITTED, Level.SIGNED)
    office.claire.approves(asked)
    assert case(office).state is CaseState.APPROVED


def test_a_policy_is_an_owners_to_set_and_a_later_one_takes_its_place(office: Office) -> None:
    second = Device("Anne", Role.OWNER)
    office.others.append(second)
    office.ines.welcomes(second)
    second.reads(office.ines)
    office.ines.says(signature_for(Category.LEGAL))
    second.says(signature_for(Category.FRAUD))
    office.claire.says(PolicySet(client=CLIENT, policy=Policy()))

    def demanded(category: Category) -> Level | None:
        standing = fold(office.events, team=TEAM, root=office.ines.key)
        needed = standing.policies[CLIENT].demanded(ActionKind.REPLY, [category])
        return needed.level if needed else None

    assert demanded(Category.LEGAL) is demanded(Category.FRAUD) is Level.SIGNED
    second.reads(office.ines)
    second.says(PolicySet(client=CLIENT, policy=Policy()))
    assert demanded(Category.LEGAL) is demanded(Category.FRAUD) is None


def test_what_is_erased_is_told_and_the_case_stands(office: Office) -> None:
    asked = office.hugo.asks()
    office.claire.approves(asked)
    name = PapersId(named("a person's text"))
    office.lea.says(Erasure(papers=(name,)))
    standing = fold(office.events, team=TEAM, root=office.ines.key)
    assert standing.erased == {name}
    assert standing.cases[CASE].state is CaseState.APPROVED
