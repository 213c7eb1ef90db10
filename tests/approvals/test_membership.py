"""Who takes part, since when, until when, as what."""

from cm_desktop.domain.approvals.cases import CaseState, Standing
from cm_desktop.domain.approvals.events import Event, Head, Joining
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.people import Role
from tests.approvals.made_up import CASE, TEAM, Device, Office


def told(office: Office, *more: Event) -> Standing:
    return fold([*office.events, *more], team=TEAM, root=office.ines.key)


def joins(office: Office, device: Device) -> Device:
    """From now on its events are among the team's."""
    office.others.append(device)
    return device


def test_whom_an_owner_welcomes_takes_part(office: Office) -> None:
    standing = told(office)
    assert standing.members[office.paul.key].role is Role.SUPERVISOR
    assert len(standing.members) == 5
    assert not standing.void


def test_nobody_takes_part_where_the_first_owner_is_another(office: Office) -> None:
    asked = office.hugo.asks()
    office.claire.approves(asked)
    standing = fold(office.events, team=TEAM, root=office.claire.key)
    assert standing == Standing(void=frozenset(one.id for one in office.events))


def test_only_owners_welcome(office: Office) -> None:
    stranger = joins(office, Device("Max", Role.SUPERVISOR))
    office.claire.welcomes(stranger)
    asked = office.hugo.asks()
    yes = stranger.approves(asked)
    standing = told(office)
    assert stranger.key not in standing.members
    assert yes.id in standing.void
    assert standing.cases[CASE].state is CaseState.SUBMITTED


def test_nobody_lets_themselves_in(office: Office) -> None:
    stranger = joins(office, Device("Max", Role.OWNER))
    stranger.founds()
    stranger.welcomes(stranger)
    stranger.ends(office.ines, 0)
    assert told(office).members.keys() == {one.key for one in (office.ines, *office.others)} - {stranger.key}
    assert not told(office).revoked


def test_who_asks_to_take_part_is_listed_until_they_do(office: Office) -> None:
    newcomer = joins(office, Device("Nora", Role.MODERATOR))
    asking = newcomer.says(Joining(member=newcomer.member, invitation="ab" * 16, proof=bytes(32)))
    standing = told(office)
    assert standing.asking == (asking,)
    assert asking.id not in standing.void
    office.ines.welcomes(newcomer)
    assert told(office).asking == ()


def test_nobody_asks_in_anothers_name(office: Office) -> None:
    newcomer = joins(office, Device("Nora", Role.MODERATOR))
    newcomer.says(Joining(member=Device("Otto", Role.MODERATOR).member, invitation="ab" * 16, proof=bytes(32)))
    assert told(office).asking == ()


def test_nobody_approves_their_own_with_a_second_device_of_another_role(office: Office) -> None:
    second = joins(office, Device("Hugo's laptop", Role.SUPERVISOR, person="Hugo"))
    office.ines.welcomes(second)
    asked = office.hugo.asks()
    second.approves(asked)
    assert told(office).cases[CASE].state is CaseState.SUBMITTED
    office.ines.asks(replaces=asked.id)
    assert told(office).cases[CASE].current.id == asked.id


def test_an_owner_does_not_approve_their_own_either(office: Office) -> None:
    asked = office.ines.asks()
    office.ines.approves(asked)
    assert told(office).cases[CASE].state is CaseState.SUBMITTED
    office.claire.approves(asked)
    assert told(office).cases[CASE].state is CaseState.APPROVED


def test_a_moderator_does_not_approve(office: Office) -> None:
    asked = office.hugo.asks()
    office.lea.approves(asked)
    assert told(office).cases[CASE].state is CaseState.SUBMITTED


def test_a_wider_part_counts_from_where_its_holder_knew_of_it(office: Office) -> None:
    before = office.hugo.asks()
    office.lea.approves(before)
    office.ines.welcomes(office.lea, Role.SUPERVISOR)
    assert told(office).cases[CASE].state is CaseState.SUBMITTED
    office.lea.reads(office.ines)
    office.lea.approves(before)
    assert told(office).cases[CASE].state is CaseState.APPROVED
    assert told(office).members[office.lea.key].role is Role.SUPERVISOR


def test_what_was_said_in_a_part_that_is_not_here_yet_is_not_said_in_a_wider_one() -> None:
    ines, anne = Device("Ines", Role.OWNER), Device("Anne", Role.OWNER)
    hugo, lea = Device("Hugo", Role.MODERATOR), Device("Lea", Role.MODERATOR)
    ines.founds()
    ines.welcomes(anne)
    ines.welcomes(hugo)
    missing = ines.welcomes(lea)
    for one in (anne, hugo, lea):
        one.reads(ines)
    lea.approves(hugo.asks())
    anne.welcomes(lea, Role.SUPERVISOR)
    events = [event for one in (ines, anne, hugo, lea) for event in one.said if event is not missing]
    standing = fold(events, team=TEAM, root=ines.key)
    assert standing.members[lea.key].role is Role.SUPERVISOR
    assert standing.cases[CASE].state is CaseState.SUBMITTED


def test_who_knew_of_no_part_of_theirs_answers_nothing(office: Office) -> None:
    newcomer = joins(office, Device("Nora", Role.SUPERVISOR))
    office.ines.welcomes(newcomer)
    asked = office.hugo.asks()
    newcomer.approves(asked)
    assert told(office).cases[CASE].state is CaseState.SUBMITTED
    newcomer.reads(office.ines)
    newcomer.approves(asked)
    assert told(office).cases[CASE].state is CaseState.APPROVED


