"""Whom a client names: nobody else's approval counts, whatever they are in the team; anybody's refusal does."""

from random import Random

import pytest

from cm_desktop.domain.actions import ActionKind, WriteReply
from cm_desktop.domain.approvals.cases import Case, CaseState
from cm_desktop.domain.approvals.events import Event, Outcome
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.people import Level, PersonId, Role
from cm_desktop.domain.approvals.policy import Demand, Needed, Policy
from cm_desktop.domain.verdicts import Category
from tests.approvals.departures import REPLIES, Desk
from tests.approvals.made_up import CASE, TEAM, Device, Office, naming

CLAIRE, PAUL = PersonId("c1" * 16), PersonId("d2" * 16)


pytestmark = pytest.mark.usefixtures("claire_named")


def case(office: Office, *more: Event) -> Case:
    return fold([*office.events, *more], team=TEAM, root=office.ines.key).cases[CASE]


def test_only_who_is_named_approves(office: Office) -> None:
    asked = office.hugo.asks()
    office.paul.approves(asked)
    office.ines.corrects(asked)
    assert (case(office).state, case(office).rulings) == (CaseState.SUBMITTED, ())
    yes = office.claire.approves(asked)
    found = case(office)
    assert found.state is CaseState.APPROVED
    assert found.approved is not None
    assert found.approved.event == yes


def test_a_text_in_the_place_of_nothing_is_a_reply_and_needs_whom_a_reply_needs(office: Office) -> None:
    asked = office.hugo.asks(act=None, proposals=0, level=Level.DECLARED)
    office.paul.corrects(asked)
    office.hugo.declares(asked, Outcome.CORRECT, None)
    assert (case(office).state, case(office).rulings) == (CaseState.SUBMITTED, ())
    text = office.claire.corrects(asked)
    assert (case(office).state, [one.event for one in case(office).rulings]) == (CaseState.CORRECTED, [text])


def test_that_nothing_is_done_needs_nobody_who_is_named_for_a_reply(office: Office) -> None:
    """The control of the one above."""
    office.paul.approves(office.hugo.asks(act=None, proposals=0), None)
    assert case(office).state is CaseState.APPROVED


def test_without_a_name_any_of_those_who_validate_does() -> None:
    """The control of the one above, and what every policy meant before there were names in it."""
    office = Office()
    office.ines.says(naming())
    for one in office.others:
        one.reads(office.ines)
    office.paul.approves(office.hugo.asks())
    assert case(office).state is CaseState.APPROVED


def test_who_is_not_named_may_refuse(office: Office) -> None:
    asked = office.hugo.asks()
    office.claire.approves(asked)
    office.paul.refuses(asked)
    assert case(office).state is CaseState.REJECTED


def test_who_is_not_named_overrules_nobody_who_is(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked, 0)
    office.ines.approves(asked, 1, instead_of=(yes,))
    found = case(office)
    assert (found.state, found.approved and found.approved.event) == (CaseState.APPROVED, yes)


def test_what_is_declared_is_nobodys_approval_where_somebody_is_named(office: Office) -> None:
    asked = office.hugo.asks(level=Level.DECLARED)
    office.hugo.declares(asked)
    assert (case(office).state, case(office).level) == (CaseState.SUBMITTED, Level.SIGNED)
    office.hugo.declares(asked, Outcome.REJECT)
    assert case(office).state is CaseState.REJECTED


def test_a_name_is_a_person_on_whatever_device(office: Office) -> None:
    phone = Device("Claire's phone", Role.SUPERVISOR, person="Claire")
    office.ines.welcomes(phone)
    phone.reads(office.ines)
    office.others.append(phone)
    phone.approves(office.hugo.asks())
    assert case(office).state is CaseState.APPROVED


def test_who_is_named_does_not_approve_their_own(office: Office) -> None:
    office.claire.approves(office.claire.asks())
    assert case(office).state is CaseState.SUBMITTED
    standing = fold(office.events, team=TEAM, root=office.ines.key)
    assert standing.may_approve(office.claire.person, case(office).needs.approved) == frozenset()


def test_nobody_can_approve_once_the_one_who_is_named_is_out(office: Office) -> None:
    asked = office.hugo.asks()
    standing = fold(office.events, team=TEAM, root=office.ines.key)
    assert standing.may_approve(office.hugo.person, case(office).needs.approved) == {office.claire.person}
    office.ines.ends(office.claire)
    office.claire.approves(asked)
    standing = fold(office.events, team=TEAM, root=office.ines.key)
    assert case(office).state is CaseState.SUBMITTED
    assert standing.may_approve(office.hugo.person, case(office).needs.approved) == frozenset()


