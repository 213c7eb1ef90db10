"""What is declared for somebody: a refusal is heard as long as nothing left, and nobody is declared to approve their own."""

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import CaseMoved, NotEntitled, Transient
from tests.engine.port import FakeClock, FakePlatform, Fault
from tests.engine.supervision.people import Person


@pytest.fixture
def waiting(two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform) -> CaseId:
    """Approved, tried once, and waiting for another attempt."""
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    moderator.scan()
    platform.faults = [Fault(Transient())]
    moderator.desk._push.run()
    assert (moderator.desk.supervision.case(case).state, len(platform.replies)) == (CaseState.SENDING, 0)
    return case


def test_a_refusal_by_telephone_stops_what_waits_for_another_attempt(
    two: tuple[Person, Person], waiting: CaseId, platform: FakePlatform, clock: FakeClock
) -> None:
    moderator, _ = two
    moderator.desk.supervision.declare_elsewhere(waiting, Outcome.REJECT, person="Dominique", message="Surtout pas.")
    clock.pass_(hours=1)
    moderator.desk.send()
    assert (len(platform.replies), moderator.see(waiting).state) == (0, CaseState.REJECTED)


@pytest.mark.parametrize("outcome", [Outcome.APPROVE, Outcome.CORRECT])
def test_nothing_else_is_declared_of_it(two: tuple[Person, Person], waiting: CaseId, outcome: Outcome) -> None:
    moderator, _ = two
    with pytest.raises(CaseMoved) as refused:
        moderator.desk.supervision.declare_elsewhere(
            waiting, outcome, choice=0, text="Autrement.", person="Dominique", message="D'accord."
        )
    assert refused.value.reason == "sent"


def test_without_it_that_attempt_is_made(
    two: tuple[Person, Person], waiting: CaseId, platform: FakePlatform, clock: FakeClock
) -> None:
    """The control."""
    clock.pass_(hours=1)
    two[0].desk.send()
    assert len(platform.replies) == 1


@pytest.mark.parametrize("name", ["Camille", " camille ", "Cam\u200bille", "Ca\u00admille\ufe0f", "Ｃamille"])
def test_nobody_is_declared_to_have_approved_what_they_asked(
    two: tuple[Person, Person], comment: CommentRef, name: str
) -> None:
    moderator, _ = two
    case = moderator.ask(comment)
    with pytest.raises(NotEntitled) as refused:
        moderator.desk.supervision.declare_elsewhere(case, Outcome.APPROVE, choice=0, person=name, message="Oui.")
    assert refused.value.reason == "own"
    view = moderator.desk.supervision.declare_elsewhere(case, Outcome.REJECT, person=name, message="Non, finalement.")
    assert view.state is CaseState.REJECTED
