"""A device leaves its team: nothing that it asked goes on, nothing that it says counts, the others are told."""

import pytest

from cm_desktop.domain.actions import ActionKind, Escalate, WriteReply
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.people import KeyId, Level, Role
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import ActRefused, CarrierError, NotEntitled
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Triage
from tests.engine.port import CLIENT, LOST, FakePlatform, Fault
from tests.engine.supervision.people import AT_ONCE, People, Person, triage

SIGNED = Policy(demands=(Demand(level=Level.SIGNED, acts=frozenset({ActionKind.REPLY})),))


def key(person: Person) -> KeyId:
    return person.desk.supervision.teams.one(person.team).key


def leaves(person: Person) -> None:
    person.desk.supervision.teams.leave(person.team)


@pytest.fixture
def owner(people: People) -> Person:
    owner = people.comes("Dominique")
    people.founded(owner)
    return owner


@pytest.fixture
def moderator(people: People, owner: Person) -> Person:
    """Works in a team that another one owns."""
    moderator = people.moderator()
    people.joins(moderator, owner, Role.MODERATOR)
    moderator.desk.supervision.teams.work_for(moderator.team, [CLIENT.id])
    return moderator


@pytest.fixture
def comment(moderator: Person, platform: FakePlatform) -> CommentRef:
    ref = platform.post("c1", "Quel escroc !")
    moderator.desk.sync()
    return ref


def test_what_waits_for_an_answer_is_withdrawn(owner: Person, moderator: Person, comment: CommentRef) -> None:
    case = moderator.ask(comment)
    assert [view.case.id for view in owner.desk.supervision.waiting()] == []
    owner.scan()
    assert [view.case.id for view in owner.desk.supervision.waiting()] == [case]
    leaves(moderator)
    owner.scan()
    assert owner.desk.supervision.waiting() == ()
    assert owner.see(case).state is CaseState.WITHDRAWN
    assert triage(moderator, comment) is Triage.TODO


@pytest.mark.parametrize("demanded", [Policy(), SIGNED])
def test_what_was_approved_is_called_back_and_never_leaves(
    owner: Person, moderator: Person, comment: CommentRef, platform: FakePlatform, demanded: Policy
) -> None:
    owner.desk.supervision.teams.set_policy(CLIENT.id, demanded)
    case = moderator.ask(comment)
    owner.approve(case)
    moderator.scan()
    assert [row.state for row in moderator.rows()] == [State.QUEUED]
    leaves(moderator)
    moderator.desk.send()
    assert (moderator.rows(), platform.writes) == ((), [])
    assert owner.see(case).state is CaseState.WITHDRAWN


def test_the_control_what_was_approved_leaves_where_nobody_left(
    owner: Person, moderator: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    owner.approve(moderator.ask(comment))
    moderator.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]


def test_a_request_that_nobody_signed_yet_is_taken_back(
    owner: Person, moderator: Person, comment: CommentRef, people: People
) -> None:
    moderator.desk.acts.do(comment, Escalate("Bonjour.")).result()
    leaves(moderator)
    moderator.scan()
    owner.scan()
    assert owner.desk.supervision.all() == ()
    assert triage(moderator, comment) is Triage.TODO


