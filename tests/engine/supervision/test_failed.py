"""What the page refused is told as such to those who validated it, and what is in doubt is told to nobody."""

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Failed, Outcome, WhyFailed, WhyWithdrawn
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import CmDesktopError, Forbidden, Gone, Invalid, Offline, Transient
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Triage
from tests.engine.port import LOST, FakeClock, FakePlatform, Fault
from tests.engine.supervision.people import Person, triage


def told(person: Person) -> list[WhyFailed]:
    """What this person's team was told of failures."""
    events = person.desk.supervision._records.known(person.team).events.values()
    return [event.body.why for event in events if isinstance(event.body, Failed)]


def sends(moderator: Person, platform: FakePlatform, *faults: Fault) -> None:
    platform.faults += faults
    moderator.desk.send()
    moderator.scan()


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (Forbidden("moderate"), WhyFailed.FORBIDDEN),
        (Invalid("too long"), WhyFailed.REFUSED),
        (Gone(), WhyFailed.GONE),
    ],
)
def test_both_sides_see_that_the_page_refused_it(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, error: CmDesktopError, why: WhyFailed
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    sends(moderator, platform, Fault(error))
    for person in two:
        view = person.see(case)
        assert (view.state, view.case.failed) == (CaseState.FAILED, why)
    trouble = moderator.see(case).trouble
    assert trouble is not None
    assert trouble.name == type(error).__name__
    assert told(supervisor) == [why]
    moderator.scan()
    assert told(moderator) == [why], "said once"


def test_what_is_in_doubt_is_said_to_have_failed_by_nobody(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    sends(moderator, platform, Fault(LOST))
    for _ in range(5):
        clock.pass_(minutes=10)
        sends(moderator, platform)
    (row,) = moderator.rows()
    assert row.state is State.UNCERTAIN
    assert supervisor.see(case).state is CaseState.SENDING
    assert told(supervisor) == []


@pytest.mark.parametrize("error", [Offline(), Transient()])
def test_what_will_be_tried_again_by_itself_has_not_failed(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, error: CmDesktopError
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    sends(moderator, platform, Fault(error))
    assert supervisor.see(case).state is CaseState.SENDING
    assert told(supervisor) == []


def test_what_failed_and_is_dropped_is_withdrawn(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    sends(moderator, platform, Fault(Forbidden("moderate")))
    (row,) = moderator.rows()
    moderator.desk.acts.drop(row.id).result()
    moderator.scan()
    view = supervisor.see(case)
    assert (view.state, view.withdrawn) == (CaseState.WITHDRAWN, WhyWithdrawn.BY_AUTHOR)
    assert triage(moderator, comment) is Triage.TODO


def test_what_failed_may_be_refused_and_is_not_tried_again(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    sends(moderator, platform, Fault(Forbidden("moderate")))
    supervisor.answer(case, Outcome.REJECT, reason="Laissons.")
    moderator.scan()
    assert moderator.rows() == ()
    assert supervisor.see(case).state is CaseState.REJECTED


def test_what_failed_may_be_asked_again_with_another_text(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, "Un.")
    supervisor.approve(case)
    sends(moderator, platform, Fault(Invalid("too long")))
    assert moderator.ask(comment, "Deux.") == case
    supervisor.approve(case)
    sends(moderator, platform)
    assert [reply.text for _, reply in platform.replies] == ["Deux."]
    assert supervisor.see(case).state is CaseState.SENT
