"""An owner who lost their laptop comes back with the code that they had printed."""

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.people import Level, Role
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import CarrierError, InvitationRefused, KeyringLocked, NotEntitled, NotFound
from tests.engine.port import ACCOUNT, CLIENT, FakePlatform
from tests.engine.supervision.people import People, Person


def test_an_owner_comes_back_ends_the_lost_device_and_invites_again(people: People, two: tuple[Person, Person]) -> None:
    lost, supervisor = two
    code = lost.desk.supervision.spare.printed(lost.team)
    back = people.comes("Camille, again")
    back.team = back.desk.supervision.spare.come_back(code.lower(), "Lumen", [CLIENT.id], people.folder)

    team = back.desk.supervision.teams.one(back.team)
    assert team.me is not None
    assert (team.me.name, team.me.role, team.clients) == (lost.name, Role.OWNER, (CLIENT.id,))
    assert {member.name for member in team.members} == {lost.name, supervisor.name}
    assert not back.desk.supervision.teams.status(back.team).unread
    back.desk.supervision.teams.revoke(back.team, lost.desk.supervision.teams.one(lost.team).key)
    supervisor.scan()
    assert len(supervisor.desk.supervision.teams.one(back.team).members) == 3, "what is on paper still opens"
    people.joins(people.comes("Alix"), back, Role.MODERATOR)
    supervisor.scan()
    names = [member.name for member in supervisor.desk.supervision.teams.one(back.team).members]
    assert names == ["Alix", lost.name, lost.name, supervisor.name]


def test_whoever_comes_back_is_the_same_person_and_answers_nothing_of_their_own(
    people: People, two: tuple[Person, Person], comment: CommentRef
) -> None:
    lost, supervisor = two
    case = lost.ask(comment)
    code = lost.desk.supervision.spare.printed(lost.team)
    back = people.comes("Camille, again")
    back.team = back.desk.supervision.spare.come_back(code, "Lumen", [CLIENT.id], people.folder)
    assert back.see(case).case.state is CaseState.SUBMITTED
    with pytest.raises(NotEntitled, match="own"):
        back.answer(case, Outcome.APPROVE, choice=0)
    supervisor.approve(case)
    assert back.see(case).case.state is CaseState.APPROVED


def test_another_device_of_a_person_is_that_person(
    people: People, two: tuple[Person, Person], comment: CommentRef
) -> None:
    """Whoever asked does not validate it on their telephone."""
    moderator, _ = two
    me = moderator.desk.supervision.teams.one(moderator.team).me
    assert me is not None
    second = people.comes("Camille, elsewhere")
    people.joins(second, moderator, Role.SUPERVISOR, me.person)
    case = moderator.ask(comment)
    with pytest.raises(NotEntitled, match="own"):
        second.answer(case, Outcome.APPROVE, choice=0)


def test_nobody_becomes_somebody_else_by_saying_so(people: People, two: tuple[Person, Person]) -> None:
    moderator, supervisor = two
    there = {one.person for one in moderator.desk.supervision.teams.one(moderator.team).members}
    eve = people.comes("Eve")
    with pytest.MonkeyPatch.context() as claimed:
        claimed.setattr("cm_desktop.engine.supervision.founding.secrets.token_hex", lambda _n: min(there))
        invited = moderator.desk.supervision.teams.invite(moderator.team)
        joined = eve.desk.supervision.teams.join(invited.file, invited.code, "Eve", people.folder)
    moderator.scan()
    moderator.desk.supervision.teams.welcome(moderator.team, joined.key, Role.SUPERVISOR)
    supervisor.scan()
    persons = [one.person for one in supervisor.desk.supervision.teams.one(supervisor.team).members]
    assert len(set(persons)) == len(persons) == 3
    with pytest.raises(NotFound):
        moderator.desk.supervision.teams.welcome(moderator.team, joined.key, Role.SUPERVISOR)


def test_nobody_but_an_owner_prints_a_key(two: tuple[Person, Person]) -> None:
    _, supervisor = two
    with pytest.raises(NotEntitled, match="role"):
        supervisor.desk.supervision.spare.printed(supervisor.team)


