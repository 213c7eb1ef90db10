"""A yes that has to be signed is not taken in as a declared one, which would count for nothing; a no is."""

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import NotEntitled
from tests.engine.port import CLIENT
from tests.engine.supervision.pasted import answered
from tests.engine.supervision.people import Person
from tests.engine.supervision.test_named import name

Two = tuple[Person, Person]


def wanted(owner: Person, level: Level) -> None:
    owner.desk.supervision.teams.set_policy(CLIENT.id, Policy(demands=(Demand(level=level),)))


def pasted(moderator: Person, case: CaseId) -> CaseState:
    supervision = moderator.desk.supervision
    return supervision.declare(case, answered(supervision.page(case), "V1")).state


def test_a_pasted_yes_is_refused_and_its_code_stays_good(two: Two, comment: CommentRef) -> None:
    moderator, supervisor = two
    name(moderator, supervisor)
    case = moderator.ask(comment)
    for _ in range(2):  # not AnswerUnclear("used")
        with pytest.raises(NotEntitled, match="to_sign"):
            pasted(moderator, case)
    assert moderator.see(case).state is CaseState.SUBMITTED
    assert supervisor.approve(case).state is CaseState.APPROVED


def test_where_nobody_has_to_sign_it_is_taken_in(two: Two, comment: CommentRef) -> None:
    """The control."""
    wanted(two[0], Level.DECLARED)
    assert pasted(two[0], two[0].ask(comment, terms=Terms(level=Level.DECLARED))) is CaseState.APPROVED


@pytest.mark.parametrize("outcome", [Outcome.APPROVE, Outcome.CORRECT])
def test_a_yes_that_came_another_way_is_refused_too(two: Two, comment: CommentRef, outcome: Outcome) -> None:
    wanted(two[0], Level.SIGNED)
    case, supervision = two[0].ask(comment), two[0].desk.supervision
    with pytest.raises(NotEntitled, match="to_sign"):
        supervision.declare_elsewhere(case, outcome, choice=0, text="Autrement.", person="Alix", message="Oui.")
    view = supervision.declare_elsewhere(case, Outcome.REJECT, person="Alix", message="Non.")
    assert view.state is CaseState.REJECTED


def test_an_advice_needs_no_signature(two: Two, comment: CommentRef) -> None:
    wanted(two[0], Level.SIGNED)
    case, supervision = two[0].ask(comment, terms=Terms(asks=Asks.ADVICE)), two[0].desk.supervision
    view = supervision.declare_elsewhere(case, Outcome.APPROVE, choice=0, person="Alix", message="Plutôt non.")
    assert len(view.advice) == 1
