"""Each decision is acted upon once, whoever looks, however often, and whatever happens on the way."""

from datetime import timedelta

import pytest

from cm_desktop.domain.actions import ActionKind, Capabilities, Repeat, TextLimit
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Failed, Outcome, Sending, Sent
from cm_desktop.domain.approvals.terms import Terms
from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import Forbidden
from cm_desktop.domain.outbox import Addressee, State
from cm_desktop.domain.queue import Triage
from tests.engine.port import LOST, FakeClock, FakePlatform, Fault
from tests.engine.supervision.people import People, Person, triage


def said(person: Person, kind: type[Sending | Failed | Sent]) -> int:
    """How often this person's device said so."""
    events = person.desk.supervision._records.known(person.team).events.values()
    return sum(isinstance(event.body, kind) for event in events)


def test_two_processes_that_follow_make_one_row(
    two: tuple[Person, Person], comment: CommentRef, people: People, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    second = people.comes("Camille", moderator.vault)
    moderator.scan_only()
    second.scan()
    moderator.scan()
    assert len(moderator.rows()) == 1
    moderator.desk.send()
    second.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]


def test_only_the_device_that_asked_sends(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    supervisor.desk.send()
    assert platform.writes == []
    assert supervisor.rows() == ()


def test_an_answer_that_is_lost_on_the_way_is_found_on_the_page(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    platform.faults.append(Fault(LOST, applied=True))
    moderator.desk.send()
    assert moderator.rows()[0].state is State.UNCERTAIN
    assert supervisor.see(case).state is CaseState.SENDING
    clock.pass_(minutes=5)
    moderator.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]
    assert supervisor.see(case).state is CaseState.SENT
    assert (said(moderator, Sending), said(moderator, Sent)) == (1, 1)


def test_what_a_platform_refused_may_be_tried_again(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    platform.faults.append(Fault(Forbidden("moderate")))
    moderator.desk.send()
    (row,) = moderator.rows()
    assert row.state is State.FAILED
    moderator.desk.acts.release(row.id).result()
    moderator.desk.send()
    assert [reply.text for _, reply in platform.replies] == ["Bonjour."]
    assert (said(moderator, Sending), said(moderator, Failed), said(moderator, Sent)) == (2, 1, 1)
    assert supervisor.see(case).state is CaseState.SENT


def test_what_is_done_by_hand_is_said_to_be_sent_once_it_is_done(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    platform.caps = Capabilities(acts={ActionKind.REPLY: Repeat.BY_HAND}, reply_limit=TextLimit(refuse=200))
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    moderator.scan()
    (row,) = [waiting.entry for waiting in moderator.desk.inbox.waiting(addressee=Addressee.HAND)]
    assert (row.state, row.by_hand) == (State.HELD, True)
    moderator.desk.acts.confirm(row.id).result()
    moderator.scan()
    assert supervisor.see(case).state is CaseState.SENT
    assert platform.writes == []


def test_an_approval_ends_with_its_time_even_on_its_way(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    moderator.scan()
    clock.pass_(hours=72 + 73)
    moderator.desk.send()
    assert platform.writes == []
    assert supervisor.see(case).state is CaseState.EXPIRED
    assert triage(moderator, comment) is Triage.TODO


def test_an_objection_that_comes_too_late_is_shown(
    two: tuple[Person, Person], comment: CommentRef, people: People, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    people.take_away()
    supervisor.say(case, Outcome.REJECT, reason="Finalement non.")
    people.bring_back()
    moderator.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]
    supervisor.scan()
    view = moderator.see(case)
    assert (view.state, view.case.late_objection) == (CaseState.SENT, True)


@pytest.mark.parametrize(("hours", "told"), [(1, False), (6, True), (11, True)])
def test_somebody_is_told_when_half_of_the_time_is_over(
    two: tuple[Person, Person], comment: CommentRef, clock: FakeClock, hours: int, told: bool
) -> None:
    moderator, _ = two
    moderator.ask(comment, terms=Terms(deadline=clock.now() + timedelta(hours=11.5)))
    moderator.scan()
    heard: list[Changes] = []
    moderator.desk.subscribe(heard.append)
    clock.pass_(hours=hours)
    moderator.scan()
    assert any(Change.CASES in changes for changes in heard) is told
