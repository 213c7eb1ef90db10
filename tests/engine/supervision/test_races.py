"""What happens at the very moment when an approved act is about to leave: the folder is being read, or it is being said."""

from collections.abc import Callable
from typing import Any

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Body, CaseId, Event, Sending
from cm_desktop.domain.approvals.keeping import Team
from cm_desktop.domain.approvals.people import TeamId
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.outbox import State
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.rounds import Rounds
from tests.engine.port import FakePlatform
from tests.engine.supervision.people import Person

Happens = Callable[[Person, CaseId, CommentRef], object]
Moment = Callable[[pytest.MonkeyPatch, Callable[[], object]], None]


def while_the_folder_is_read(patch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    go = Rounds.go

    def slowly(rounds: Rounds, team: Team) -> bool:
        patch.setattr(Rounds, "go", go)
        happens()
        return go(rounds, team)

    patch.setattr(Rounds, "go", slowly)


def before_it_is_said(patch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    sign = Pen.sign

    def late(pen: Pen, team: TeamId, body: Body, **named: Any) -> Event:
        if isinstance(body, Sending):
            patch.setattr(Pen, "sign", sign)
            happens()
        return sign(pen, team, body, **named)

    patch.setattr(Pen, "sign", late)


def withdraws(moderator: Person, case: CaseId, ref: CommentRef) -> object:
    return moderator.desk.supervision.withdraw(case)


def asks_another(moderator: Person, case: CaseId, ref: CommentRef) -> object:
    return moderator.ask(ref, "Autre chose.")


def drops(moderator: Person, case: CaseId, ref: CommentRef) -> object:
    return moderator.desk.acts.drop(moderator.rows()[0].id).result()


def erases(moderator: Person, case: CaseId, ref: CommentRef) -> object:
    return moderator.desk.supervision.erase(ref)


def suspends_all(moderator: Person, case: CaseId, ref: CommentRef) -> object:
    return moderator.desk.acts.suspend(True).result()


def suspends_the_post(moderator: Person, case: CaseId, ref: CommentRef) -> object:
    return moderator.desk.acts.suspend_post(ref, True).result()


@pytest.fixture
def approved(two: tuple[Person, Person], comment: CommentRef) -> CaseId:
    """It lies in the outbox, due."""
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    moderator.scan()
    return case


@pytest.mark.parametrize("moment", [while_the_folder_is_read, before_it_is_said])
@pytest.mark.parametrize("happens", [withdraws, asks_another, drops, erases, suspends_all, suspends_the_post])
def test_what_happens_at_the_last_moment_stops_it(
    two: tuple[Person, Person],
    comment: CommentRef,
    approved: CaseId,
    platform: FakePlatform,
    monkeypatch: pytest.MonkeyPatch,
    happens: Happens,
    moment: Moment,
) -> None:
    moderator, _ = two
    moment(monkeypatch, lambda: happens(moderator, approved, comment))
    moderator.desk._push.run()
    assert platform.writes == []
    for _ in range(2):
        moderator.desk.send()
    assert platform.writes == []
    assert moderator.desk.supervision.case(approved).state is not CaseState.SENDING


def test_what_is_read_to_be_edited_while_the_folder_is_read_does_not_leave(
    two: tuple[Person, Person],
    comment: CommentRef,
    approved: CaseId,
    platform: FakePlatform,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moderator, _ = two

    def edited() -> None:
        platform.edit(comment, "Quel homme charmant !")
        moderator.desk.sync()

    while_the_folder_is_read(monkeypatch, edited)
    moderator.desk._push.run()
    assert platform.writes == []
    assert [row.state for row in moderator.rows()] == [State.QUEUED]
    moderator.desk.send()
    assert moderator.see(approved).state is CaseState.WITHDRAWN
    assert (moderator.rows(), platform.writes) == ((), [])
