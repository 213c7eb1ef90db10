"""Nothing leaves that nobody approved: the folder is read once more before each send, and a late word counts."""

from collections.abc import Collection
from typing import Any

import pytest

from cm_desktop.domain.actions import ActionKind, WriteReply
from cm_desktop.domain.approvals import gate as rule
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Body, CaseId, Event, Outcome, Sending
from cm_desktop.domain.approvals.keeping import Team
from cm_desktop.domain.approvals.people import Level, Role, TeamId
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.approvals.ports import Sheet
from cm_desktop.domain.comments import Comment, CommentRef
from cm_desktop.domain.errors import ActRefused, EntryMoved, Trouble
from cm_desktop.domain.outbox import Entry, State
from cm_desktop.domain.verdicts import Category
from cm_desktop.engine.concerns import categories
from cm_desktop.engine.supervision import gate as gate_module
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.rounds import Rounds
from cm_desktop.engine.workroom import Workroom
from tests.engine.port import CLIENT, FakeClock, FakePlatform
from tests.engine.supervision.people import AT_ONCE, People, Person

SIGNED_REPLIES = Policy(demands=(Demand(level=Level.SIGNED, acts=frozenset({ActionKind.REPLY})),))


def only_row(person: Person) -> Entry:
    (row,) = person.rows()
    return row


def approved_and_queued(two: tuple[Person, Person], comment: CommentRef) -> CaseId:
    """What was approved lies in the outbox, and nobody looked into the folder since."""
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    moderator.scan()
    assert only_row(moderator).state is State.QUEUED
    return case


def send_only(person: Person) -> None:
    """What the sending worker does, the folder not being read by any other."""
    person.desk._push.run()


