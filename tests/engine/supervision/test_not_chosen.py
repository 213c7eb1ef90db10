"""What an owner wants validated is in force with whoever takes part, whether they chose the client for the team or not."""

import pytest

from cm_desktop.domain.approvals.people import Level, Role
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import ActRefused, NotEntitled, Trouble
from cm_desktop.domain.outbox import State
from tests.engine.port import CLIENT, FakePlatform
from tests.engine.supervision.people import People, Person, replies

SIGNED = Policy(demands=(Demand(level=Level.SIGNED),))
HELD = [(State.HELD, Trouble("NotValidated", {"reason": "missing"}))]


@pytest.fixture
def owner(people: People) -> Person:
    """Who founded the team for the client, and says that all is to be signed."""
    owner = people.comes("Dominique")
    people.founded(owner)
    owner.desk.supervision.teams.set_policy(CLIENT.id, SIGNED)
    return owner


@pytest.fixture
def moderator(people: People) -> Person:
    """With the page of the client."""
    return people.moderator()


@pytest.fixture
def comment(moderator: Person, platform: FakePlatform) -> CommentRef:
    ref = platform.post("c1", "Quel escroc !")
    moderator.desk.sync()
    return ref


def sends(moderator: Person) -> list[tuple[State, Trouble | None]]:
    """What is still there after two tries."""
    moderator.desk.send()
    moderator.desk.send()
    return [(row.state, row.trouble) for row in moderator.rows()]


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SUPERVISOR])
def test_it_binds_whoever_is_let_in(
    people: People, owner: Person, moderator: Person, comment: CommentRef, platform: FakePlatform, role: Role
) -> None:
    replies(moderator, comment)
    people.joins(moderator, owner, role)
    assert moderator.desk.supervision.teams.one(moderator.team).clients == (CLIENT.id,)
    assert (sends(moderator), platform.writes) == (HELD, [])
    with pytest.raises(ActRefused):
        replies(moderator, comment)
    with pytest.raises(NotEntitled):
        moderator.desk.supervision.teams.work_for(moderator.team, [])


def test_it_binds_whoever_was_in_before_it_was_said(
    people: People, owner: Person, moderator: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    owner.desk.supervision.teams.set_policy(CLIENT.id, Policy())
    people.joins(moderator, owner, Role.MODERATOR)
    assert moderator.desk.supervision.teams.one(moderator.team).clients == (), "nothing is wanted, nothing is taken"
    replies(moderator, comment)
    owner.desk.supervision.teams.set_policy(CLIENT.id, SIGNED)
    assert (sends(moderator), platform.writes) == (HELD, [])


def test_whoever_is_not_in_yet_or_has_the_client_in_another_team_is_not_bound(
    people: People, owner: Person, moderator: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    teams = moderator.desk.supervision.teams
    invited = owner.desk.supervision.teams.invite(owner.team)
    asks = teams.join(invited.file, invited.code, moderator.name, people.folder)
    (people.home / "another").mkdir()
    mine = teams.found("À moi", [CLIENT.id], people.home / "another", moderator.name)
    owner.scan()
    owner.desk.supervision.teams.welcome(owner.team, asks.key, Role.MODERATOR)
    moderator.scan()
    assert (teams.one(asks.id).clients, teams.one(mine.id).clients) == ((), (CLIENT.id,))
    assert CLIENT.id not in {client.id for client in teams.clients(asks.id)}, "nor is it shown there as in force"
    replies(moderator, comment)
    assert (sends(moderator), len(platform.writes)) == ([], 1)


def test_an_owner_who_takes_the_client_away_is_bound_again_by_what_they_demand_afterwards(
    people: People, comment: CommentRef, moderator: Person, platform: FakePlatform
) -> None:
    people.founded(moderator)
    teams = moderator.desk.supervision.teams
    teams.set_policy(CLIENT.id, SIGNED)
    teams.work_for(moderator.team, [])
    moderator.scan()
    assert teams.one(moderator.team).clients == (), "an owner's own choice"
    teams.set_policy(CLIENT.id, SIGNED)
    assert teams.one(moderator.team).clients == (CLIENT.id,)
    with pytest.raises(ActRefused):
        replies(moderator, comment)
