"""Under a post that is suspended, no request leaves either, and what was approved stays here, which the others are told."""

from collections.abc import Callable
from typing import Any

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Body, CaseId, Event, Request
from cm_desktop.domain.approvals.keeping import Team
from cm_desktop.domain.approvals.people import TeamId
from cm_desktop.domain.approvals.ports import Sheet
from cm_desktop.domain.comments import CommentRef, RemoteId
from cm_desktop.domain.errors import Offline
from cm_desktop.domain.outbox import State
from cm_desktop.engine.supervision.pen import Pen
from tests.engine.port import FakeClock, FakePlatform, Fault
from tests.engine.supervision.people import Person, put_request
from tests.engine.supervision.test_races import Happens, suspends_all, suspends_the_post


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


def lifted(moderator: Person, ref: CommentRef) -> None:
    moderator.desk.acts.suspend(False).result()
    moderator.desk.acts.suspend_post(ref, False).result()


def while_it_is_published(patch: pytest.MonkeyPatch, moderator: Person, happens: Callable[[], object]) -> None:
    """A folder on a network drive takes its time."""
    pen = moderator.desk.supervision.gate._pen
    publish = pen._publish

    def slowly(team: Team, sheets: tuple[Sheet, ...]) -> None:
        patch.setattr(pen, "_publish", publish)
        publish(team, sheets)
        happens()

    patch.setattr(pen, "_publish", slowly)


@pytest.mark.parametrize("suspends", [suspends_all, suspends_the_post])
def test_what_is_suspended_while_the_others_are_told_that_it_leaves_stays_as_it_was(
    two: tuple[Person, Person],
    comment: CommentRef,
    platform: FakePlatform,
    monkeypatch: pytest.MonkeyPatch,
    suspends: Happens,
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    moderator.scan()
    before = moderator.rows()
    while_it_is_published(monkeypatch, moderator, lambda: suspends(moderator, case, comment))
    moderator.desk._push.run()
    assert moderator.desk.supervision.case(case).state is CaseState.SENDING, "control: they were told"
    assert (moderator.rows(), platform.writes) == (before, [])
    moderator.scan()
    assert supervisor.see(case).state is CaseState.APPROVED, "no longer said to be leaving"
    lifted(moderator, comment)
    moderator.desk.send()
    assert supervisor.see(case).state is CaseState.SENT
    assert len(platform.writes) == 1


def before_it_is_signed(patch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    sign = Pen.sign

    def late(pen: Pen, team: TeamId, body: Body, **named: Any) -> Event:
        if isinstance(body, Request):
            patch.setattr(Pen, "sign", sign)
            happens()
        return sign(pen, team, body, **named)

    patch.setattr(Pen, "sign", late)


@pytest.mark.parametrize("suspends", [suspends_all, suspends_the_post])
def test_a_request_is_suspended_until_the_moment_at_which_it_is_signed(
    two: tuple[Person, Person], comment: CommentRef, monkeypatch: pytest.MonkeyPatch, suspends: Happens
) -> None:
    moderator, supervisor = two
    before_it_is_signed(monkeypatch, lambda: suspends(moderator, CaseId(""), comment))
    name = put_request(moderator, comment)
    supervisor.scan()
    assert moderator.desk.inbox.entry(name).state is State.QUEUED
    assert supervisor.desk.supervision.waiting() == ()
    lifted(moderator, comment)
    moderator.scan()
    supervisor.scan()
    assert moderator.desk.inbox.entry(name).state is State.SENT
    assert len(supervisor.desk.supervision.waiting()) == 1
