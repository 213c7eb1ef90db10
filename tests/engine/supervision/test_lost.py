"""A copy takes the workspace's place, and what was signed since was never carried: found again, or said to be lost."""

import shutil

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Head
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import NotEntitled
from tests.engine.port import CLIENT, FakePlatform
from tests.engine.supervision.people import People, Person
from tests.engine.supervision.test_restored import put_back


@pytest.fixture
def owner(people: People) -> Person:
    owner = people.comes("Dominique")
    people.founded(owner)
    return owner


@pytest.fixture
def moderator(people: People, owner: Person) -> Person:
    moderator = people.moderator()
    people.joins(moderator, owner, Role.MODERATOR)
    moderator.desk.supervision.teams.work_for(moderator.team, [CLIENT.id])
    return moderator


@pytest.fixture
def asked(people: People, moderator: Person, platform: FakePlatform) -> tuple[CommentRef, CaseId]:
    """Since the last copy, while the folder was out of reach."""
    ref = platform.post("c1", "Quel escroc !")
    moderator.desk.sync()
    moderator.desk.keep_house()
    people.take_away()
    return ref, moderator.ask(ref)


def is_lost(person: Person) -> bool:
    status = person.desk.supervision.teams.status(person.team)
    assert status.unread or not status.lost
    return status.lost


def signs(person: Person) -> None:
    person.desk.supervision._answering._pen.sign(person.team, Head())


def loses_the_original(people: People, person: Person) -> None:
    for path in (people.home / person.name).glob("work.db.aside-*"):
        path.unlink()


def test_what_was_never_carried_is_found_in_the_file_that_was_put_aside(
    people: People, owner: Person, moderator: Person, asked: tuple[CommentRef, CaseId]
) -> None:
    again = put_back(people, moderator)
    people.bring_back()
    again.scan()
    assert not is_lost(again)
    signs(again)
    view = owner.see(asked[1])
    assert (view.state, view.asked is not None) == (CaseState.SUBMITTED, True)


def test_what_is_nowhere_any_more_is_said_to_be_lost(
    people: People, moderator: Person, asked: tuple[CommentRef, CaseId]
) -> None:
    again = put_back(people, moderator)
    loses_the_original(people, moderator)
    again.scan()
    assert not is_lost(again), "the folder was not read yet"
    people.bring_back()
    for _ in range(2):
        again.scan()
        assert is_lost(again)
    with pytest.raises(NotEntitled, match="lost"):
        signs(again)


def test_whoever_lost_what_they_signed_joins_again(
    people: People, owner: Person, moderator: Person, asked: tuple[CommentRef, CaseId]
) -> None:
    again = put_back(people, moderator)
    loses_the_original(people, moderator)
    people.bring_back()
    again.scan()
    before = again.desk.supervision.teams.one(again.team).me
    assert before is not None
    people.joins(again, owner, Role.MODERATOR, before.person)
    owner.desk.supervision.teams.revoke(owner.team, before.key)
    again.scan()
    assert not is_lost(again)
    ref, _ = asked
    assert owner.see(again.ask(ref)).state is CaseState.SUBMITTED


def test_a_folder_that_was_put_back_by_hand_is_found_out_too(
    people: People, moderator: Person, platform: FakePlatform
) -> None:
    ref, home = platform.post("c1", "Quel escroc !"), people.home / moderator.name
    moderator.desk.sync()
    moderator.desk.close()
    shutil.copytree(home, people.home / "copied by hand")
    moderator = people.comes(moderator.name, moderator.vault)
    moderator.team = people.everybody[0].team
    people.take_away()
    moderator.ask(ref)
    moderator.desk.close()
    shutil.rmtree(home)
    (people.home / "copied by hand").rename(home)
    people.bring_back()
    again = people.comes(moderator.name, moderator.vault)
    again.team = moderator.team
    again.scan()
    assert is_lost(again)


def test_an_original_that_is_damaged_gives_what_can_be_read(
    people: People, moderator: Person, asked: tuple[CommentRef, CaseId]
) -> None:
    again = put_back(people, moderator)
    for path in (people.home / moderator.name).glob("work.db.aside-*"):
        path.write_bytes(b"no database at all")
    people.bring_back()
    again.scan()
    assert is_lost(again)


def test_an_owner_who_lost_what_they_signed_comes_back_with_the_spare_key(
    people: People, two: tuple[Person, Person], comment: CommentRef
) -> None:
    owner, supervisor = two
    code = owner.desk.supervision.spare.printed(owner.team)
    lost_key = owner.desk.supervision.teams.one(owner.team).key
    owner.desk.keep_house()
    people.take_away()
    owner.ask(comment)
    again = put_back(people, owner)
    loses_the_original(people, owner)
    people.bring_back()
    again.scan()
    assert is_lost(again)
    again.desk.supervision.spare.come_back(code, "Lumen", [], people.folder)
    assert not is_lost(again)
    again.desk.supervision.teams.revoke(again.team, lost_key)
    assert supervisor.see(again.ask(comment)).state is CaseState.SUBMITTED