def test_a_code_of_no_team_there_leaves_nothing_behind(people: People, two: tuple[Person, Person]) -> None:
    lost, supervisor = two
    code = lost.desk.supervision.spare.printed(lost.team)
    back = people.comes("Camille, again")
    wrong = ("7" if code[0] != "7" else "4") + code[1:]
    with pytest.raises(InvitationRefused, match="code"):
        back.desk.supervision.spare.come_back(wrong, "Lumen", [], people.folder)
    with pytest.raises(CarrierError):
        back.desk.supervision.spare.come_back(code, "Lumen", [], people.aside)
    assert back.desk.supervision.teams.all() == ()
    with pytest.raises(InvitationRefused, match="member"):
        supervisor.desk.supervision.spare.come_back(code, "Lumen", [], people.folder)


def lost_keys(people: People, person: Person) -> Person:
    """The same workspace, brought back from a copy onto another computer: its keyring has nothing."""
    person.desk.close()
    again = people.comes(person.name)
    again.team = person.team
    return again


def test_an_owner_comes_back_into_a_copy_of_their_workspace_whose_keys_are_lost(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    lost, supervisor = two
    lost_key = lost.desk.supervision.teams.one(lost.team).key
    case = lost.ask(comment, "Un.")
    supervisor.approve(case)
    lost.scan()
    assert len(lost.rows()) == 1
    code = lost.desk.supervision.spare.printed(lost.team)
    back = lost_keys(people, lost)
    back.vault.put(ACCOUNT.id, "jeton")
    assert back.desk.supervision.spare.come_back(code, "Lumen", [], people.folder) == lost.team
    team = back.desk.supervision.teams.one(back.team)
    assert team.me is not None
    assert (team.me.role, team.clients) == (Role.OWNER, (CLIENT.id,))
    back.desk.supervision.teams.revoke(back.team, lost_key)
    back.desk.send()
    assert (back.rows(), platform.writes) == ((), []), "what the lost device had asked is to be asked again"
    new = back.ask(comment, "Deux.")
    supervisor.approve(new)
    back.desk.send()
    assert [reply.text for _, reply in platform.replies] == ["Deux."]
    with pytest.raises(InvitationRefused, match="member"):
        back.desk.supervision.spare.come_back(code, "Lumen", [], people.folder)


def test_whose_keyring_is_lost_joins_again_by_an_invitation_and_keeps_their_clients(
    people: People, comment: CommentRef, two: tuple[Person, Person]
) -> None:
    _, supervisor = two
    owner = two[0]
    owner.desk.supervision.teams.set_policy(CLIENT.id, Policy(demands=(Demand(level=Level.SIGNED),)))
    other = people.comes("Alix")
    people.joins(other, owner, Role.OWNER)
    me = owner.desk.supervision.teams.one(owner.team).me
    assert me is not None
    back = lost_keys(people, owner)
    people.joins(back, other, Role.MODERATOR, me.person)
    other.desk.supervision.teams.revoke(other.team, me.key)
    team = back.desk.supervision.teams.one(back.team)
    assert team.me is not None
    assert (team.me.person, team.me.role, team.clients) == (me.person, Role.MODERATOR, (CLIENT.id,))
    case = back.ask(comment)
    assert supervisor.see(case).state is CaseState.SUBMITTED


def test_a_keyring_that_is_locked_has_lost_nothing(people: People, two: tuple[Person, Person]) -> None:
    """Negative control: no keys are made in the place of those that cannot be had now."""
    owner, supervisor = two
    invited = owner.desk.supervision.teams.invite(owner.team)
    before = supervisor.desk.supervision.teams.one(supervisor.team).key
    supervisor.desk.close()
    again = people.comes(supervisor.name, supervisor.vault)
    supervisor.vault.sealed = True
    with pytest.raises(KeyringLocked):
        again.desk.supervision.teams.join(invited.file, invited.code, "Dominique", people.folder)
    supervisor.vault.sealed = False
    assert again.desk.supervision.teams.one(supervisor.team).key == before
    assert again.desk.supervision.teams.one(supervisor.team).me is not None
