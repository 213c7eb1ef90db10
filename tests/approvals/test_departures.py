"""Whoever leaves is out by their own word, from there on, whoever they were."""

from cm_desktop.approvals.ownership import Owners
from cm_desktop.domain.approvals.cases import CaseState, Standing
from cm_desktop.domain.approvals.events import Departure, Event, Head, Joining
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.people import Role
from tests.approvals.cast import cast
from tests.approvals.made_up import CASE, TEAM, Device, Office


def told(office: Office, *more: Event) -> Standing:
    return fold([*office.events, *more], team=TEAM, root=office.ines.key)


def test_what_was_said_before_leaving_stands_and_nothing_after_it(office: Office) -> None:
    asked = office.hugo.asks()
    office.claire.approves(asked)
    gone = office.claire.says(Departure())
    assert told(office).cases[CASE].state is CaseState.APPROVED
    late = office.claire.refuses(asked)
    standing = told(office)
    assert standing.cases[CASE].state is CaseState.APPROVED
    assert standing.revoked == {office.claire.key: gone.seq}
    assert standing.left == {office.claire.key}
    assert late.id in standing.void


def test_who_left_is_seen_off_once_an_owner_ended_that_part(office: Office) -> None:
    gone = office.claire.says(Departure())
    office.ines.ends(office.claire, 99)
    standing = told(office)
    assert (standing.revoked, standing.left) == ({office.claire.key: gone.seq}, frozenset())


def test_a_part_that_was_ended_before_stays_ended_there(office: Office) -> None:
    yes = office.claire.approves(office.hugo.asks())
    office.claire.says(Departure())
    office.ines.ends(office.claire, yes.seq - 1)
    assert told(office).cases[CASE].state is CaseState.SUBMITTED


def test_nobody_leaves_for_another(office: Office) -> None:
    """It names nobody: who signed it is who goes."""
    office.lea.says(Departure())
    assert told(office).revoked.keys() == {office.lea.key}


def test_an_owner_who_left_lets_nobody_in_and_ends_nobodys_part(office: Office) -> None:
    second, friend = Device("Anne", Role.OWNER), Device("Max", Role.SUPERVISOR)
    office.others += [second, friend]
    office.ines.welcomes(second)
    office.ines.says(Departure())
    office.ines.welcomes(friend)
    office.ines.ends(second, 0)
    standing = told(office)
    assert standing.revoked.keys() == {office.ines.key}
    assert friend.key not in standing.members
    second.reads(office.ines)
    second.welcomes(friend)
    assert friend.key in told(office).members


def test_who_asked_to_come_in_and_left_asks_no_more(office: Office) -> None:
    friend = Device("Max", Role.SUPERVISOR)
    office.others.append(friend)
    friend.says(Joining(member=friend.member, invitation="4f" * 16, proof=b""))
    assert len(told(office).asking) == 1
    friend.says(Departure())
    assert told(office).asking == ()
    office.ines.welcomes(friend)
    assert friend.key in told(office).revoked, "let in by an owner who had not heard of it"


def test_a_second_word_of_that_number_is_a_fork_and_no_departure(office: Office) -> None:
    office.claire.says(Departure())
    twice = office.claire.says(Head(), seq=1)
    standing = told(office, twice)
    assert (standing.forked, standing.left) == ({office.claire.key: 1}, frozenset())


def test_an_owner_who_left_gives_the_team_no_key() -> None:
    """Their own key would be one that whoever left knows."""
    team = cast()
    owner = team.owner
    said = [one.event for one in owner.said]
    owner.say(Departure())
    renewed = owner.say(owner.notary.revocation(team.supervisor.member.key, 0, [owner.member, team.moderator.member]))
    before, after = Owners(owner.member.key), Owners(owner.member.key)
    for event in (*said, renewed.event):
        before.learn(event)
    for event in (*said, *(one.event for one in owner.said[len(said) :])):
        after.learn(event)
    to = team.moderator.member.key
    assert len([*before.given(to)]) == 2, "the control: had they not left, it would"
    assert len([*after.given(to)]) == 1
