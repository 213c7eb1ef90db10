"""Two answers that contradict each other: nothing leaves until somebody decides, and never who asked."""

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.people import Level, Role
from cm_desktop.domain.approvals.terms import Terms
from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import CaseMoved, NotEntitled
from tests.engine.port import FakePlatform
from tests.engine.supervision.pasted import answered
from tests.engine.supervision.people import People, Person

DECLARED = Terms(others=("Deux.",), level=Level.DECLARED)


def note(person: Person, case: CaseId, outcome: Outcome, choice: int | None = None) -> CaseView:
    return person.desk.supervision.declare_elsewhere(
        case, outcome, person="Mme Vidal", message="Finalement.", choice=choice
    )


def contradicted(person: Person, comment: CommentRef) -> CaseId:
    """The page said one text, somebody on the telephone another."""
    case = person.ask(comment, "Un.", terms=DECLARED)
    person.desk.supervision.declare(case, answered(person.desk.supervision.page(case), "V2"))
    assert note(person, case, Outcome.APPROVE, 0).state is CaseState.CONFLICT
    return case


@pytest.fixture
def alone(people: People) -> Person:
    return people.moderator()


@pytest.fixture
def asked(alone: Person, platform: FakePlatform) -> CommentRef:
    ref = platform.post("c1", "Quel escroc !")
    alone.desk.sync()
    return ref


def texts(platform: FakePlatform) -> list[str]:
    return [reply.text for _, reply in platform.replies]


def test_nothing_leaves_while_two_declared_answers_contradict_each_other(
    alone: Person, asked: CommentRef, platform: FakePlatform
) -> None:
    case = contradicted(alone, asked)
    alone.desk.send()
    assert (alone.see(case).state, texts(platform)) == (CaseState.CONFLICT, [])


def test_who_asked_cannot_settle_it_themselves(two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, _ = two
    case = contradicted(moderator, comment)
    for outcome in (Outcome.APPROVE, Outcome.REJECT):
        with pytest.raises(NotEntitled) as refused:
            moderator.say(case, outcome, choice=0, reason="Non.")
        assert refused.value.reason == "own"
    assert moderator.see(case).state is CaseState.CONFLICT


def test_who_validates_settles_it_with_a_signature(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = contradicted(moderator, comment)
    assert supervisor.approve(case, choice=1).state is CaseState.APPROVED
    view = moderator.see(case)
    assert (view.state, view.level) == (CaseState.APPROVED, Level.SIGNED)
    moderator.desk.send()
    assert texts(platform) == ["Deux."]


def test_alone_somebody_is_asked_once_more_and_their_word_settles_it(
    alone: Person, asked: CommentRef, platform: FakePlatform
) -> None:
    case = contradicted(alone, asked)
    view = note(alone, case, Outcome.APPROVE, 0)
    assert view.decision is not None
    assert (view.state, view.level, view.decision.who) == (CaseState.APPROVED, Level.DECLARED, "Mme Vidal")
    assert len(view.case.earlier) == 2
    alone.desk.send()
    assert texts(platform) == ["Un."]


def test_a_refusal_is_not_settled_away_by_what_is_declared_next(
    alone: Person, asked: CommentRef, platform: FakePlatform
) -> None:
    case = alone.ask(asked, "Un.", terms=DECLARED)
    note(alone, case, Outcome.REJECT)
    with pytest.raises(CaseMoved, match="rejected"):
        note(alone, case, Outcome.APPROVE, 0)
    assert alone.see(case).state is CaseState.REJECTED
    alone.desk.send()
    assert texts(platform) == []


def test_what_is_declared_does_not_settle_what_two_signed(
    people: People, two: tuple[Person, Person], comment: CommentRef
) -> None:
    moderator, supervisor = two
    other = people.comes("Paul")
    people.joins(other, moderator, Role.SUPERVISOR)
    case = moderator.ask(comment, "Un.", terms=DECLARED)
    supervisor.scan()
    other.scan()
    supervisor.say(case, Outcome.APPROVE, choice=0)
    other.say(case, Outcome.APPROVE, choice=1)
    assert moderator.see(case).state is CaseState.CONFLICT
    assert note(moderator, case, Outcome.APPROVE, 0).state is CaseState.CONFLICT