def test_a_name_holds_for_the_comments_that_it_is_said_of() -> None:
    office = Office()
    office.ines.says(naming(office.claire, categories=(Category.LEGAL,)))
    office.hugo.reads(office.ines)
    office.paul.approves(office.hugo.asks(categories=(Category.INSULT,)))
    assert case(office).state is CaseState.APPROVED
    other = Office()
    other.ines.says(naming(other.claire, categories=(Category.LEGAL,)))
    other.hugo.reads(other.ines)
    other.paul.approves(other.hugo.asks(categories=(Category.LEGAL, Category.INSULT)))
    assert case(other).state is CaseState.SUBMITTED


def test_who_is_named_by_the_day_it_leaves_has_to_have_approved_it() -> None:
    desk = Desk()
    asked = desk.asks()
    desk.office.paul.approves(asked, 0)
    act = desk.act(WriteReply(REPLIES[0]), asked)
    assert desk.reason(act) is None
    desk.office.ines.says(naming(desk.office.paul))
    assert desk.reason(act) is None
    desk.office.ines.says(naming(desk.office.claire))
    assert desk.reason(act) == "person"


def test_of_two_who_agree_either_may_be_the_one_who_is_named_by_then() -> None:
    """Which of them is told as the one who approved depends on their names."""
    for named in ("claire", "paul"):
        desk = Desk()
        asked = desk.asks()
        desk.office.claire.approves(asked, 0)
        desk.office.paul.approves(asked, 0)
        act = desk.act(WriteReply(REPLIES[0]), asked)
        desk.office.ines.says(naming(getattr(desk.office, named)))
        assert desk.reason(act) is None
        desk.office.ines.says(naming(desk.office.ines))
        assert desk.reason(act) == "person"


def test_one_approval_satisfies_all_that_is_demanded() -> None:
    claire, either = (Demand(level=Level.SIGNED, by=frozenset(some)) for some in ((CLAIRE,), (CLAIRE, PAUL)))
    paul, anybody = Demand(level=Level.SIGNED, by=frozenset({PAUL})), Demand(level=Level.DECLARED)

    def needed(*demands: Demand) -> Needed | None:
        return Policy(demands=demands).demanded(ActionKind.REPLY, None)

    assert needed() is None
    assert needed(anybody) == Needed(Level.DECLARED)
    assert needed(anybody, either) == Needed(Level.SIGNED, frozenset({CLAIRE, PAUL}))
    assert needed(either, claire, anybody) == Needed(Level.SIGNED, frozenset({CLAIRE}))
    assert needed(claire, paul) == Needed(Level.SIGNED, frozenset())
    assert needed(Demand(level=Level.DECLARED, by=frozenset({PAUL}))) == Needed(Level.SIGNED, frozenset({PAUL}))


def test_no_order_of_reading_lets_another_approve(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.paul.approves(asked, 0)
    office.ines.approves(asked, 0, instead_of=(yes,))
    office.lea.declares(asked)
    for seed in range(200):
        random = Random(seed)
        some = random.sample(office.events, random.randint(1, len(office.events)))
        shuffled = [*office.events, *some] if seed % 2 else some
        random.shuffle(shuffled)
        found = fold(shuffled, team=TEAM, root=office.ines.key).cases.get(CASE)
        read = {one.id for one in shuffled}
        if found is not None and {one.id for one in office.ines.said} <= read:
            assert (found.state, found.approved) == (CaseState.SUBMITTED, None)


def test_whatever_is_answered_nobody_who_is_not_named_approves() -> None:
    decided = 0
    for seed in range(400):
        random, office = Random(seed), Office()
        validating = [office.ines, office.claire, office.paul]
        names = random.sample(validating, random.randint(1, 2))
        office.ines.says(naming(*names))
        for one in office.others:
            one.reads(office.ines)
        asked, answers = office.hugo.asks(), list[Event]()
        for _ in range(random.randint(1, 6)):
            instead_of = tuple(random.sample(answers, random.randint(0, len(answers))))
            outcome = random.choice((Outcome.APPROVE, Outcome.APPROVE, Outcome.CORRECT, Outcome.REJECT))
            by = random.choice(validating)
            answers.append(
                by.answers(asked, outcome, *((0,) if outcome is Outcome.APPROVE else ()), instead_of=instead_of)
            )
        events = [*office.events]
        random.shuffle(events)
        found = fold(events, team=TEAM, root=office.ines.key).cases[CASE]
        decided += found.approved is not None
        assert found.approved is None or found.approved.person in {one.person for one in names}
    assert decided > 50
