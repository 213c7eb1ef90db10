"""What was about to leave and did not is never said to be leaving for ever: it can be refused, asked again, or is over."""

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome, Sending
from cm_desktop.domain.backups import after_restore
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import AuthExpired, Transient, Trouble
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Triage
from tests.engine.port import ACCOUNT, FakeClock, FakePlatform, Fault
from tests.engine.supervision.people import People, Person, triage


@pytest.fixture
def leaving(two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform) -> CaseId:
    """Approved, tried once in vain, to be tried again."""
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    platform.faults.append(Fault(Transient()))
    moderator.desk.send()
    assert supervisor.see(case).state is CaseState.SENDING
    return case


def said_to_leave(person: Person) -> int:
    events = person.desk.supervision._records.known(person.team).events.values()
    return sum(isinstance(event.body, Sending) for event in events)


def test_what_is_held_after_an_attempt_can_be_refused(
    two: tuple[Person, Person], comment: CommentRef, leaving: CaseId, clock: FakeClock
) -> None:
    moderator, supervisor = two
    clock.pass_(hours=25)
    moderator.desk.send()
    assert [row.state for row in moderator.rows()] == [State.HELD]
    assert supervisor.see(leaving).state is CaseState.APPROVED
    supervisor.answer(leaving, Outcome.REJECT, reason="Trop tard.")
    assert moderator.see(leaving).state is CaseState.REJECTED
    assert moderator.rows() == ()
    assert triage(moderator, comment) is Triage.TODO


def test_what_is_held_after_an_attempt_leaves_once_it_is_let_go(
    two: tuple[Person, Person], leaving: CaseId, clock: FakeClock, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    clock.pass_(hours=25)
    moderator.desk.send()
    moderator.desk.acts.release(moderator.rows()[0].id).result()
    moderator.desk.send()
    assert len(platform.replies) == 1
    assert supervisor.see(leaving).state is CaseState.SENT
    assert said_to_leave(supervisor) == 2


def test_what_is_dropped_after_an_attempt_is_over_and_can_be_asked_again(
    two: tuple[Person, Person], comment: CommentRef, leaving: CaseId
) -> None:
    moderator, supervisor = two
    moderator.desk.acts.drop(moderator.rows()[0].id).result()
    moderator.scan()
    assert supervisor.see(leaving).state is CaseState.WITHDRAWN
    again = moderator.ask(comment)
    assert supervisor.approve(again).state is CaseState.APPROVED


def test_what_was_to_leave_on_a_page_that_is_removed_is_over(two: tuple[Person, Person], leaving: CaseId) -> None:
    moderator, supervisor = two
    moderator.desk.accounts.remove(ACCOUNT.id)
    moderator.scan()
    assert supervisor.see(leaving).state is CaseState.WITHDRAWN


def test_what_waits_for_the_page_to_be_connected_again_can_be_refused(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    platform.faults.append(Fault(AuthExpired()))
    moderator.desk.send()
    assert [row.state for row in moderator.rows()] == [State.QUEUED]
    assert supervisor.see(case).state is CaseState.APPROVED
    supervisor.answer(case, Outcome.REJECT, reason="Laissons.")
    moderator.scan()
    moderator.desk.accounts.reconnect(ACCOUNT.id, "jeton")
    moderator.desk.send()
    assert (moderator.rows(), platform.replies) == ((), [])


def test_a_refusal_that_was_on_its_way_stops_the_next_attempt_at_once(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    people.take_away()
    supervisor.say(case, Outcome.REJECT, reason="Finalement non.")
    people.bring_back()
    platform.faults.append(Fault(Transient()))
    moderator.desk.send()
    assert moderator.desk.supervision.case(case).state is CaseState.SENDING
    supervisor.scan()
    moderator.scan()
    view = supervisor.see(case)
    assert (view.state, view.case.late_objection) == (CaseState.REJECTED, False)
    assert moderator.rows() == ()


def test_what_left_since_a_copy_was_made_is_not_said_to_have_stayed(
    two: tuple[Person, Person], leaving: CaseId
) -> None:
    """The row of a copy knows nothing of the attempts since."""
    moderator, supervisor = two
    (row,) = moderator.rows()
    moderator.desk._workspace.change_entry(row, after_restore(row, row.acted_at)).result()
    moderator.scan()
    assert [row.trouble for row in moderator.rows()] == [Trouble("ActRefused", {"reason": "restored"})]
    assert supervisor.see(leaving).state is CaseState.SENDING
    moderator.desk.acts.drop(row.id).result()
    moderator.scan()
    assert supervisor.see(leaving).state is CaseState.SENDING, "given up, and on the page perhaps"
