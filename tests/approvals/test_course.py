"""One case through its life: edited, withdrawn, expired, sent."""

from cm_desktop.domain.approvals.cases import Case, CaseState
from cm_desktop.domain.approvals.events import (
    Event,
    Expiry,
    Failed,
    Head,
    Sending,
    Sent,
    WhyFailed,
    WhyWithdrawn,
    Withdrawal,
)
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.people import Role
from tests.approvals.made_up import CASE, TEAM, Device, Office


def case(office: Office, *more: Event) -> Case:
    return fold([*office.events, *more], team=TEAM, root=office.ines.key).cases[CASE]


def withdraw(by: Device, asked: Event) -> Event:
    return by.says(Withdrawal(request=asked.id, why=WhyWithdrawn.BY_AUTHOR), case=asked.case)


def sending(by: Device, asked: Event, *answers: Event) -> Event:
    return by.says(Sending(request=asked.id, answers=tuple(one.id for one in answers)), case=asked.case)


def test_an_edit_asks_anew_and_what_was_answered_before_falls_away(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    edited = office.hugo.asks(replaces=asked.id)
    found = case(office)
    assert found.state is CaseState.SUBMITTED
    assert (found.versions, found.rulings) == ((asked, edited), ())
    assert [one.event for one in found.earlier] == [yes]
    office.paul.approves(asked)
    assert case(office).state is CaseState.SUBMITTED
    office.paul.approves(edited)
    assert case(office).state is CaseState.APPROVED


def test_two_edits_of_one_request_wait_for_one_that_takes_the_place_of_both(office: Office) -> None:
    tablet = Device("Hugo's tablet", Role.MODERATOR, person="Hugo")
    office.ines.welcomes(tablet)
    office.others.append(tablet)
    asked = office.hugo.asks()
    one, other = office.hugo.asks(replaces=asked.id), tablet.asks(replaces=asked.id)
    office.claire.approves(one)
    assert case(office).state is CaseState.CONFLICT
    office.hugo.asks(replaces=one.id)
    assert case(office).state is CaseState.CONFLICT
    last = office.hugo.said[-1]
    final = office.hugo.asks(replaces=last.id, instead_of=(other,))
    office.claire.approves(final)
    assert case(office).state is CaseState.APPROVED


def test_a_case_that_two_began_is_nobodys_to_approve(office: Office) -> None:
    asked = office.hugo.asks()
    taken = office.lea.asks()
    office.claire.approves(asked)
    office.claire.approves(taken)
    assert case(office).state is CaseState.CONFLICT
    over = office.lea.asks(replaces=taken.id, instead_of=(asked,))
    office.claire.approves(over)
    assert case(office).state is CaseState.CONFLICT


def test_nobody_edits_anothers_request(office: Office) -> None:
    asked = office.hugo.asks()
    office.claire.approves(asked)
    other = office.lea.asks(replaces=asked.id)
    office.claire.approves(other)
    found = case(office)
    assert found.state is CaseState.APPROVED
    assert found.versions == (asked,)


def test_an_edit_of_what_is_not_here_yet_waits(office: Office) -> None:
    tablet = Device("Hugo's tablet", Role.MODERATOR, person="Hugo")
    office.ines.welcomes(tablet)
    first = office.hugo.asks()
    second = tablet.asks(replaces=first.id)
    third = office.hugo.asks(replaces=second.id)
    office.claire.approves(first)
    office.claire.approves(third)
    assert case(office).state is CaseState.SUBMITTED
    office.others.append(tablet)
    assert case(office).state is CaseState.APPROVED
    assert case(office).versions == (first, second, third)


def test_what_is_withdrawn_is_not_approved(office: Office) -> None:
    asked = office.hugo.asks()
    office.claire.approves(asked)
    withdraw(office.hugo, asked)
    assert case(office).state is CaseState.WITHDRAWN
    assert case(office).approved is None


def test_what_is_expired_is_not_approved(office: Office) -> None:
    asked = office.hugo.asks()
    office.claire.approves(asked)
    office.hugo.says(Expiry(request=asked.id), case=CASE)
    assert case(office).state is CaseState.EXPIRED


def test_only_who_asked_withdraws(office: Office) -> None:
    asked = office.hugo.asks()
    office.claire.approves(asked)
    withdraw(office.lea, asked)
    sending(office.lea, asked)
    office.lea.says(Sent(request=asked.id), case=CASE)
    assert case(office).state is CaseState.APPROVED


def test_a_withdrawal_comes_too_late_once_it_is_on_its_way(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    sending(office.hugo, asked, yes)
    withdraw(office.hugo, asked)
    found = case(office)
    assert found.state is CaseState.SENDING
    assert found.ended_late
    assert found.approved
    assert found.approved.event == yes


def test_what_was_called_back_first_is_not_on_its_way(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    withdraw(office.hugo, asked)
    sending(office.hugo, asked, yes)
    assert case(office).state is CaseState.WITHDRAWN


def test_sent_is_the_end_and_a_refusal_that_comes_later_is_told(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    sending(office.hugo, asked, yes)
    office.hugo.says(Sent(request=asked.id), case=CASE)
    assert case(office).state is CaseState.SENT
    assert not case(office).late_objection
    office.paul.refuses(asked)
    withdraw(office.hugo, asked)
    office.hugo.asks(replaces=asked.id)
    found = case(office)
    assert found.state is CaseState.SENT
    assert found.late_objection
    assert found.current == asked
    assert found.approved
    assert found.approved.event == yes


def test_what_left_without_an_approval_is_shown_without_one(office: Office) -> None:
    asked = office.hugo.asks()
    no = office.claire.refuses(asked)
    sending(office.hugo, asked, no)
    assert case(office).state is CaseState.SENDING
    assert case(office).approved is None


def failed(by: Device, asked: Event, why: WhyFailed = WhyFailed.REFUSED) -> Event:
    return by.says(Failed(request=asked.id, why=why), case=CASE)


def test_what_the_page_refused_has_failed_and_is_no_longer_on_its_way(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    office.hugo.reads(office.claire)
    sending(office.hugo, asked, yes)
    failed(office.hugo, asked, WhyFailed.GONE)
    found = case(office)
    assert (found.state, found.failed) == (CaseState.FAILED, WhyFailed.GONE)
    assert found.approved
    assert found.approved.event == yes


def test_another_attempt_is_on_its_way_again_and_may_arrive(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    office.hugo.reads(office.claire)
    sending(office.hugo, asked, yes)
    failed(office.hugo, asked)
    sending(office.hugo, asked, yes)
    assert (case(office).state, case(office).failed) == (CaseState.SENDING, None)
    office.hugo.says(Sent(request=asked.id), case=CASE)
    assert (case(office).state, case(office).failed) == (CaseState.SENT, None)


def test_what_failed_can_be_refused_decided_anew_or_withdrawn(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    office.hugo.reads(office.claire)
    sending(office.hugo, asked, yes)
    failed(office.hugo, asked)
    other = office.claire.corrects(asked, instead_of=(yes,))
    assert case(office).state is CaseState.CORRECTED, "nobody tried that one yet"
    office.paul.refuses(asked)
    assert case(office).state is CaseState.REJECTED
    assert not case(office).late_objection
    office.claire.says(Head())
    withdraw(office.hugo, asked)
    assert case(office).state is CaseState.WITHDRAWN
    assert other.id in {one.event.id for one in case(office).rulings}


def test_what_is_held_after_an_attempt_stands_as_before_and_can_be_refused(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    office.hugo.reads(office.claire)
    sending(office.hugo, asked, yes)
    failed(office.hugo, asked, WhyFailed.HELD)
    assert (case(office).state, case(office).failed) == (CaseState.APPROVED, None)
    office.paul.refuses(asked)
    assert (case(office).state, case(office).late_objection) == (CaseState.REJECTED, False)


def test_what_was_given_up_is_withdrawn_though_it_was_on_its_way(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    office.hugo.reads(office.claire)
    sending(office.hugo, asked, yes)
    failed(office.hugo, asked, WhyFailed.GIVEN_UP)
    withdraw(office.hugo, asked)
    assert (case(office).state, case(office).ended_late) == (CaseState.WITHDRAWN, False)


def test_only_who_asked_says_that_it_failed(office: Office) -> None:
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    office.hugo.reads(office.claire)
    sending(office.hugo, asked, yes)
    office.lea.reads(office.hugo, office.claire)
    failed(office.lea, asked)
    failed(office.claire, asked)
    assert case(office).state is CaseState.SENDING


def test_a_failure_that_did_not_know_of_the_attempt_ends_none(office: Office) -> None:
    """A second device of who asked, which has not read that it was sent again."""
    laptop = Device("Hugo's laptop", Role.MODERATOR, person="Hugo")
    office.ines.welcomes(laptop)
    office.others.append(laptop)
    laptop.reads(office.ines)
    asked = office.hugo.asks()
    yes = office.claire.approves(asked)
    office.hugo.reads(office.claire)
    laptop.reads(office.hugo, office.claire)
    sending(office.hugo, asked, yes)
    failed(laptop, asked)
    assert case(office).state is CaseState.SENDING
