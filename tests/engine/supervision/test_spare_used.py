"""A printed code that is used twice, and whatever of a device is left where it is used."""

import shutil

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Head
from cm_desktop.domain.approvals.people import KeyId, Role
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import InvitationRefused, NotEntitled
from tests.engine.supervision.people import Keyring, People, Person
from tests.engine.supervision.test_forked import sheets, signs


def comes_back(people: People, code: str, name: str, vault: Keyring | None = None) -> Person:
    person = people.comes(name, vault)
    person.team = person.desk.supervision.spare.come_back(code, "Lumen", [], people.folder)
    return person


def key(person: Person) -> KeyId:
    return person.desk.supervision.teams.one(person.team).key


@pytest.fixture
def alone(people: People) -> Person:
    """An owner with nobody else in the team."""
    owner = people.moderator()
    people.founded(owner)
    return owner


def test_a_code_that_is_used_on_two_computers_forks_nobody(
    people: People, two: tuple[Person, Person], comment: CommentRef
) -> None:
    owner, supervisor = two
    code = owner.desk.supervision.spare.printed(owner.team)
    first = comes_back(people, code, "Camille, first")
    second = comes_back(people, code, "Camille, second")
    for person in (first, second, first):
        signs(person)
    case = owner.ask(comment)
    for person in (first, second, supervisor):
        person.scan()
        view = person.desk.supervision.teams.one(person.team)
        assert (view.torn, person.desk.supervision.teams.status(person.team).unread) == (frozenset(), False)
    assert key(first) != key(second)
    with pytest.raises(NotEntitled, match="own"):
        second.approve(case)
    standing = supervisor.desk.supervision._records.known(supervisor.team).standing
    assert {key(first), key(second)} <= standing.members.keys()
    assert (standing.gaps, standing.awaited, standing.void) == ({}, {}, frozenset())


def test_what_let_a_device_in_is_put_again_though_a_key_on_paper_signed_it(
    people: People, two: tuple[Person, Person]
) -> None:
    owner, supervisor = two
    code = owner.desk.supervision.spare.printed(owner.team)
    people.take_away()
    shutil.copytree(people.aside, people.folder)
    back = comes_back(people, code, "Camille, again")
    people.bring_back()  # as it was before
    back.scan()
    supervisor.scan()
    assert key(back) in {one.key for one in supervisor.desk.supervision.teams.one(supervisor.team).members}


def test_a_code_used_on_two_computers_that_could_not_hear_of_one_another_is_seen_and_ended(
    people: People, two: tuple[Person, Person], comment: CommentRef
) -> None:
    """Each had the folder as it was before. Nothing of anybody else is lost; both are let in again by an owner."""
    owner, supervisor = two
    code = owner.desk.supervision.spare.printed(owner.team)
    case = owner.ask(comment)
    people.take_away()
    shutil.copytree(people.aside, people.folder)
    first = comes_back(people, code, "Camille, first")
    people.bring_back()
    second = comes_back(people, code, "Camille, second")
    first.scan()
    view = supervisor.see(case)
    (torn,) = supervisor.desk.supervision.teams.one(supervisor.team).torn
    assert view.state is CaseState.SUBMITTED
    owner.scan()
    owner.desk.supervision.teams.revoke(owner.team, torn)
    supervisor.approve(case)
    assert owner.see(case).state is CaseState.APPROVED
    assert owner.desk.supervision.teams.one(owner.team).torn == frozenset()
    for person in (first, second):
        person.scan()
        people.joins(person, owner, Role.MODERATOR)
        assert signs(person).seq > 1


@pytest.mark.parametrize("keyring_kept", [True, False])
@pytest.mark.parametrize("workspace_kept", [True, False])
@pytest.mark.parametrize("used_before", [True, False])
def test_a_lone_owner_comes_back_with_whatever_is_left(
    people: People, alone: Person, workspace_kept: bool, keyring_kept: bool, used_before: bool
) -> None:
    """Where all is left nothing was lost: then the device keeps its keys, and is told so."""
    code = alone.desk.supervision.spare.printed(alone.team)
    lost = comes_back(people, code, "Camille, again") if used_before else alone
    signs(lost)
    lost_key = key(lost)
    lost.desk.close()
    name = lost.name if workspace_kept else "another workspace"
    vault = lost.vault if keyring_kept else None
    if workspace_kept and keyring_kept:
        with pytest.raises(InvitationRefused, match="member"):
            comes_back(people, code, name, vault)
        return
    back = comes_back(people, code, name, vault)
    team = back.desk.supervision.teams.one(back.team)
    assert team.me is not None
    assert (team.me.role, team.me.name, team.key == lost_key) == (Role.OWNER, alone.name, False)
    signs(back)
    back.desk.supervision.teams.revoke(back.team, lost_key)
    back.scan()
    assert back.desk.supervision.teams.one(back.team).torn == frozenset()
    people.joins(people.comes("Alix"), back, Role.MODERATOR)


def test_who_was_cut_short_while_coming_back_does_it_again(
    people: People, alone: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = alone.desk.supervision.spare.printed(alone.team)
    back = people.comes("Camille, again")
    with monkeypatch.context() as cut:
        cut.setattr(type(back.desk.supervision.spare), "_lets_itself_in", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            back.desk.supervision.spare.come_back(code, "Lumen", [], people.folder)
    back.team = back.desk.supervision.spare.come_back(code, "Lumen", [], people.folder)
    assert back.desk.supervision._answering._pen.sign(back.team, Head()).seq == 1


def test_an_owner_whose_device_was_ended_comes_back_on_it(people: People, alone: Person) -> None:
    code = alone.desk.supervision.spare.printed(alone.team)
    other = comes_back(people, code, "Camille, again")
    other.desk.supervision.teams.revoke(other.team, key(alone))
    alone.team = alone.desk.supervision.spare.come_back(code, "Lumen", [], people.folder)
    me = alone.desk.supervision.teams.one(alone.team).me
    assert me is not None
    assert me.role is Role.OWNER


def test_who_comes_back_while_the_folder_is_still_arriving_has_a_key_of_their_own_once_it_is_there(
    people: People, two: tuple[Person, Person]
) -> None:
    """A sharing program on a new computer brings one file after the other."""
    owner, supervisor = two
    there = set(sheets(people.folder))
    code = owner.desk.supervision.spare.printed(owner.team)
    (late,) = set(sheets(people.folder)) - there
    data = late.read_bytes()
    late.unlink()
    back = people.comes("Camille, again")
    with pytest.raises(NotEntitled, match="unread"):
        back.desk.supervision.spare.come_back(code, "Lumen", [], people.folder)
    back.scan()
    (waiting,) = back.desk.supervision.teams.all()
    assert waiting.me is None
    late.write_bytes(data)
    back.scan()
    back.team = waiting.id
    me = back.desk.supervision.teams.one(back.team).me
    assert me is not None
    assert (me.role, me.name, me.key == waiting.key) == (Role.OWNER, owner.name, False)
    assert signs(back).by == me.key
    supervisor.scan()
    assert me.key in {one.key for one in supervisor.desk.supervision.teams.one(supervisor.team).members}
