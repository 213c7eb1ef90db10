"""What was approved and then done by hand, on a page that no program may write on: who decided it is kept, and told."""

from dataclasses import replace

import pytest

from cm_desktop.cli.case_forms import case_form
from cm_desktop.domain.actions import ActionKind, Repeat
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome, Sending, Sent
from cm_desktop.domain.approvals.people import Level, Role
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import CaseMoved, NotValidated
from cm_desktop.domain.outbox import Addressee
from tests.engine.port import CLIENT, FakeClock, FakePlatform
from tests.engine.supervision.people import People, Person


@pytest.fixture
def asked(two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform) -> CaseId:
    platform.caps = replace(platform.caps, acts={**platform.caps.acts, ActionKind.REPLY: Repeat.BY_HAND})
    return two[0].ask(comment)


def do_by_hand(person: Person) -> None:
    """And say so."""
    (row,) = [waiting.entry for waiting in person.desk.inbox.waiting(addressee=Addressee.HAND)]
    person.desk.acts.confirm(row.id).result()


def deeds(person: Person, case: CaseId) -> list[type[object]]:
    """What was said of its leaving, in order."""
    known = person.desk.supervision._records.known(person.team)
    said = [type(event.body) for event in known.events.values() if event.case == case]
    return [kind for kind in said if kind in (Sending, Sent)]


def test_who_decided_is_kept_and_told_at_both(two: tuple[Person, Person], asked: CaseId) -> None:
    moderator, supervisor = two
    supervisor.approve(asked)
    moderator.scan()
    do_by_hand(moderator)
    for person in two:
        view = person.see(asked)
        assert view.decision is not None
        assert (view.state, view.level, view.decision.who) == (CaseState.SENT, Level.SIGNED, "Dominique")
        assert view.decision.text == "Bonjour."
        assert case_form(view, person.desk.clock.now())["answers"][0]["who"] == "Dominique"
    assert "Dominique" in moderator.desk.supervision.fiche(asked).decode()


def test_it_is_said_once(two: tuple[Person, Person], asked: CaseId) -> None:
    moderator, supervisor = two
    supervisor.approve(asked)
    moderator.scan()
    do_by_hand(moderator)
    for _ in range(3):
        moderator.scan()
    assert deeds(moderator, asked) == [Sending, Sent]


def test_a_refusal_that_comes_once_it_is_done_came_too_late(two: tuple[Person, Person], asked: CaseId) -> None:
    moderator, supervisor = two
    supervisor.approve(asked)
    moderator.scan()
    supervisor.say(asked, Outcome.REJECT, reason="Finalement non.")
    do_by_hand(moderator)
    view = moderator.see(asked)
    assert view.decision is not None
    assert (view.state, view.case.late_objection, view.decision.outcome) == (CaseState.SENT, True, Outcome.APPROVE)


def test_what_is_done_is_not_taken_back(two: tuple[Person, Person], asked: CaseId) -> None:
    moderator, supervisor = two
    supervisor.approve(asked)
    moderator.scan()
    do_by_hand(moderator)
    with pytest.raises(CaseMoved) as refused:
        moderator.desk.supervision.withdraw(asked)
    assert refused.value.reason == "done"
    assert [person.see(asked).state for person in two] == [CaseState.SENT] * 2


def test_what_is_not_done_yet_is_taken_back(two: tuple[Person, Person], asked: CaseId) -> None:
    """The control of the one above."""
    moderator, supervisor = two
    supervisor.approve(asked)
    moderator.scan()
    assert moderator.desk.supervision.withdraw(asked).state is CaseState.WITHDRAWN
    assert moderator.desk.inbox.waiting(addressee=Addressee.HAND) == ()


def test_what_is_refused_before_it_is_done_is_nobodys_decision_to_send(
    two: tuple[Person, Person], asked: CaseId
) -> None:
    """The control of the one above."""
    moderator, supervisor = two
    supervisor.approve(asked)
    moderator.scan()
    supervisor.say(asked, Outcome.REJECT, reason="Finalement non.")
    assert moderator.see(asked).state is CaseState.REJECTED
    assert deeds(moderator, asked) == []


@pytest.mark.parametrize(("outcome", "text"), [(Outcome.CORRECT, "Autrement."), (Outcome.REJECT, "")])
def test_whatever_is_answered_while_it_is_done_comes_too_late(
    two: tuple[Person, Person], asked: CaseId, outcome: Outcome, text: str
) -> None:
    moderator, supervisor = two
    supervisor.approve(asked)
    moderator.scan()
    supervisor.say(asked, outcome, text=text, reason="Finalement.")
    do_by_hand(moderator)
    for person in two:
        view = person.see(asked)
        assert view.decision is not None
        assert (view.state, view.decision.outcome, view.decision.text) == (CaseState.SENT, Outcome.APPROVE, "Bonjour.")


def refused(person: Person) -> str:
    """Why what was done cannot be said to be; it waits as before."""
    with pytest.raises(NotValidated) as why:
        do_by_hand(person)
    assert len(person.desk.inbox.waiting(addressee=Addressee.HAND)) == 1
    return why.value.reason


def test_what_is_not_approved_as_its_client_wants_by_now_is_not_confirmed(
    two: tuple[Person, Person], asked: CaseId
) -> None:
    moderator, _ = two
    moderator.desk.supervision.declare_elsewhere(asked, Outcome.APPROVE, choice=0, person="Claire", message="Oui.")
    moderator.scan()
    moderator.desk.supervision.teams.set_policy(CLIENT.id, Policy(demands=(Demand(level=Level.SIGNED),)))
    assert refused(moderator) == "level"
    moderator.desk.supervision.teams.set_policy(CLIENT.id, Policy())
    do_by_hand(moderator)
    assert moderator.see(asked).state is CaseState.SENT


def test_what_is_approved_by_nobody_whom_its_client_names_by_now_is_not_confirmed(
    two: tuple[Person, Person], people: People, asked: CaseId
) -> None:
    moderator, supervisor = two
    supervisor.approve(asked)
    paul = people.comes("Paul")
    people.joins(paul, moderator, Role.SUPERVISOR)
    moderator.scan()
    me = paul.desk.supervision.teams.one(paul.team).me
    assert me is not None
    demand = Demand(level=Level.SIGNED, by=frozenset({me.person}))
    moderator.desk.supervision.teams.set_policy(CLIENT.id, Policy(demands=(demand,)))
    assert refused(moderator) == "person"


def test_what_was_approved_is_not_confirmed_while_nobody_could_read_a_refusal(
    two: tuple[Person, Person], people: People, asked: CaseId, clock: FakeClock
) -> None:
    moderator, supervisor = two
    supervisor.approve(asked)
    moderator.scan()
    people.take_away()
    clock.pass_(minutes=16)
    assert refused(moderator) == "unreachable"
    people.bring_back()
    moderator.scan()
    do_by_hand(moderator)
    assert moderator.see(asked).state is CaseState.SENT
