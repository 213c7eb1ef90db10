"""A workspace put back from a copy: it knows neither what it signed since, nor what left since."""

import shutil

import pytest

from cm_desktop.domain.actions import ActionKind, Escalate
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.comments import CommentRef, RemoteId
from cm_desktop.domain.errors import Trouble
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Triage
from cm_desktop.engine.keeping.recovery import Recovery
from tests.engine.port import FakeClock, FakePlatform
from tests.engine.supervision.people import AT_ONCE, People, Person, put_request, triage


def put_back(people: People, person: Person) -> Person:
    """The copy takes the place of the workspace, and the desk is opened again; the keyring is as it was."""
    person.desk.close()
    recovery = Recovery(people.home / person.name, people.clock)
    copy = next(copy for copy in recovery.copies()[1:] if copy.whole)
    recovery.restore(copy)
    again = people.comes(person.name, person.vault)
    again.team = person.team
    return again


@pytest.fixture
def restored(two: tuple[Person, Person], comment: CommentRef, people: People, clock: FakeClock) -> tuple[Person, str]:
    """Copied once somebody was asked; then it was approved and sent; then the copy was put back, out of the folder's reach."""
    moderator, supervisor = two
    case = moderator.ask(comment, "Un.")
    moderator.desk.keep_house()
    supervisor.approve(case)
    moderator.desk.send()
    assert people.platform.writes == [(ActionKind.REPLY, "c1")]
    assert supervisor.see(case).state is CaseState.SENT
    people.take_away()
    return put_back(people, moderator), case


def test_nothing_is_signed_until_what_was_signed_is_read_again(
    restored: tuple[Person, str], people: People, platform: FakePlatform, clock: FakeClock
) -> None:
    moderator, _case = restored
    other = platform.post("c2", "Bonjour.")
    moderator.desk.sync()
    moderator.scan()
    assert moderator.desk.supervision.teams.status(moderator.team).unread
    name = put_request(moderator, other)
    entry = moderator.desk.inbox.entry(name)
    assert (entry.state, entry.trouble and entry.trouble.facts) == (State.QUEUED, {"reason": "unread"})

    people.bring_back()
    moderator.scan()
    clock.pass_(minutes=2)
    moderator.scan()
    assert not moderator.desk.supervision.teams.status(moderator.team).unread
    assert moderator.desk.inbox.entry(name).state is State.SENT
    for person in people.everybody[1:]:
        if person.team == moderator.team and person.desk.folder.exists():
            person.scan()
    views = {view.case.id: view.state for view in people.everybody[1].desk.supervision.all()}
    assert sorted(views.values()) == [CaseState.SENT, CaseState.SUBMITTED]


def test_what_left_since_the_copy_does_not_leave_again(
    restored: tuple[Person, str], people: People, platform: FakePlatform
) -> None:
    moderator, case = restored
    moderator.desk.send()
    people.bring_back()
    moderator.desk.send()
    moderator.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]
    view = next(view for view in moderator.desk.supervision.all() if view.case.id == case)
    assert view.state is CaseState.SENT


def test_a_request_that_was_made_before_the_copy_came_back_is_not_made_again(
    two: tuple[Person, Person], comment: CommentRef, people: People
) -> None:
    """Its case is over: released, the row has nothing left to ask, and does not try for ever."""
    moderator, supervisor = two
    name = moderator.desk.acts.do(comment, Escalate("Bonjour."), delay=AT_ONCE).result().entries[0]
    moderator.desk.keep_house()
    moderator.scan()
    case = CaseId(moderator.desk.inbox.entry(name).remote_id or "")
    moderator.desk.supervision.withdraw(case)
    again = put_back(people, moderator)
    again.scan()
    again.scan()
    assert again.desk.inbox.entry(name).state is State.HELD
    again.desk.acts.release(name).result()
    again.scan()
    entry = again.desk.inbox.entry(name)
    assert (entry.state, entry.remote_id) == (State.SENT, RemoteId(case))
    view = supervisor.see(case)
    assert (view.state, len(view.versions)) == (CaseState.WITHDRAWN, 1)
    assert triage(again, comment) is Triage.TODO


def test_a_folder_put_back_by_hand_signs_no_number_twice(
    two: tuple[Person, Person], comment: CommentRef, people: People, platform: FakePlatform, clock: FakeClock
) -> None:
    """Whoever puts the whole folder back says nothing to the program: the keyring knows better."""
    moderator, supervisor = two
    folder = people.home / "Camille"
    moderator.desk.close()
    before = people.home / "copied by hand"
    shutil.copytree(folder, before)
    moderator = people.comes("Camille", moderator.vault)
    case = moderator.ask(comment)
    supervisor.scan()
    people.take_away()
    moderator.desk.close()
    shutil.rmtree(folder)
    before.rename(folder)
    again = people.comes("Camille", moderator.vault)
    name = put_request(again, comment, "Autre chose.")
    trouble = again.desk.inbox.entry(name).trouble
    assert trouble is not None
    assert trouble.facts == {"reason": "unread"}
    people.bring_back()
    again.scan()
    clock.pass_(minutes=2)
    again.scan()
    assert again.desk.inbox.entry(name).state is State.SENT
    assert [
        proposal for version in supervisor.see(case).versions if version.asked for proposal in version.asked.proposals
    ]
    known = supervisor.desk.supervision.teams.one(supervisor.team)
    assert len(known.members) == 2


def test_what_a_team_of_one_approved_is_held_at_once_and_can_be_asked_again(
    people: People, platform: FakePlatform, clock: FakeClock
) -> None:
    """Nobody carries what it signed since the copy: it will never be read again."""
    moderator, ref = people.moderator(), platform.post("c1", "Quel escroc !")
    moderator.desk.sync()
    case = moderator.ask(ref)
    moderator.desk.supervision.declare_elsewhere(case, Outcome.APPROVE, person="X", message="Oui", choice=0)
    clock.pass_(hours=1)
    moderator.desk.keep_house()
    again = put_back(people, moderator)
    (row,) = again.rows()
    again.desk.acts.release(row.id).result()
    again.desk.send()
    (row,) = again.rows()
    assert (row.state, row.trouble) == (State.HELD, Trouble("NotValidated", {"reason": "missing"}))
    calls = platform.calls
    clock.pass_(hours=1)
    again.desk._push.run()
    assert (platform.calls, platform.writes) == (calls, [])

    again.desk.acts.drop(row.id).result()
    anew = again.ask(ref)
    again.desk.supervision.declare_elsewhere(anew, Outcome.APPROVE, person="X", message="Oui", choice=0)
    again.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]


def test_what_was_approved_in_a_folder_out_of_reach_waits_for_it(
    two: tuple[Person, Person], comment: CommentRef, people: People, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    supervisor.approve(moderator.ask(comment))
    moderator.scan()
    moderator.desk.keep_house()
    people.take_away()
    again = put_back(people, moderator)
    (row,) = again.rows()
    again.desk.acts.release(row.id).result()
    again.desk._push.run()
    assert [held.trouble for held in again.rows()] == [Trouble("NotValidated", {"reason": "unreachable"})]
    people.bring_back()
    again.desk.send()
    again.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]
