"""What was approved, called back for another word, and stands again once that word counts no more."""

import pytest

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.outbox import State
from tests.engine.port import CLIENT, FakePlatform
from tests.engine.supervision.people import People


class Refused:
    """One approved, another refused; the owner has not read the refusal."""

    def __init__(self, people: People, platform: FakePlatform) -> None:
        self.owner, self.moderator = people.comes("Chef"), people.moderator()
        self.one, self.other = people.comes("Alix"), people.comes("Sacha")
        people.founded(self.owner)
        people.joins(self.moderator, self.owner, Role.MODERATOR)
        for person in (self.one, self.other):
            people.joins(person, self.owner, Role.SUPERVISOR)
        self.moderator.scan()
        self.moderator.desk.supervision.teams.work_for(self.moderator.team, [CLIENT.id])
        ref = platform.post("c1", "Bonjour ?")
        self.moderator.desk.sync()
        self.case: CaseId = self.moderator.ask(ref)
        self.owner.scan()
        self.one.approve(self.case)
        self.moderator.scan()
        self.other.answer(self.case, Outcome.REJECT, reason="Non.")

    def void(self) -> None:
        """Whoever refused is put out, as of before they did."""
        key = self.other.desk.supervision.teams.one(self.other.team).key
        self.owner.desk.supervision.teams.revoke(self.owner.team, key)
        self.moderator.scan()


@pytest.fixture
def refused(people: People, platform: FakePlatform) -> Refused:
    return Refused(people, platform)


def test_an_approval_stands_again_once_the_refusal_counts_no_more(refused: Refused, platform: FakePlatform) -> None:
    moderator = refused.moderator
    assert moderator.see(refused.case).state is CaseState.REJECTED
    assert moderator.rows() == ()
    refused.void()
    assert moderator.desk.supervision.case(refused.case).state is CaseState.APPROVED
    assert [row.state for row in moderator.rows()] == [State.QUEUED]
    moderator.scan()
    moderator.desk.send()
    moderator.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]
    assert moderator.see(refused.case).state is CaseState.SENT


def test_what_stands_again_can_still_be_dropped(refused: Refused, platform: FakePlatform) -> None:
    moderator = refused.moderator
    moderator.scan()
    refused.void()
    (row,) = moderator.rows()
    moderator.desk.acts.drop(row.id).result()
    assert moderator.see(refused.case).state is CaseState.WITHDRAWN
    moderator.desk.send()
    assert (moderator.rows(), platform.writes) == ((), [])
