"""One device's log that no longer holds together ends where it did; everybody else goes on."""

import shutil
from pathlib import Path

import pytest

from cm_desktop.approvals.folder import PLACE
from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Acted, Event
from cm_desktop.domain.approvals.people import KeyId
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import NotEntitled, NotFound, Trouble
from tests.engine.port import FakePlatform
from tests.engine.supervision.people import Keyring, People, Person


def key(person: Person) -> KeyId:
    return person.desk.supervision.teams.one(person.team).key


def signs(person: Person) -> Event:
    """Something else than a copy of the device would say."""
    return person.desk.supervision._answering._pen.sign(person.team, Acted(deed="hide", about=person.name))


def copied(people: People, person: Person) -> Person:
    """Another laptop with all that is on this one, its keyring too."""
    person.desk.close()
    name = f"{person.name}, copied"
    shutil.copytree(people.home / person.name, people.home / name)
    vault = Keyring()
    vault.secrets = dict(person.vault.secrets)
    person.desk = people.comes(person.name, person.vault).desk
    twin = people.comes(name, vault)
    twin.team = person.team
    return twin


def held(person: Person) -> list[Trouble | None]:
    return [row.trouble for row in person.rows()]


@pytest.fixture
def approved(two: tuple[Person, Person], comment: CommentRef) -> Person:
    """Who asked, and was given a yes by somebody whose device is well."""
    owner, supervisor = two
    supervisor.approve(owner.ask(comment))
    owner.scan()
    return owner


def test_a_copied_device_is_ended_where_its_log_still_held_together(
    people: People, approved: Person, paul: Person, platform: FakePlatform
) -> None:
    signs(paul)
    twin = copied(people, paul)
    for one in (paul, paul, twin):
        signs(one)
    approved.desk.send()
    assert held(approved) == [Trouble("NotValidated", {"reason": "forked"})]
    view = approved.desk.supervision.teams.one(approved.team)
    assert view.torn == {key(paul)}
    approved.desk.supervision.teams.revoke(approved.team, key(paul))
    approved.desk.send()
    approved.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]
    assert approved.desk.supervision.teams.one(approved.team).torn == frozenset()
    paul.scan()
    with pytest.raises(NotEntitled, match="revoked"):
        signs(paul)


def test_a_stolen_device_of_which_something_was_never_carried_stops_nobody_once_it_is_ended(
    people: People, approved: Person, paul: Person, platform: FakePlatform
) -> None:
    signs(paul)
    there = set(sheets(people.folder))
    signs(paul)
    (lost,) = set(sheets(people.folder)) - there
    lost.unlink()
    signs(paul)
    stolen = key(paul)
    paul.desk.close()
    approved.desk.send()
    assert held(approved) == [Trouble("NotValidated", {"reason": "behind"})]
    approved.desk.supervision.teams.revoke(approved.team, stolen)
    approved.desk.send()
    approved.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]


def test_what_a_copy_signed_even_earlier_ends_the_log_once_more(
    people: People, approved: Person, paul: Person, platform: FakePlatform
) -> None:
    """The copy was out of reach while the first end was put."""
    twin = copied(people, paul)
    for one in (paul, paul):
        signs(one)
    approved.scan()
    approved.desk.supervision.teams.revoke(approved.team, key(paul))
    with pytest.raises(NotFound):
        approved.desk.supervision.teams.revoke(approved.team, key(paul))
    signs(twin)
    approved.desk.send()
    assert held(approved) == [Trouble("NotValidated", {"reason": "forked"})]
    approved.desk.supervision.teams.revoke(approved.team, key(paul))
    approved.desk.send()
    approved.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]


def test_what_an_ended_device_said_before_is_put_again_by_those_who_stay(
    people: People, two: tuple[Person, Person], paul: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    """Nobody else would: the device is gone, and whoever had not read it yet would wait for ever."""
    owner, supervisor = two
    signs(paul)
    case = owner.ask(comment)
    there = {path: path.read_bytes() for path in sheets(people.folder)}
    owner.desk.supervision.teams.revoke(owner.team, key(paul))
    mine = people.folder / PLACE / key(paul)[:8]
    for path in mine.iterdir():
        path.unlink()
    owner.scan()
    again = {path.name for path in sheets(people.folder)}
    assert {path.name for path in there} <= again
    supervisor.approve(case)
    assert supervisor.see(case).state is CaseState.APPROVED
    supervisor_knows = supervisor.desk.supervision._records.known(supervisor.team).standing
    assert (supervisor_knows.gaps, supervisor_knows.awaited) == ({}, {})


def test_an_owner_whose_device_was_copied_ends_it_with_the_spare_key(
    people: People, two: tuple[Person, Person], comment: CommentRef
) -> None:
    owner, supervisor = two
    code = owner.desk.supervision.spare.printed(owner.team)
    twin = copied(people, owner)
    for one in (owner, twin):
        signs(one)
    supervisor.scan()
    assert supervisor.desk.supervision.teams.one(owner.team).torn == {key(owner)}
    back = people.comes("Camille, again")
    back.team = back.desk.supervision.spare.come_back(code, "Lumen", [], people.folder)
    back.desk.supervision.teams.revoke(back.team, key(owner))
    supervisor.scan()
    view = supervisor.desk.supervision.teams.one(back.team)
    assert (view.torn, len(view.members)) == (frozenset(), 3), "what is on paper still opens"


def sheets(folder: Path) -> list[Path]:
    return sorted((folder / PLACE).glob("*/*.cmev"))
