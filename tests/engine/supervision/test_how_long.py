"""How long a request waits for an answer, and how long what was approved may take to leave."""

from datetime import UTC, datetime, timedelta

import pytest

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.terms import Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import Offline
from tests.engine.port import FakeClock, FakePlatform
from tests.engine.supervision.people import People, Person

SENT = [(ActionKind.REPLY, "c1")]


@pytest.fixture
def case(two: tuple[Person, Person], comment: CommentRef, clock: FakeClock) -> CaseId:
    """An answer is wanted within four hours."""
    moderator, supervisor = two
    asked = moderator.ask(comment, terms=Terms(deadline=clock.now() + timedelta(hours=4)))
    supervisor.scan()
    return asked


def answers_out_of_reach(people: People, supervisor: Person, case: CaseId) -> None:
    """In time, in the train: the answer is on that laptop, and nowhere else."""
    people.take_away()
    supervisor.say(case, Outcome.APPROVE, choice=0)
    people.bring_back()


def test_an_answer_that_was_given_in_time_and_arrives_later_counts(
    people: People, two: tuple[Person, Person], case: CaseId, clock: FakeClock, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    clock.pass_(hours=3)
    answers_out_of_reach(people, supervisor, case)
    clock.pass_(hours=20)
    assert moderator.see(case).state is CaseState.SUBMITTED
    supervisor.scan()
    moderator.desk.send()
    assert platform.writes == SENT


def test_a_late_answer_is_awaited_for_three_days_and_no_longer(
    two: tuple[Person, Person], case: CaseId, clock: FakeClock
) -> None:
    moderator, _ = two
    clock.pass_(hours=4 + 72)
    assert moderator.see(case).state is CaseState.SUBMITTED
    clock.pass_(minutes=1)
    assert moderator.see(case).state is CaseState.EXPIRED


def test_whoever_comes_back_from_a_week_off_reads_the_folder_before_anything_is_over(
    people: People, two: tuple[Person, Person], case: CaseId, clock: FakeClock, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    supervisor.approve(case)
    people.take_away()
    clock.pass_(hours=4 + 72 + 1)
    assert moderator.see(case).state is CaseState.SUBMITTED
    people.bring_back()
    moderator.desk.supervision.follow()
    moderator.desk.send()
    assert platform.writes == SENT


def test_what_is_approved_has_three_days_more_to_leave(
    two: tuple[Person, Person], case: CaseId, clock: FakeClock, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    clock.pass_(hours=4 + 71)
    supervisor.approve(case)
    platform.down = Offline()
    moderator.desk.send()
    clock.pass_(hours=71)
    platform.down = None
    moderator.scan()
    (row,) = moderator.rows()
    moderator.desk.send()  # a reply that waited for more than a day is looked at once more
    moderator.desk.acts.release(row.id).result()
    moderator.desk.send()
    assert platform.writes == SENT


def test_after_that_what_was_approved_does_not_leave(
    two: tuple[Person, Person], case: CaseId, clock: FakeClock, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    supervisor.approve(case)
    platform.down = Offline()
    moderator.desk.send()
    clock.pass_(hours=4 + 72 + 72, minutes=1)
    platform.down = None
    moderator.desk.send()
    assert platform.writes == []
    assert supervisor.see(case).state is CaseState.EXPIRED


def test_a_deadline_at_the_end_of_all_time_is_one(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, terms=Terms(deadline=datetime.max.replace(tzinfo=UTC)))
    supervisor.approve(case)
    moderator.desk.send()
    assert platform.writes == SENT
