"""Two who say the same without knowing of each other: one act follows, whoever of them is heard first."""

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.approvals.terms import Terms
from cm_desktop.domain.outbox import State
from tests.engine.port import FakePlatform
from tests.engine.supervision.people import People, Person

REPEATED = 5  # whose event has the smaller name is chance


@pytest.fixture
def three(people: People) -> tuple[Person, Person, Person]:
    moderator, first = people.pair()
    second = people.comes("Maxence")
    people.joins(second, moderator, Role.SUPERVISOR)
    return moderator, first, second


def asked(moderator: Person, platform: FakePlatform, number: int) -> CaseId:
    ref = platform.post(f"c{number}", "Quel escroc !")
    moderator.desk.sync()
    return moderator.ask(ref)


@pytest.mark.parametrize("number", range(REPEATED))
def test_a_second_approval_of_the_same_reply_changes_nothing_about_its_row(
    three: tuple[Person, Person, Person], platform: FakePlatform, number: int
) -> None:
    moderator, first, second = three
    case = asked(moderator, platform, number)
    second.scan()
    first.approve(case)
    moderator.scan()
    (row,) = moderator.rows()
    second.say(case, Outcome.APPROVE, choice=0)
    moderator.scan()
    assert [one.id for one in moderator.rows()] == [row.id]
    moderator.desk._push.run()
    moderator.scan()
    assert len(platform.writes) == 1
    assert moderator.desk.inbox.entry(row.id).state is State.SENT
    assert moderator.see(case).case.state is CaseState.SENT


@pytest.mark.parametrize("number", range(REPEATED))
def test_a_second_approval_that_is_read_only_at_the_claim_is_no_second_act(
    three: tuple[Person, Person, Person], platform: FakePlatform, number: int
) -> None:
    moderator, first, second = three
    case = asked(moderator, platform, number)
    second.scan()
    first.approve(case)
    moderator.scan()
    second.say(case, Outcome.APPROVE, choice=0)
    moderator.desk._push.run()
    moderator.scan()
    moderator.desk._push.run()
    assert len(platform.writes) == 1
    assert moderator.see(case).case.state is CaseState.SENT


@pytest.mark.parametrize("number", range(REPEATED))
def test_what_was_called_back_by_a_conflict_leaves_once_all_agree_on_it(
    three: tuple[Person, Person, Person], platform: FakePlatform, number: int
) -> None:
    moderator, first, second = three
    ref = platform.post(f"c{number}", "Quel escroc !")
    moderator.desk.sync()
    case = moderator.ask(ref, "Bonjour.", terms=Terms(others=("Bonsoir.",)))
    second.scan()
    first.approve(case, 0)
    moderator.scan()
    (called_back,) = moderator.rows()
    second.say(case, Outcome.APPROVE, choice=1)
    assert moderator.see(case).case.state is CaseState.CONFLICT
    assert moderator.desk.inbox.entry(called_back.id).state is State.CANCELLED
    second.answer(case, Outcome.APPROVE, choice=0)
    moderator.scan()
    moderator.desk._push.run()
    assert len(platform.writes) == 1
    assert moderator.see(case).case.state is CaseState.SENT
