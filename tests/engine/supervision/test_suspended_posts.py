"""Under a post that is suspended, no request leaves either, and what was approved stays here, which the others are told."""

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.comments import CommentRef, RemoteId
from cm_desktop.domain.errors import Offline
from cm_desktop.domain.outbox import State
from tests.engine.port import FakeClock, FakePlatform, Fault
from tests.engine.supervision.people import Person, put_request


def test_no_request_leaves_until_it_is_lifted(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, _ = two
    elsewhere = platform.post("c2", "Quel scandale !", under=RemoteId("p2"))
    moderator.desk.sync()
    moderator.desk.acts.suspend_post(comment, True).result()
    stays, leaves = put_request(moderator, comment), put_request(moderator, elsewhere)
    assert [moderator.desk.inbox.entry(name).state for name in (stays, leaves)] == [State.QUEUED, State.SENT]
    moderator.desk.acts.suspend_post(comment, False).result()
    moderator.scan()
    assert moderator.desk.inbox.entry(stays).state is State.SENT


def test_what_was_approved_is_told_to_wait_and_leaves_once_it_is_lifted(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    platform.faults = [Fault(Offline())]
    moderator.desk.send()
    assert supervisor.see(case).state is CaseState.SENDING
    moderator.desk.acts.suspend_post(comment, True).result()
    clock.pass_(minutes=10)
    moderator.desk.send()
    assert platform.replies == []
    assert supervisor.see(case).state is CaseState.APPROVED, "no longer said to be leaving"
    moderator.desk.acts.suspend_post(comment, False).result()
    moderator.desk.send()
    assert supervisor.see(case).state is CaseState.SENT
