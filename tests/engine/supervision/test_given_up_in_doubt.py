"""What may be on the page is never told as withdrawn by who asked, whatever becomes of its row here."""

from collections.abc import Callable

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Failed, Withdrawal
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import Transient
from cm_desktop.domain.outbox import READS_BEFORE_ASKING, State
from cm_desktop.engine.supervision import telling
from tests.engine.port import ACCOUNT, LOST, FakeClock, FakePlatform, Fault
from tests.engine.supervision.people import Person

Two = tuple[Person, Person]
GivesUp = Callable[[Person, CommentRef], object]


def drops(moderator: Person, ref: CommentRef) -> object:
    return moderator.desk.acts.drop(moderator.rows()[0].id).result()


def removes_the_page(moderator: Person, ref: CommentRef) -> object:
    return moderator.desk.accounts.remove(ACCOUNT.id)


def erases_the_person(moderator: Person, ref: CommentRef) -> object:
    return moderator.desk.person_erasing.erase(ref)


def told(person: Person) -> list[Failed | Withdrawal]:
    """What this person's team was told of what came to nothing."""
    events = person.desk.supervision._records.known(person.team).events.values()
    return [event.body for event in events if isinstance(event.body, Failed | Withdrawal)]


def leaves(two: Two, comment: CommentRef, platform: FakePlatform, fault: Fault) -> CaseId:
    """Approved, and tried once."""
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    moderator.scan()
    platform.faults.append(fault)
    moderator.desk.send()
    return case


def read_again(moderator: Person, supervisor: Person, case: CaseId) -> CaseState:
    moderator.scan()
    moderator.scan()
    return supervisor.see(case).state


@pytest.mark.parametrize("gives_up", [drops, removes_the_page, erases_the_person])
def test_what_is_on_the_page_is_said_to_be_leaving_still(
    two: Two, comment: CommentRef, platform: FakePlatform, gives_up: GivesUp
) -> None:
    moderator, supervisor = two
    case = leaves(two, comment, platform, Fault(LOST, applied=True))
    gives_up(moderator, comment)
    assert read_again(moderator, supervisor, case) is CaseState.SENDING
    assert told(supervisor) == []
    assert [reply.text for _, reply in platform.replies] == ["Bonjour."]


@pytest.mark.parametrize("gives_up", [removes_the_page, erases_the_person])
def test_so_is_what_is_just_leaving(two: Two, comment: CommentRef, platform: FakePlatform, gives_up: GivesUp) -> None:
    moderator, supervisor = two
    platform.on_write = lambda: gives_up(moderator, comment)
    case = leaves(two, comment, platform, Fault(LOST, applied=True))
    assert read_again(moderator, supervisor, case) is CaseState.SENDING
    assert told(supervisor) == []


def test_so_is_what_the_moderator_had_sent_again_and_drops(
    two: Two, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    moderator, supervisor = two
    case = leaves(two, comment, platform, Fault(LOST))
    for _ in range(READS_BEFORE_ASKING + 1):
        clock.pass_(minutes=10)
        moderator.desk.send()
    (row,) = moderator.rows()
    moderator.desk.acts.release(row.id).result()
    assert [one.state for one in moderator.rows()] == [State.QUEUED]
    drops(moderator, comment)
    assert read_again(moderator, supervisor, case) is CaseState.SENDING
    assert told(supervisor) == []


def test_it_can_be_asked_again(two: Two, comment: CommentRef, platform: FakePlatform) -> None:
    moderator, supervisor = two
    case = leaves(two, comment, platform, Fault(LOST))
    drops(moderator, comment)
    again = moderator.ask(comment)
    assert again != case
    assert supervisor.approve(again).state is CaseState.APPROVED


@pytest.mark.parametrize("gives_up", [drops, removes_the_page, erases_the_person])
def test_what_is_known_not_to_have_left_is_withdrawn(
    two: Two, comment: CommentRef, platform: FakePlatform, gives_up: GivesUp
) -> None:
    """Otherwise its supervisor would wait for ever."""
    moderator, supervisor = two
    case = leaves(two, comment, platform, Fault(Transient()))
    gives_up(moderator, comment)
    assert read_again(moderator, supervisor, case) is CaseState.WITHDRAWN


def test_where_only_the_row_is_asked_it_would_be_told_as_withdrawn(
    two: Two, comment: CommentRef, platform: FakePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(telling, "may_have_left", lambda _reader, _entry: False)
    moderator, supervisor = two
    case = leaves(two, comment, platform, Fault(LOST, applied=True))
    drops(moderator, comment)
    assert read_again(moderator, supervisor, case) is CaseState.WITHDRAWN
