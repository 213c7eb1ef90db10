"""What is kept of a comment goes with it too where its page was removed, or its client was not the team's yet."""

import pytest

from cm_desktop.domain.approvals.events import CaseId
from cm_desktop.domain.comments import ClientId, CommentRef
from tests.engine.port import ACCOUNT, CLIENT
from tests.engine.supervision.people import People
from tests.engine.supervision.test_erased_by_everybody import WORDS, Four, case, comment, four, shows
from tests.engine.supervision.test_erased_late import everybody_reads
from tests.engine.supervision.test_erased_restored import Two, asked, holding

__all__ = ["asked", "case", "comment", "four"]

NOBODY = ClientId("")


@pytest.fixture
def page_gone(two: Two, asked: CommentRef, people: People) -> CommentRef:
    """What was asked about it is answered on the page, which was removed here since."""
    moderator, supervisor = two
    (view,) = moderator.desk.supervision.standing(asked)
    supervisor.approve(view.case.id)
    moderator.scan()
    moderator.desk.send()
    moderator.desk.accounts.remove(ACCOUNT.id)
    assert holding(people, moderator), "control"
    return asked


def test_it_leaves_the_databases_of_who_removed_its_page(two: Two, page_gone: CommentRef, people: People) -> None:
    moderator, supervisor = two
    supervisor.scan()
    supervisor.desk.supervision.erase(page_gone)
    moderator.scan()
    moderator.desk.close()
    assert holding(people, moderator) == []


def test_a_team_that_does_not_work_for_the_client_of_a_removed_page_erases_nothing_of_it(
    two: Two, page_gone: CommentRef
) -> None:
    moderator, supervisor = two
    moderator.desk.supervision.teams.work_for(moderator.team, [NOBODY])
    supervisor.desk.supervision.erase(page_gone)
    moderator.scan()
    assert shows(moderator, page_gone) != [""]


def test_it_goes_as_soon_as_its_client_is_given_to_the_team(four: Four, case: CaseId, comment: CommentRef) -> None:
    """Though the erasure was read before that."""
    other = four[2]
    other.desk.supervision.teams.work_for(other.team, [NOBODY])
    four[0].desk.supervision.erase(comment)
    everybody_reads(four)
    assert WORDS in shows(other, comment)[0], "control"
    other.desk.supervision.teams.work_for(other.team, [CLIENT.id])
    other.scan()
    assert shows(other, comment) == [""]
