"""Whoever may write in the shared folder may fill it with events of devices that nobody knows: the team goes on."""

import pytest

from cm_desktop.approvals.notary import TeamNotary
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Event, Head
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.approvals.ports import Filed, Sheet, Signed
from cm_desktop.domain.comments import CommentRef
from cm_desktop.engine.supervision.strangers import MOST
from tests.engine.supervision.people import People, Person
from tests.engine.supervision.strangers import flood

THOUSANDS = 3_000


def events(person: Person) -> list[Event]:
    return list(person.desk.supervision._records.known(person.team).events.values())


def strange(person: Person) -> list[Event]:
    """Kept here, of devices that take no part."""
    members = person.desk.supervision._records.known(person.team).standing.members
    return [event for event in events(person) if event.by not in members]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sheets that anybody opened, as they were opened."""
    names: list[str] = []
    before = TeamNotary.open

    def noted(self: TeamNotary, sheet: Sheet, *, checked: bool = False) -> Signed | Filed:
        names.append(sheet.name)
        return before(self, sheet, checked=checked)

    monkeypatch.setattr(TeamNotary, "open", noted)
    return names


def test_thousands_of_strangers_make_no_event_grow_and_are_not_kept(
    people: People, two: tuple[Person, Person], comment: CommentRef, opened: list[str]
) -> None:
    owner, supervisor = two
    flood(people.folder, owner.team, THOUSANDS)
    supervisor.approve(owner.ask(comment))
    owner.scan()
    signed = owner.desk.supervision._answering._pen.sign(owner.team, Head())
    assert set(signed.seen) == {supervisor.desk.supervision.teams.one(supervisor.team).key}
    for person in two:
        assert len(strange(person)) == MOST
        assert person.desk.supervision.teams.status(person.team).refused == THOUSANDS - MOST
    opened.clear()
    owner.scan()
    assert len(opened) < 10, "what was put aside is not opened at every reading"


def test_whoever_was_invited_gets_in_through_the_crowd(people: People, two: tuple[Person, Person]) -> None:
    owner, supervisor = two
    flood(people.folder, owner.team, MOST + 300)
    owner.scan()
    assert len(strange(owner)) == MOST
    people.joins(people.comes("Paul"), owner, Role.SUPERVISOR)
    supervisor.scan()
    assert len(supervisor.desk.supervision.teams.one(owner.team).members) == 3


def test_who_comes_into_a_crowded_folder_reads_all_of_the_team_at_once(
    people: People, two: tuple[Person, Person], comment: CommentRef
) -> None:
    """Members whom a member let in are strangers to whoever has not read so yet."""
    owner, _ = two
    second = people.comes("Alix")
    people.joins(second, owner, Role.OWNER)
    third = people.comes("Paul")
    people.joins(third, second, Role.SUPERVISOR)
    for person in (owner, third):
        person.scan()
    case = owner.ask(comment)
    third.approve(case)
    flood(people.folder, owner.team, MOST + 300)
    new = people.comes("Nora")
    people.joins(new, owner, Role.SUPERVISOR)
    assert len(new.desk.supervision.teams.one(new.team).members) == 5
    assert new.desk.supervision.case(case).state is CaseState.APPROVED


def test_one_who_was_put_aside_is_heard_as_soon_as_somebody_lets_them_in(
    people: People, two: tuple[Person, Person], comment: CommentRef
) -> None:
    """Welcome and word come with one reading: it is the one that decides whether something leaves."""
    owner, supervisor = two
    flood(people.folder, owner.team, MOST)
    supervisor.scan()
    paul = people.comes("Paul")
    invited = owner.desk.supervision.teams.invite(owner.team)
    paul.team = owner.team
    joined = paul.desk.supervision.teams.join(invited.file, invited.code, "Paul", people.folder)
    supervisor.scan()
    assert joined.key not in {event.by for event in events(supervisor)}
    owner.scan()
    owner.desk.supervision.teams.welcome(owner.team, joined.key, Role.SUPERVISOR)
    paul.scan()
    case = owner.ask(comment)
    paul.approve(case)
    supervisor.scan_only()
    assert supervisor.desk.supervision.case(case).state is CaseState.APPROVED


def test_what_a_stranger_says_at_length_is_not_kept_at_all(people: People, two: tuple[Person, Person]) -> None:
    owner, _ = two
    flood(people.folder, owner.team, 3, name="x" * 100_000)
    owner.scan()
    assert strange(owner) == []