def test_a_client_that_wants_something_validated_stays_the_teams(
    owner: Person, moderator: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    owner.desk.supervision.teams.set_policy(CLIENT.id, SIGNED)
    moderator.scan()
    leaves(moderator)
    with pytest.raises(ActRefused):
        moderator.desk.acts.do(comment, WriteReply("Bonjour."), delay=AT_ONCE)
    with pytest.raises(NotEntitled, match="role"):
        moderator.desk.supervision.teams.work_for(moderator.team, [])


def test_a_client_that_wants_nothing_validated_goes_along(
    owner: Person, moderator: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    leaves(moderator)
    moderator.desk.acts.do(comment, WriteReply("Bonjour."), delay=AT_ONCE).result()
    moderator.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]


def test_an_owner_hears_of_it_and_whoever_left_reads_nothing_new(
    owner: Person, moderator: Person, people: People, platform: FakePlatform
) -> None:
    third = people.comes("Alix")
    people.joins(third, owner, Role.SUPERVISOR)
    leaves(moderator)
    assert moderator.desk.supervision.teams.one(moderator.team).over
    for _ in range(2):
        owner.scan()
        third.scan()
    for person in (owner, third):
        team = person.desk.supervision.teams.one(person.team)
        assert [one.key for one in team.revoked] == [key(moderator)]
        assert key(moderator) not in [one.key for one in team.members]
    before = len(known_events(moderator))
    owner.desk.supervision.teams.set_policy(CLIENT.id, SIGNED)
    third.scan()
    moderator.scan()
    third_policy = third.desk.supervision._records.known(third.team).standing.policies
    assert third_policy == {CLIENT.id: SIGNED}
    assert moderator.desk.supervision._records.known(moderator.team).standing.policies == {}
    assert len(known_events(moderator)) == before + 1, "the word in clear that ends its part, and nothing else"


def known_events(person: Person) -> list[object]:
    return [*person.desk.supervision._records.known(person.team).events]


def test_an_owner_sees_off_once(owner: Person, moderator: Person) -> None:
    leaves(moderator)
    owner.scan()
    said = len(known_events(owner))
    for _ in range(3):
        owner.scan()
    assert len(known_events(owner)) == said


def test_what_is_signed_after_leaving_is_refused_here(owner: Person, moderator: Person) -> None:
    leaves(moderator)
    with pytest.raises(NotEntitled, match="revoked"):
        leaves(moderator)
    with pytest.raises(NotEntitled, match="role"):
        moderator.desk.supervision.teams.invite(moderator.team)


def test_nobody_leaves_unheard(people: People, owner: Person, moderator: Person) -> None:
    people.take_away()
    with pytest.raises(CarrierError):
        leaves(moderator)
    people.bring_back()
    leaves(moderator)


def test_nobody_leaves_while_what_was_approved_may_be_on_the_page(
    owner: Person, moderator: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    owner.approve(moderator.ask(comment))
    platform.faults.append(Fault(LOST, applied=True))
    moderator.desk.send()
    assert [row.state for row in moderator.rows()] == [State.UNCERTAIN]
    with pytest.raises(NotEntitled, match="under_way"):
        leaves(moderator)


def test_the_last_owner_leaves_nobody_behind(people: People, owner: Person, moderator: Person) -> None:
    with pytest.raises(NotEntitled, match="last_owner"):
        leaves(owner)
    second = people.comes("Alix")
    people.joins(second, owner, Role.OWNER)
    owner.scan()
    leaves(owner)
    second.scan()
    people.joins(people.comes("Sacha"), second, Role.SUPERVISOR)
    moderator.scan()
    names = [one.name for one in moderator.desk.supervision.teams.one(moderator.team).members]
    assert names == ["Alix", "Camille", "Sacha"]


def test_a_spare_key_of_ones_own_is_no_other_owner(owner: Person, moderator: Person) -> None:
    owner.desk.supervision.spare.printed(owner.team)
    with pytest.raises(NotEntitled, match="last_owner"):
        leaves(owner)


def test_the_last_owner_does_not_end_their_own_part_either(people: People, owner: Person, moderator: Person) -> None:
    teams = owner.desk.supervision.teams
    with pytest.raises(NotEntitled, match="last_owner"):
        teams.revoke(owner.team, key(owner))
    moderator.scan()
    assert Role.OWNER in {one.role for one in moderator.desk.supervision.teams.one(moderator.team).members}
    second = people.comes("Alix")
    people.joins(second, owner, Role.OWNER)
    teams.revoke(owner.team, key(owner))
    second.scan()
    assert [one.name for one in second.desk.supervision.teams.one(second.team).members] == ["Alix", "Camille"]


def test_an_owner_alone_leaves_and_takes_the_clients_along(people: People) -> None:
    alone = people.moderator()
    people.founded(alone)
    alone.desk.supervision.teams.set_policy(CLIENT.id, SIGNED)
    leaves(alone)
    assert alone.desk.supervision.teams.one(alone.team).clients == ()


def test_whoever_asks_to_come_in_takes_it_back(people: People, owner: Person) -> None:
    person = people.comes("Alix")
    invited = owner.desk.supervision.teams.invite(owner.team)
    person.team = person.desk.supervision.teams.join(invited.file, invited.code, "Alix", people.folder).id
    owner.scan()
    assert [one.name for one in owner.desk.supervision.teams.one(owner.team).asking] == ["Alix"]
    leaves(person)
    owner.scan()
    assert owner.desk.supervision.teams.one(owner.team).asking == ()
    assert person.desk.supervision.teams.one(person.team).over
