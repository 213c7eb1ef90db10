"""What a newer program withdraws for a reason of its own is withdrawn, and said to be: nobody approves it, nothing leaves."""

from typing import cast

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, WhyWithdrawn, Withdrawal
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import CaseMoved
from cm_desktop.settings import resources
from cm_desktop.wording import cases
from cm_desktop.wording.words import Words
from tests.engine.port import FakePlatform
from tests.engine.supervision.people import Person


def withdraw(moderator: Person, case: CaseId) -> None:
    request = moderator.desk.supervision.case(case).request_id
    body = Withdrawal(request=request, why=cast("WhyWithdrawn", "by_decree"))
    moderator.desk.supervision._answering._pen.sign(moderator.team, body, case=case)


def test_nobody_approves_it_any_more(two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.scan()
    withdraw(moderator, case)
    view = supervisor.see(case)
    assert (view.state, view.withdrawn) == (CaseState.WITHDRAWN, WhyWithdrawn.OTHER)
    assert supervisor.desk.supervision.waiting() == ()
    with pytest.raises(CaseMoved, match="withdrawn"):
        supervisor.approve(case)
    status = supervisor.desk.supervision.teams.status(supervisor.team)
    assert (status.refused, status.outdated) == (0, False)
    told = cases.withdrawn(Words.load("fr", resources() / "translations"), WhyWithdrawn.OTHER)
    assert told.startswith("Retiré pour un motif")


def test_what_was_approved_before_does_not_leave(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    moderator.scan_only()
    withdraw(moderator, case)
    moderator.scan()
    moderator.desk.send()
    assert (moderator.see(case).state, platform.writes) == (CaseState.WITHDRAWN, [])
