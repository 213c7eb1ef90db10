"""The team that works for a client has its say, whichever team was asked, and no moderator takes the client from it."""

from dataclasses import replace

import pytest

from cm_desktop.domain.actions import ActionKind, WriteReply
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.people import Level, Role
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.comments import Client, ClientId, CommentRef
from cm_desktop.domain.errors import ActRefused, NotEntitled, Trouble
from tests.engine.port import ACCOUNT, CLIENT, FakePlatform
from tests.engine.supervision.people import AT_ONCE, People, Person

MISSING = Trouble("NotValidated", {"reason": "missing"})


def demanding(level: Level) -> Policy:
    return Policy(demands=(Demand(level=level, acts=frozenset({ActionKind.REPLY})),))


@pytest.fixture
def moderator(people: People) -> Person:
    return people.moderator()


@pytest.fixture
def comment(moderator: Person, platform: FakePlatform) -> CommentRef:
    ref = platform.post("c1", "Quel escroc !")
    moderator.desk.sync()
    return ref


@pytest.fixture
def owner(people: People, moderator: Person) -> Person:
    """Somebody whose team the moderator joins, and does not work in yet."""
    owner = people.comes("Dominique")
    people.founded(owner)
    people.joins(moderator, owner, Role.MODERATOR)
    return owner


def said_yes(moderator: Person, comment: CommentRef) -> CaseId:
    """Asked and told in the team of one."""
    case = moderator.ask(comment)
    moderator.desk.supervision.declare_elsewhere(case, Outcome.APPROVE, person="X", message="Oui", choice=0)
    return case


def works(moderator: Person, owner: Person, policy: Policy) -> None:
    """The client is the team's, which wants this."""
    moderator.desk.supervision.teams.work_for(moderator.team, [CLIENT.id])
    owner.desk.supervision.teams.set_policy(CLIENT.id, policy)