def test_a_part_is_not_narrowed_by_another_welcome(office: Office) -> None:
    office.ines.welcomes(office.claire, Role.MODERATOR)
    office.claire.reads(office.ines)
    office.claire.approves(office.hugo.asks())
    assert told(office).cases[CASE].state is CaseState.APPROVED


def test_a_key_that_was_given_to_two_persons_is_nobodys(office: Office) -> None:
    office.ines.welcomes(office.claire)
    asked = office.hugo.asks()
    office.claire.approves(asked)
    assert told(office).cases[CASE].state is CaseState.APPROVED
    other = Device("Claire", Role.SUPERVISOR, person="Somebody else")
    office.ines.welcomes(other)
    standing = told(office)
    assert office.claire.key not in standing.members
    assert standing.cases[CASE].state is CaseState.SUBMITTED


def test_what_a_device_says_after_its_part_ended_is_void_and_what_it_said_before_stands(office: Office) -> None:
    asked = office.hugo.asks()
    office.claire.approves(asked)
    office.ines.ends(office.claire)
    assert told(office).cases[CASE].state is CaseState.APPROVED
    late = office.claire.refuses(asked)
    standing = told(office)
    assert standing.cases[CASE].state is CaseState.APPROVED
    assert late.id in standing.void
    assert standing.revoked == {office.claire.key: 1}


def test_a_part_may_be_ended_before_what_was_said_and_the_least_number_counts(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    office.ines.ends(office.claire, yes.seq)
    office.ines.ends(office.claire, yes.seq - 1)
    office.ines.ends(office.claire, 99)
    assert told(office).cases[CASE].state is CaseState.SUBMITTED


def test_ending_a_part_ends_the_fork_of_that_device(office: Office) -> None:
    office.claire.says(Head())
    twice = office.claire.says(Head(), seq=1)
    assert told(office, twice).forked == {office.claire.key: 1}
    office.ines.ends(office.claire, 0)
    assert told(office, twice).forked == {}


def test_only_owners_end_a_part(office: Office) -> None:
    asked = office.hugo.asks()
    office.paul.approves(asked)
    office.claire.ends(office.paul, 0)
    office.lea.ends(office.paul, 0)
    assert told(office).cases[CASE].state is CaseState.APPROVED
    assert not told(office).revoked


def test_an_owner_who_is_out_ends_nobodys_part_and_lets_nobody_in(office: Office) -> None:
    second, friend = joins(office, Device("Anne", Role.OWNER)), joins(office, Device("Max", Role.SUPERVISOR))
    office.ines.welcomes(second)
    second.says(Head())
    office.ines.ends(second)
    second.welcomes(friend)
    second.ends(office.ines, 0)
    standing = told(office)
    assert standing.revoked == {second.key: 1}
    assert friend.key not in standing.members


def test_whom_an_owner_let_in_stays_when_that_owner_leaves(office: Office) -> None:
    second, friend = joins(office, Device("Anne", Role.OWNER)), joins(office, Device("Max", Role.SUPERVISOR))
    office.ines.welcomes(second)
    second.welcomes(friend)
    office.ines.ends(second)
    assert friend.key in told(office).members
    office.ines.ends(second, 0)
    assert friend.key not in told(office).members


def test_the_first_owners_lost_device_is_put_out_by_the_second(office: Office) -> None:
    second = joins(office, Device("Ines' paper key", Role.OWNER, person="Ines"))
    office.ines.welcomes(second)
    second.ends(office.ines)
    thief = joins(office, Device("Max", Role.SUPERVISOR))
    office.ines.welcomes(thief)
    standing = told(office)
    assert thief.key not in standing.members
    assert standing.revoked.keys() == {office.ines.key}
    assert len(standing.members) == 6


def test_where_two_owners_put_each_other_out_the_one_nearer_to_the_first_counts(office: Office) -> None:
    second, friend = joins(office, Device("Anne", Role.OWNER)), joins(office, Device("Max", Role.SUPERVISOR))
    office.ines.welcomes(second)
    second.ends(office.ines, 0)
    second.welcomes(friend)
    office.ines.ends(second, 0)
    standing = told(office)
    assert standing.revoked == {second.key: 0}
    assert friend.key not in standing.members


def test_of_two_owners_as_near_who_put_each_other_out_both_are(office: Office) -> None:
    second, third = joins(office, Device("Anne", Role.OWNER)), joins(office, Device("Max", Role.OWNER))
    office.ines.welcomes(second)
    office.ines.welcomes(third)
    second.ends(third, 0)
    third.ends(second, 0)
    asked = office.hugo.asks()
    second.approves(asked)
    third.approves(asked)
    standing = told(office)
    assert standing.revoked == {second.key: 0, third.key: 0}
    assert standing.cases[CASE].state is CaseState.SUBMITTED


def test_owners_made_by_one_who_is_out_keep_nobody_in_between_them(office: Office) -> None:
    second, third = joins(office, Device("Anne", Role.OWNER)), joins(office, Device("Max", Role.OWNER))
    office.ines.welcomes(second)
    office.ines.ends(second, 0)
    second.welcomes(third)
    third.welcomes(second)
    third.welcomes(third)
    third.ends(office.ines, 0)
    standing = told(office)
    assert third.key not in standing.members
    assert standing.revoked == {second.key: 0}
