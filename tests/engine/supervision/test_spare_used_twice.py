"""A lone owner's printed code that was used on two computers which never heard of each other: said, and a way out."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId
from cm_desktop.domain.approvals.people import Level, Role
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import NotEntitled
from cm_desktop.settings import resources
from tests.engine.port import CLIENT, FakePlatform
from tests.engine.supervision.people import People, Person
from tests.engine.supervision.test_spare_used import comes_back, key

SIGNED = Policy(demands=(Demand(level=Level.SIGNED),))


class Lost:
    """The one owner, whose computer is gone. `codes` are the two that were printed, the first of which was used twice."""

    def __init__(self, people: People, two: tuple[Person, Person], comment: CommentRef) -> None:
        self.owner, self.supervisor = two
        self.people = people
        self.case: CaseId = self.owner.ask(comment)
        self.supervisor.approve(self.case)
        self.owner.desk.supervision.teams.set_policy(CLIENT.id, SIGNED)
        spare = self.owner.desk.supervision.spare
        self.codes = [spare.printed(self.owner.team) for _ in range(2)]
        self.owner.scan()
        self.owner.desk.close()

    def used_twice(self) -> tuple[Person, Person]:
        """Each computer had the folder as it was before the other one."""
        self.people.take_away()
        shutil.copytree(self.people.aside, self.people.folder)
        first = self.back("Camille, first")
        self.people.bring_back()
        second = self.back("Camille, second")
        for person in (first, second, first):
            person.scan()
        return first, second

    def back(self, name: str, code: int = 0) -> Person:
        """With the page, which is a client's who wants all of it validated."""
        person = self.people.moderator(name)
        spare = person.desk.supervision.spare
        person.team = spare.come_back(self.codes[code], "Lumen", [CLIENT.id], self.people.folder)
        return person


@pytest.fixture
def lost(people: People, two: tuple[Person, Person], comment: CommentRef) -> Lost:
    return Lost(people, two, comment)


def test_both_are_told_that_the_team_hears_neither(lost: Lost) -> None:
    for person in lost.used_twice():
        team = person.desk.supervision.teams.one(person.team)
        assert (team.me, team.over, team.shut_out) == (None, False, True)
    lost.supervisor.scan()
    assert not lost.supervisor.desk.supervision.teams.one(lost.supervisor.team).shut_out
    with pytest.raises(NotEntitled, match="used_twice"):
        comes_back(lost.people, lost.codes[0], "Camille, third")


def test_a_code_used_once_shuts_nobody_out(lost: Lost) -> None:
    """Control."""
    assert not lost.back("Camille, first").desk.supervision.teams.all()[0].shut_out


def test_another_spare_key_lets_them_back_in(lost: Lost) -> None:
    first, second = lost.used_twice()
    with pytest.raises(NotEntitled, match="used_twice"):
        first.desk.supervision.spare.come_back(lost.codes[0], "Lumen", [], lost.people.folder)
    first.desk.supervision.spare.come_back(lost.codes[1], "Lumen", [], lost.people.folder)
    teams = first.desk.supervision.teams
    (torn,) = teams.one(first.team).torn
    teams.revoke(first.team, torn)
    team = teams.one(first.team)
    assert (team.shut_out, team.torn, team.me and team.me.role) == (False, frozenset(), Role.OWNER)
    lost.people.joins(second, first, Role.MODERATOR)
    lost.supervisor.scan()
    there = {one.key for one in lost.supervisor.desk.supervision.teams.one(lost.supervisor.team).members}
    assert {key(first), key(second)} <= there


def test_without_another_one_the_owner_begins_anew_with_the_client_and_keeps_what_was_decided(
    lost: Lost, comment: CommentRef, platform: FakePlatform
) -> None:
    first, _ = lost.used_twice()
    assert first.desk.supervision.case(lost.case).case.state is CaseState.APPROVED
    assert len(first.desk.supervision.journal(first.team)) > 0
    former, teams = first.team, first.desk.supervision.teams
    first.team = teams.found("Lumen, anew", [CLIENT.id], lost.people.folder, "Camille").id
    assert (teams.one(former).clients, teams.policy(CLIENT.id)) == ((), Policy())
    teams.set_policy(CLIENT.id, SIGNED)
    judge = lost.people.comes("Alix")
    lost.people.joins(judge, first, Role.SUPERVISOR)
    first.desk.sync()
    case = first.ask(comment, "Bonjour Marc.")
    judge.approve(case)
    assert first.see(case).state is CaseState.APPROVED
    first.desk.send()
    first.desk.send()
    assert "Bonjour Marc." in [reply.text for _, reply in platform.replies]


def test_the_journal_tells_of_it_and_holds(lost: Lost, tmp_path: Path) -> None:
    """Both words that contradict each other are in it, and what was decided before is as sure as ever."""
    first, _ = lost.used_twice()
    file = tmp_path / "journal.zip"
    file.write_bytes(first.desk.supervision.journal(first.team))
    checked = subprocess.run(
        (sys.executable, str(resources() / "supervision" / "verify.py"), str(file)), capture_output=True, check=False
    )
    assert (checked.returncode, b"contradicts itself" in checked.stdout) == (0, True), checked.stdout


def test_a_moderator_takes_no_client_along_all_the_same(lost: Lost) -> None:
    """Control: what a client wants validated is the owner's to say."""
    other = lost.people.moderator("Noé")
    again = lost.back("Camille, again", code=1)
    lost.people.joins(other, again, Role.MODERATOR)
    other.desk.supervision.teams.work_for(other.team, [CLIENT.id])
    lost.used_twice()
    other.scan()
    with pytest.raises(NotEntitled, match="role"):
        other.desk.supervision.teams.found("Sans accord", [CLIENT.id], lost.people.folder, "Noé")