def test_what_was_told_before_there_was_a_team_is_not_what_the_team_wants_signed(
    moderator: Person, owner: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    said_yes(moderator, comment)
    works(moderator, owner, demanding(Level.SIGNED))
    moderator.desk.send()
    assert platform.writes == []
    assert [row.trouble for row in moderator.rows()] == [Trouble("NotValidated", {"reason": "level"})]


def test_what_was_told_is_enough_where_the_team_wants_no_more(
    moderator: Person, owner: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    """The control of the test above."""
    said_yes(moderator, comment)
    works(moderator, owner, demanding(Level.DECLARED))
    moderator.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]


def second_team(people: People, person: Person) -> None:
    (people.home / "another").mkdir()
    person.desk.supervision.teams.found("À moi", [CLIENT.id], people.home / "another", person.name)


def test_a_moderator_takes_no_client_from_what_it_wants_validated(
    people: People, moderator: Person, owner: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    works(moderator, owner, demanding(Level.SIGNED))
    moderator.scan()
    teams = moderator.desk.supervision.teams
    before = len(teams.all())
    with pytest.raises(NotEntitled) as refused:
        teams.work_for(moderator.team, [])
    assert refused.value.reason == "role"
    with pytest.raises(NotEntitled):
        second_team(people, moderator)
    assert len(teams.all()) == before
    with pytest.raises(ActRefused):
        moderator.desk.acts.do(comment, WriteReply("Bonjour."), delay=AT_ONCE)


def test_nor_does_whoever_comes_back_into_a_team_of_their_own_by_its_spare_key(
    people: People, moderator: Person, owner: Person, comment: CommentRef
) -> None:
    works(moderator, owner, demanding(Level.SIGNED))
    moderator.scan()
    (people.home / "another").mkdir()
    supervision = moderator.desk.supervision
    mine = supervision.teams.found("À moi", [], people.home / "another", moderator.name)
    code = supervision.spare.printed(mine.id)
    supervision.teams.revoke(mine.id, mine.key)
    with pytest.raises(NotEntitled) as refused:
        supervision.spare.come_back(code, "À moi", [CLIENT.id], people.home / "another")
    assert refused.value.reason == "role"
    assert supervision.spare.come_back(code, "À moi", [], people.home / "another") == mine.id
    with pytest.raises(ActRefused):
        moderator.desk.acts.do(comment, WriteReply("Bonjour."), delay=AT_ONCE)


def test_a_client_that_wants_nothing_validated_changes_teams_freely(
    people: People, moderator: Person, owner: Person
) -> None:
    works(moderator, owner, Policy())
    moderator.scan()
    second_team(people, moderator)
    assert moderator.desk.supervision.teams.one(moderator.team).clients == ()


def test_an_owner_takes_a_client_away(people: People) -> None:
    owner, _ = people.pair()
    owner.desk.supervision.teams.set_policy(CLIENT.id, demanding(Level.SIGNED))
    owner.desk.supervision.teams.work_for(owner.team, [])
    assert owner.desk.supervision.teams.one(owner.team).clients == ()


OTHERS = Client(id=ClientId("mairie"), name="Mairie de Valbreuil", colour="#336699")


def adds_again(moderator: Person, client: Client) -> None:
    """The page goes, and comes back as this client's."""
    moderator.desk.accounts.remove(ACCOUNT.id)
    moderator.desk.accounts.add(replace(ACCOUNT, client=client.id), client, "jeton")


def test_a_page_that_goes_and_comes_back_takes_no_way_around_what_its_client_wants(
    moderator: Person, owner: Person, comment: CommentRef
) -> None:
    works(moderator, owner, demanding(Level.SIGNED))
    with pytest.raises(NotEntitled) as refused:
        adds_again(moderator, OTHERS)
    assert refused.value.reason == "page"
    assert moderator.desk.inbox.accounts() == ()
    moderator.desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    moderator.desk.sync()
    with pytest.raises(ActRefused):
        moderator.desk.acts.do(comment, WriteReply("Bonjour."), delay=AT_ONCE)


@pytest.mark.parametrize("client", [CLIENT, OTHERS])
def test_nor_does_erasing_the_client_take_it_from_the_team(
    moderator: Person, owner: Person, comment: CommentRef, client: Client
) -> None:
    works(moderator, owner, demanding(Level.SIGNED))
    moderator.desk.erasing.erase(CLIENT.id)
    moderator.desk.supervision.teams.work_for(moderator.team, [])
    if client is OTHERS:
        with pytest.raises(NotEntitled):
            moderator.desk.accounts.add(replace(ACCOUNT, client=client.id), client, "jeton")
        return
    moderator.desk.accounts.add(ACCOUNT, client, "jeton")
    moderator.desk.sync()
    with pytest.raises(ActRefused):
        moderator.desk.acts.do(comment, WriteReply("Bonjour."), delay=AT_ONCE)


def test_an_erased_client_that_wants_nothing_validated_leaves_its_team(moderator: Person, owner: Person) -> None:
    works(moderator, owner, Policy())
    moderator.desk.erasing.erase(CLIENT.id)
    assert moderator.desk.supervision.teams.one(moderator.team).clients == ()


def test_not_even_by_way_of_a_third_client(moderator: Person, owner: Person) -> None:
    works(moderator, owner, Policy())
    adds_again(moderator, OTHERS)
    adds_again(moderator, CLIENT)
    owner.desk.supervision.teams.set_policy(CLIENT.id, demanding(Level.SIGNED))
    with pytest.raises(NotEntitled):
        adds_again(moderator, OTHERS)


def test_an_owner_gives_a_page_to_another_client(people: People) -> None:
    owner, _ = people.pair()
    owner.desk.supervision.teams.set_policy(CLIENT.id, demanding(Level.SIGNED))
    adds_again(owner, OTHERS)
    assert [account.client for account in owner.desk.inbox.accounts()] == [OTHERS.id]


def puts_out(owner: Person, moderator: Person) -> None:
    owner.scan()
    owner.desk.supervision.teams.revoke(owner.team, moderator.desk.supervision.teams.one(moderator.team).key)


def test_whose_part_is_over_sends_nothing_for_the_teams_clients(
    moderator: Person, owner: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    """What the team wants since then cannot be read here."""
    works(moderator, owner, Policy())
    moderator.desk.acts.do(comment, WriteReply("Bonjour."), delay=AT_ONCE).result()
    puts_out(owner, moderator)
    owner.desk.supervision.teams.set_policy(CLIENT.id, demanding(Level.SIGNED))
    moderator.desk.send()
    assert platform.writes == []
    assert [row.trouble for row in moderator.rows()] == [MISSING]


def test_whose_part_is_over_sends_nothing_that_was_approved_before(
    moderator: Person, owner: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    works(moderator, owner, Policy())
    case = moderator.ask(comment)
    owner.approve(case)
    moderator.scan()
    puts_out(owner, moderator)
    moderator.desk._push.run()
    assert platform.writes == []
    assert [row.trouble for row in moderator.rows()] == [MISSING]