def test_a_refusal_that_came_after_the_last_look_stops_the_send(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    case = approved_and_queued(two, comment)
    moderator, supervisor = two
    supervisor.say(case, Outcome.REJECT, reason="Non.")
    send_only(moderator)
    assert platform.writes == []
    assert only_row(moderator).trouble == Trouble("NotValidated", {"reason": "rejected"})


def test_without_a_last_look_it_would_slip_through(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above."""
    case = approved_and_queued(two, comment)
    moderator, supervisor = two
    supervisor.say(case, Outcome.REJECT, reason="Non.")
    monkeypatch.setattr(Rounds, "go", lambda *_: True)
    send_only(moderator)
    assert platform.writes == [(ActionKind.REPLY, "c1")]


def test_what_comes_between_the_question_and_the_claim_stops_the_claim(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = approved_and_queued(two, comment)
    moderator, supervisor = two
    ask = rule.may_send

    def while_it_is_weighed(*given: object, **named: object) -> object:
        why = ask(*given, **named)  # type: ignore[arg-type]
        monkeypatch.setattr(gate_module, "may_send", ask)
        supervisor.say(case, Outcome.REJECT, reason="Non.")
        moderator.scan_only()
        return why

    monkeypatch.setattr(gate_module, "may_send", while_it_is_weighed)
    send_only(moderator)
    assert platform.writes == []
    assert only_row(moderator).state is State.QUEUED
    send_only(moderator)
    assert only_row(moderator).trouble == Trouble("NotValidated", {"reason": "rejected"})


def test_a_refusal_that_is_read_before_the_sending_is_signed_stops_both(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = approved_and_queued(two, comment)
    moderator, supervisor = two
    sign = Pen.sign

    def meanwhile(pen: Pen, team: TeamId, body: Body, **named: Any) -> Event:
        if isinstance(body, Sending):
            monkeypatch.setattr(Pen, "sign", sign)
            supervisor.say(case, Outcome.REJECT, reason="Non.")
            moderator.scan_only()
        return sign(pen, team, body, **named)

    monkeypatch.setattr(Pen, "sign", meanwhile)
    send_only(moderator)
    assert platform.writes == []
    assert only_row(moderator).state is State.QUEUED
    assert supervisor.see(case).state is CaseState.REJECTED, "it was never said to be about to leave"


def test_a_refusal_that_is_read_while_the_others_are_told_stops_the_write(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = approved_and_queued(two, comment)
    moderator, supervisor = two
    pen = moderator.desk.supervision.gate._pen
    publish = pen._publish

    def slowly(team: Team, sheets: tuple[Sheet, ...]) -> None:
        monkeypatch.setattr(pen, "_publish", publish)
        publish(team, sheets)
        supervisor.say(case, Outcome.REJECT, reason="Non.")
        moderator.scan_only()

    monkeypatch.setattr(pen, "_publish", slowly)
    send_only(moderator)
    assert platform.writes == []
    assert only_row(moderator).trouble == Trouble("NotValidated", {"reason": "rejected"})


def test_a_row_that_was_read_before_the_last_event_does_not_move(
    two: tuple[Person, Person], comment: CommentRef
) -> None:
    approved_and_queued(two, comment)
    moderator, _ = two
    row = only_row(moderator)
    with pytest.raises(EntryMoved):
        moderator.desk._workspace.change_entry(row, row, as_of={moderator.team: 1}).result()


def test_a_folder_out_of_reach_for_a_quarter_of_an_hour_holds_what_was_signed(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    approved_and_queued(two, comment)
    moderator, _ = two
    people.take_away()
    clock.pass_(minutes=16)
    send_only(moderator)
    assert platform.writes == []
    held = only_row(moderator)
    assert (held.state, held.trouble) == (State.HELD, Trouble("NotValidated", {"reason": "unreachable"}))
    trouble = moderator.desk.supervision.teams.status(moderator.team).trouble
    assert trouble is not None
    assert trouble.name == "CarrierError"
    people.bring_back()
    moderator.desk.send()
    moderator.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]


def test_a_folder_out_of_reach_for_a_moment_keeps_nothing_back(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    approved_and_queued(two, comment)
    moderator, supervisor = two
    people.take_away()
    clock.pass_(minutes=10)
    send_only(moderator)
    assert platform.writes == [(ActionKind.REPLY, "c1")]
    people.bring_back()
    moderator.scan()
    case = moderator.desk.supervision.all()[0].case
    assert supervisor.see(case.id).state is CaseState.SENT


def test_a_policy_refuses_what_a_moderator_types(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, _ = two
    moderator.desk.supervision.teams.set_policy(CLIENT.id, SIGNED_REPLIES)
    with pytest.raises(ActRefused) as refused:
        moderator.desk.acts.do(comment, WriteReply("Bonjour."), delay=AT_ONCE)
    assert refused.value.reason == "needs_validation"
    assert moderator.rows() == ()


def test_a_policy_holds_what_was_queued_before_it(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, _ = two
    moderator.desk.acts.do(comment, WriteReply("Bonjour."), delay=AT_ONCE).result()
    moderator.desk.supervision.teams.set_policy(CLIENT.id, SIGNED_REPLIES)
    send_only(moderator)
    assert platform.writes == []
    assert only_row(moderator).trouble == Trouble("NotValidated", {"reason": "missing"})


def test_a_client_without_a_policy_is_the_moderators_alone(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, _ = two
    moderator.desk.acts.do(comment, WriteReply("Bonjour."), delay=AT_ONCE).result()
    send_only(moderator)
    assert platform.writes == [(ActionKind.REPLY, "c1")]


def test_a_revoked_device_approves_nothing_more(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.see(case)
    key = supervisor.desk.supervision.teams.one(supervisor.team).key
    moderator.desk.supervision.teams.revoke(moderator.team, key)
    people.take_away()
    supervisor.say(case, Outcome.APPROVE, choice=0)
    people.bring_back()
    supervisor.scan()
    moderator.desk.send()
    assert platform.writes == []
    assert moderator.see(case).state is CaseState.SUBMITTED


def test_a_locked_keyring_keeps_the_act_back_and_loses_nothing(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    approved_and_queued(two, comment)
    moderator, _ = two
    moderator.vault.sealed = True
    send_only(moderator)
    assert platform.writes == []
    assert only_row(moderator).state is State.QUEUED
    moderator.vault.sealed = False
    clock.pass_(hours=2)
    moderator.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]


def test_a_second_owner_may_be_who_validates(people: People, platform: FakePlatform) -> None:
    moderator, owner = people.moderator(), people.comes("Dominique")
    people.founded(owner)
    people.joins(moderator, owner, Role.MODERATOR)
    moderator.desk.supervision.teams.work_for(moderator.team, [CLIENT.id])
    ref = platform.post("c1", "Quel escroc !")
    moderator.desk.sync()
    case = moderator.ask(ref)
    owner.approve(case)
    moderator.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]


@pytest.mark.parametrize(("acts", "asks"), [(None, False), ({ActionKind.HIDE}, False), ({ActionKind.REPLY}, True)])
def test_what_a_comment_is_about_is_looked_for_only_where_the_client_wants_something_of_that_act(
    two: tuple[Person, Person],
    comment: CommentRef,
    platform: FakePlatform,
    monkeypatch: pytest.MonkeyPatch,
    acts: set[ActionKind] | None,
    asks: bool,
) -> None:
    """A thousand that leave at once ask the database nothing that makes no difference."""
    approved_and_queued(two, comment)
    asked = list[CommentRef]()

    def counted(room: Workroom, about: Comment, found: Collection[Category]) -> frozenset[Category] | None:
        asked.append(about.ref)
        return categories(room, about, found)

    monkeypatch.setattr(gate_module, "categories", counted)
    if acts is not None:
        demand = Demand(level=Level.SIGNED, acts=frozenset(acts), categories=frozenset({Category.THREAT}))
        two[0].desk.supervision.teams.set_policy(CLIENT.id, Policy(demands=(demand,)))
    send_only(two[0])
    assert len(platform.writes) == 1
    assert bool(asked) is asks
