"""Who asks to be let in and is put aside; of whom a team speaks; whether keys made here would last."""

import pytest

from cm_desktop.domain.approvals.people import Level, Role
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.comments import Client, CommentRef
from cm_desktop.domain.errors import NotEntitled, NotFound
from tests.engine.port import CLIENT, FakeVault
from tests.engine.supervision.people import Keyring, People, Person

SIGNED = Policy(demands=(Demand(level=Level.SIGNED),))


def stranger_asks(people: People, owner: Person) -> Person:
    """Somebody got hold of an invitation."""
    invited = owner.desk.supervision.teams.invite(owner.team)
    stranger = people.comes("Inconnu")
    stranger.team = stranger.desk.supervision.teams.join(invited.file, invited.code, "Inconnu", people.folder).id
    owner.scan()
    return stranger


def events(person: Person) -> int:
    return len(person.desk.supervision._records.known(person.team).events)


def test_who_is_put_aside_stays_so_after_a_restart_and_nothing_is_signed(
    people: People, two: tuple[Person, Person]
) -> None:
    owner, _ = two
    stranger_asks(people, owner)
    (asking,) = owner.desk.supervision.teams.one(owner.team).asking
    before = events(owner)
    owner.desk.supervision.teams.put_aside(owner.team, asking.key)
    assert owner.desk.supervision.teams.one(owner.team).aside == {asking.key}
    assert events(owner) == before
    owner.desk.close()
    again = people.comes(owner.name, owner.vault)
    assert again.desk.supervision.teams.one(owner.team).aside == {asking.key}


def test_who_was_put_aside_can_be_looked_at_again_and_let_in(people: People, two: tuple[Person, Person]) -> None:
    owner, _ = two
    stranger_asks(people, owner)
    teams = owner.desk.supervision.teams
    (asking,) = teams.one(owner.team).asking
    teams.put_aside(owner.team, asking.key)
    teams.put_aside(owner.team, asking.key, on=False)
    assert teams.one(owner.team).aside == frozenset()
    teams.put_aside(owner.team, asking.key)
    teams.welcome(owner.team, asking.key, Role.MODERATOR)
    assert "Inconnu" in {member.name for member in teams.one(owner.team).members}


def test_only_an_owner_puts_aside_and_only_who_asks(people: People, two: tuple[Person, Person]) -> None:
    owner, supervisor = two
    stranger_asks(people, owner)
    supervisor.scan()
    (asking,) = owner.desk.supervision.teams.one(owner.team).asking
    with pytest.raises(NotEntitled):
        supervisor.desk.supervision.teams.put_aside(supervisor.team, asking.key)
    member = owner.desk.supervision.teams.one(owner.team).members[0]
    with pytest.raises(NotFound):
        owner.desk.supervision.teams.put_aside(owner.team, member.key)


def test_an_owner_without_pages_knows_the_clients_that_they_are_asked_about(people: People) -> None:
    owner, moderator = people.comes("Agence"), people.moderator()
    people.founded(owner)
    people.joins(moderator, owner, Role.MODERATOR)
    moderator.desk.supervision.teams.work_for(moderator.team, [CLIENT.id])
    owner.desk.supervision.teams.work_for(owner.team, [])
    assert owner.desk.supervision.teams.clients(owner.team) == ()
    asked = people.platform.post("c1", "Quel escroc !")
    moderator.desk.sync()
    moderator.ask(asked)
    owner.scan()
    assert owner.desk.supervision.teams.clients(owner.team) == (CLIENT,)
    owner.desk.supervision.teams.set_policy(CLIENT.id, SIGNED)
    moderator.scan()
    assert moderator.desk.supervision.teams.policy(CLIENT.id) == SIGNED


def test_a_client_whose_texts_were_erased_is_still_there_without_its_name(
    people: People, two: tuple[Person, Person], comment: CommentRef
) -> None:
    moderator, supervisor = two
    moderator.ask(comment)
    supervisor.scan()
    assert supervisor.desk.supervision.teams.clients(supervisor.team) == (CLIENT,)
    moderator.desk.supervision.erase(comment)
    supervisor.scan()
    (client,) = supervisor.desk.supervision.teams.clients(supervisor.team)
    assert client == Client(id=CLIENT.id, name="", colour=client.colour)


@pytest.mark.parametrize(("lasts", "vault"), [(True, Keyring), (False, FakeVault)])
def test_it_is_known_beforehand_whether_a_key_would_last(people: People, lasts: bool, vault: type[FakeVault]) -> None:
    person = people.comes("Camille", vault())  # type: ignore[arg-type]
    assert person.desk.supervision.teams.lasts() is lasts
    assert person.vault.secrets == {}, "what was kept to try it is forgotten"
