"""An author's chain counts as far as it holds together."""

from dataclasses import replace

import pytest

from cm_desktop.domain.approvals.cases import CaseState, Standing
from cm_desktop.domain.approvals.events import Event, EventId, Head, Position
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.people import TeamId
from tests.approvals.made_up import CASE, TEAM, Office, named


def told(office: Office, *, without: tuple[Event, ...] = (), more: tuple[Event, ...] = ()) -> Standing:
    left_out = {one.id for one in without}
    events = [one for one in (*office.events, *more) if one.id not in left_out]
    return fold(events, team=TEAM, root=office.ines.key)


def test_what_comes_after_a_missing_event_does_not_count_yet(office: Office) -> None:
    asked = office.hugo.asks()
    before = office.claire.says(Head())
    office.claire.approves(asked)
    standing = told(office, without=(before,))
    assert standing.gaps == {office.claire.key: 1}
    assert standing.cases[CASE].state is CaseState.SUBMITTED
    assert not standing.void
    assert told(office).cases[CASE].state is CaseState.APPROVED


def test_of_an_author_who_signed_one_number_twice_nothing_counts_from_there(office: Office) -> None:
    asked = office.hugo.asks()
    office.claire.says(Head())
    yes = office.claire.approves(asked)
    assert told(office).cases[CASE].state is CaseState.APPROVED
    again = office.claire.says(yes.body, seq=2, case=CASE, papers=None)
    office.claire.says(Head())
    standing = told(office, more=(again,))
    assert standing.forked == {office.claire.key: 2}
    assert standing.cases[CASE].state is CaseState.SUBMITTED


def test_an_event_that_follows_another_than_the_one_here_tells_of_two(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    stray = replace(yes, id=EventId(named("stray")), seq=2, prev=EventId(named("another first one")))
    standing = told(office, more=(stray,))
    assert standing.forked == {office.claire.key: 1}
    assert standing.cases[CASE].state is CaseState.SUBMITTED


def test_what_tells_of_a_second_event_goes_on_telling_of_it_when_the_first_ones_successor_arrives(
    office: Office,
) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    stray = replace(yes, id=EventId(named("stray")), seq=2, prev=EventId(named("another first one")))
    office.claire.says(Head())
    standing = told(office, more=(stray,))
    assert standing.forked == {office.claire.key: 1}
    assert standing.cases[CASE].state is CaseState.SUBMITTED


@pytest.mark.parametrize("seq", [0, -1, 10**18])
def test_a_number_that_cannot_be_is_no_event(office: Office, seq: int) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    odd = replace(yes, id=EventId(named("odd")), seq=seq)
    assert told(office, without=(yes,), more=(odd,)).cases[CASE].state is CaseState.SUBMITTED
    assert told(office, more=(odd,)).cases[CASE].state is CaseState.APPROVED


def test_a_first_event_that_follows_another_is_none(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    odd = replace(yes, id=EventId(named("odd")), prev=EventId(named("before the first")))
    assert told(office, without=(yes,), more=(odd,)).cases[CASE].state is CaseState.SUBMITTED


def test_what_others_have_read_and_is_not_here_is_awaited(office: Office) -> None:
    asked = office.hugo.asks()
    office.claire.approves(asked)
    no = office.paul.refuses(asked)
    office.lea.reads(office.paul)
    office.lea.says(Head())
    standing = told(office, without=(no,))
    assert standing.awaited == {office.paul.key: 1}
    assert standing.gaps == {}
    assert told(office).awaited == {}


def test_only_a_member_is_believed_to_have_read_further(office: Office) -> None:
    office.lea.seen[office.paul.key] = Position(seq=9, id=EventId(named("nine")))
    head = office.lea.says(Head())
    assert told(office).awaited == {office.paul.key: 9}
    assert told(office).have_read_more([office.paul.key]) == ("Lea",)
    assert told(office).have_read_more([office.hugo.key]) == ()
    office.ines.ends(office.lea, head.seq - 1)
    assert told(office).awaited == {}


def test_what_was_said_in_another_team_counts_nowhere_else(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    elsewhere = replace(yes, id=EventId(named("elsewhere")), team=TeamId("ff" * 16))
    standing = told(office, without=(yes,), more=(elsewhere,))
    assert standing.cases[CASE].state is CaseState.SUBMITTED
    assert elsewhere.id in standing.void
    assert not told(office, more=(elsewhere,)).forked
