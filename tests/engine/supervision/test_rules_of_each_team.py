"""Two teams of one owner speak of the same client: what each wants validated is its own, shown and signed there alone."""

from pathlib import Path

import pytest

from cm_desktop.domain.actions import WriteReply
from cm_desktop.domain.approvals.people import Level, Role, TeamId
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.errors import ActRefused, NotEntitled
from tests.engine.port import CLIENT, FakePlatform
from tests.engine.supervision.people import People, Person

SIGNED = Policy(demands=(Demand(level=Level.SIGNED),))


@pytest.fixture
def owner(people: People) -> Person:
    """With no page of their own."""
    return people.comes("Dominique")


def founds(owner: Person, folder: Path) -> TeamId:
    folder.mkdir()
    return owner.desk.supervision.teams.found(folder.name, [], folder, owner.name).id


def comes_in(people: People, owner: Person, team: TeamId, name: str, role: Role = Role.MODERATOR) -> Person:
    """Somebody with the page of the client, who works for it in that team and asked about a comment."""
    teams, moderator = owner.desk.supervision.teams, people.moderator(name)
    folder = teams.one(team).folder
    assert folder is not None
    invited = teams.invite(team)
    moderator.team = team
    asks = moderator.desk.supervision.teams.join(invited.file, invited.code, name, folder)
    owner.scan()
    teams.welcome(team, asks.key, role)
    moderator.scan()
    moderator.desk.supervision.teams.work_for(team, [CLIENT.id])
    ref = people.platform.post(f"of {name}", "Quel escroc !")
    moderator.desk.sync()
    moderator.ask(ref)
    owner.scan()
    return moderator


def may_reply(moderator: Person, platform: FakePlatform) -> bool:
    moderator.scan()
    ref = platform.post(f"next of {moderator.name}", "Encore !")
    moderator.desk.sync()
    try:
        moderator.desk.acts.do(ref, WriteReply("Bonjour.")).result()
    except ActRefused:
        return False
    return True


def test_each_team_has_rules_of_its_own(people: People, owner: Person, platform: FakePlatform) -> None:
    teams = owner.desk.supervision.teams
    first, second = founds(owner, people.home / "A"), founds(owner, people.home / "B")
    camille, paul = comes_in(people, owner, first, "Camille"), comes_in(people, owner, second, "Paul")
    teams.set_policy(CLIENT.id, SIGNED, second)
    assert (teams.policy(CLIENT.id, first), teams.policy(CLIENT.id, second)) == (Policy(), SIGNED)
    assert (may_reply(camille, platform), may_reply(paul, platform)) == (True, False)


def test_where_none_is_named_and_several_may_be_meant_nothing_is_signed(people: People, owner: Person) -> None:
    teams = owner.desk.supervision.teams
    both = [founds(owner, people.home / name) for name in ("A", "B")]
    for team, name in zip(both, ("Camille", "Paul"), strict=True):
        comes_in(people, owner, team, name)
    for ask in (lambda: teams.policy(CLIENT.id), lambda: teams.set_policy(CLIENT.id, SIGNED)):
        with pytest.raises(NotEntitled, match="which_team"):
            ask()
    assert [teams.policy(CLIENT.id, team) for team in both] == [Policy(), Policy()]


def test_a_team_whose_part_is_over_says_nothing_for_the_next_one(
    people: People, owner: Person, platform: FakePlatform
) -> None:
    teams = owner.desk.supervision.teams
    former = founds(owner, people.home / "A")
    camille = comes_in(people, owner, former, "Camille", Role.OWNER)
    teams.set_policy(CLIENT.id, SIGNED)
    camille.scan()
    camille.desk.supervision.teams.revoke(former, teams.one(former).key)
    owner.scan()
    assert teams.one(former).over
    paul = comes_in(people, owner, founds(owner, people.home / "B"), "Paul")
    assert teams.policy(CLIENT.id) == Policy(), "what the former team wanted is not in force here"
    assert may_reply(paul, platform)
    teams.set_policy(CLIENT.id, SIGNED)
    assert not may_reply(paul, platform)
