"""What an owner said and cannot be read here may be that a client wants all validated: what nobody was asked about waits."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cm_desktop.domain.approvals.events import EventId, Position
from cm_desktop.domain.approvals.people import Level, Role
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import ActRefused, NotEntitled, Trouble
from cm_desktop.domain.outbox import State
from cm_desktop.engine.supervision import pen
from cm_desktop.settings import resources
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words
from tests.engine.port import ACCOUNT, CLIENT, FakePlatform
from tests.engine.supervision.people import People, Person, replies
from tests.engine.supervision.test_forked import copied, key, signs

read = pen._seen
SIGNED = Policy(demands=(Demand(level=Level.SIGNED),))


@pytest.fixture
def two(people: People) -> tuple[Person, Person]:
    """A moderator who owns nothing, and the owner."""
    owner = people.comes("Dominique")
    people.founded(owner)
    moderator = people.moderator()
    people.joins(moderator, owner, Role.MODERATOR)
    moderator.desk.supervision.teams.work_for(moderator.team, [CLIENT.id])
    return moderator, owner


def trouble(reason: str, **facts: str) -> Trouble:
    return Trouble("NotValidated", {"reason": reason, **facts})


def sheets(people: People) -> set[Path]:
    return set((people.folder / "CM Desktop").rglob("*.cmev"))


def late(people: People, owner: Person, shelf: Path) -> Callable[[], object]:
    """The owner demands something, and the folder does not bring it yet; answers how it comes."""
    before = sheets(people)
    owner.desk.supervision.teams.set_policy(CLIENT.id, SIGNED)
    (said,) = sheets(people) - before
    shutil.move(said, shelf)
    return lambda: shutil.move(shelf, said)


def without_keys(people: People, person: Person) -> Person:
    """At the same desk, whose keyring lost all that is of teams."""
    person.desk.close()
    for name in [name for name in person.vault.secrets if name.startswith("supervision:")]:
        del person.vault.secrets[name]
    return people.comes(person.name, person.vault)


def held(person: Person) -> list[tuple[State, Trouble | None]]:
    return [(row.state, row.trouble) for row in person.rows()]


def test_a_later_word_of_an_owner_holds_until_the_one_before_has_come(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, tmp_path: Path
) -> None:
    moderator, owner = two
    comes = late(people, owner, tmp_path / "late")
    signs(owner)
    replies(moderator, comment)
    moderator.desk.send()
    moderator.desk.send()
    assert held(moderator) == [(State.HELD, trouble("behind"))]
    comes()
    moderator.scan()
    moderator.desk.send()
    assert held(moderator) == [(State.HELD, trouble("missing"))]
    assert platform.writes == []


def test_what_another_member_has_read_of_an_owner_holds_until_it_has_come(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, tmp_path: Path
) -> None:
    moderator, owner = two
    other = people.comes("Claire")
    people.joins(other, owner, Role.SUPERVISOR)
    before = sheets(people)
    owner.desk.supervision.teams.set_policy(CLIENT.id, Policy())
    (said,) = sheets(people) - before
    other.scan()
    signs(other)
    shutil.move(said, tmp_path / "late")
    replies(moderator, comment)
    moderator.desk.send()
    assert held(moderator) == [(State.HELD, trouble("behind", name="Claire"))]
    shutil.move(tmp_path / "late", said)
    moderator.desk.send()
    moderator.desk.send()
    assert len(platform.writes) == 1, "it leaves by itself once all is read that asks for nothing"


@pytest.mark.parametrize("how", ["goes", "is put out"])
def test_what_an_owner_said_before_their_part_ended_holds_until_it_has_come(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, tmp_path: Path, how: str
) -> None:
    moderator, owner = two
    second = people.comes("Claire")
    people.joins(second, owner, Role.OWNER)
    before = sheets(people)
    owner.desk.supervision.teams.set_policy(CLIENT.id, SIGNED)
    (said,) = sheets(people) - before
    if how == "goes":
        owner.desk.supervision.teams.leave(owner.team)
        second.scan()
    else:
        second.scan()
        second.desk.supervision.teams.revoke(second.team, key(owner))
    shutil.move(said, tmp_path / "late")
    replies(moderator, comment)
    moderator.desk.send()
    moderator.desk.send()
    assert held(moderator) == [(State.HELD, trouble("behind", name="Claire"))]
    shutil.move(tmp_path / "late", said)
    moderator.scan()
    moderator.desk.send()
    assert held(moderator) == [(State.HELD, trouble("missing"))]
    assert platform.writes == []


def test_what_never_comes_of_an_owner_who_is_out_holds_nobody_once_they_are_ended_before_it(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, tmp_path: Path
) -> None:
    moderator, owner = two
    second = people.comes("Claire")
    people.joins(second, owner, Role.OWNER)
    late(people, owner, tmp_path / "late")
    signs(owner)
    second.scan()
    second.desk.supervision.teams.revoke(second.team, key(owner))
    replies(moderator, comment)
    moderator.desk.send()
    moderator.desk.send()
    assert len(platform.writes) == 1


def test_the_word_of_one_who_owns_nothing_holds_nothing(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, tmp_path: Path
) -> None:
    moderator, owner = two
    other = people.comes("Claire")
    people.joins(other, owner, Role.SUPERVISOR)
    before = sheets(people)
    signs(other)
    (said,) = sheets(people) - before
    signs(other)
    shutil.move(said, tmp_path / "late")
    replies(moderator, comment)
    moderator.desk.send()
    assert len(platform.writes) == 1


def test_an_owner_who_contradicts_themselves_holds_all_for_the_teams_clients(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, owner = two
    signs(copied(people, owner))
    owner.desk.supervision.teams.set_policy(CLIENT.id, SIGNED)
    replies(moderator, comment)
    moderator.desk.send()
    assert held(moderator) == [(State.HELD, trouble("forked"))]
    assert platform.writes == []
    owner.scan()
    with pytest.raises(NotEntitled) as refused:
        owner.desk.supervision.teams.set_policy(CLIENT.id, SIGNED)
    assert refused.value.reason == "forked"


def test_whoever_was_put_out_sends_nothing_by_asking_to_come_back(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, owner = two
    replies(moderator, comment)
    owner.scan()
    owner.desk.supervision.teams.revoke(owner.team, key(moderator))
    moderator.scan()
    owner.desk.supervision.teams.set_policy(CLIENT.id, SIGNED)
    asks_to_come_in(people, moderator, owner)
    moderator.desk.send()
    assert held(moderator) == [(State.HELD, trouble("missing"))]
    with pytest.raises(ActRefused):
        replies(moderator, comment)
    assert platform.writes == []


def test_whoever_lost_the_keyring_and_asks_again_sends_once_let_in(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, owner = two
    replies(moderator, comment)
    again = without_keys(people, moderator)
    again.team = moderator.team
    asks_to_come_in(people, again, owner)
    again.desk.send()
    assert held(again) == [(State.HELD, trouble("missing"))]
    owner.scan()
    owner.desk.supervision.teams.welcome(owner.team, key(again), Role.MODERATOR)
    again.scan()
    again.desk.send()
    assert len(platform.writes) == 1


def asks_to_come_in(people: People, person: Person, owner: Person) -> None:
    invited = owner.desk.supervision.teams.invite(owner.team)
    person.desk.supervision.teams.join(invited.file, invited.code, person.name, people.folder)


@pytest.mark.parametrize("how", ["leaves it aside", "erases it and adds it again"])
@pytest.mark.parametrize("asks", [True, False])
def test_whoever_is_not_in_takes_no_client_from_the_team_to_send_for_it(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, how: str, asks: bool
) -> None:
    """What it wants since then cannot be read here."""
    moderator, owner = two
    owner.scan()
    owner.desk.supervision.teams.revoke(owner.team, key(moderator))
    moderator.scan()
    owner.desk.supervision.teams.set_policy(CLIENT.id, SIGNED)
    if asks:
        asks_to_come_in(people, moderator, owner)
    if how == "leaves it aside":
        with pytest.raises(NotEntitled):
            moderator.desk.supervision.teams.work_for(moderator.team, [])
    else:
        moderator.desk.erasing.erase(CLIENT.id)
        moderator.desk.accounts.add(ACCOUNT, CLIENT, "jeton")
        moderator.desk.sync()
    with pytest.raises(ActRefused):
        replies(moderator, comment)


def test_a_client_is_erased_also_where_the_teams_keys_are_gone(people: People, two: tuple[Person, Person]) -> None:
    moderator, _ = two
    again = without_keys(people, moderator)
    again.desk.erasing.erase(CLIENT.id)
    assert again.desk.inbox.clients() == ()


def test_an_owner_ends_the_part_of_whoever_made_up_what_they_had_read(
    people: People,
    two: tuple[Person, Person],
    comment: CommentRef,
    platform: FakePlatform,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moderator, owner = two
    liar = people.comes("Claire")
    people.joins(liar, owner, Role.MODERATOR)
    keys = [key(person) for person in (owner, liar)]
    with monkeypatch.context() as made_up:
        far = Position(seq=10_000, id=EventId("ab" * 32))
        made_up.setattr(pen, "_seen", lambda known: {**read(known), keys[0]: far})
        signs(liar)
    replies(moderator, comment)
    moderator.desk.send()
    assert held(moderator) == [(State.HELD, trouble("behind", name="Claire"))]
    for language, told in (("en", "Who says to have read it: Claire."), ("fr", "Qui dit l’avoir lu\u00a0: Claire.")):
        assert told in explain(Words.load(language, resources() / "translations"), trouble("behind", name="Claire"))
    owner.scan()
    owner.desk.supervision.teams.revoke(owner.team, keys[1])
    moderator.scan()
    moderator.desk.send()
    assert len(platform.writes) == 1
