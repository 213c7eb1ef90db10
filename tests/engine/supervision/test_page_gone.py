"""A page is removed while somebody is asked about a comment of it: that is said, and the request can be taken back."""

from cm_desktop.cli.case_forms import case_lines
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import CaseMoved
from cm_desktop.settings import resources
from cm_desktop.wording.words import Words
from tests.engine.port import ACCOUNT, CLIENT, FakePlatform
from tests.engine.supervision.people import Person

GONE = CaseMoved("page_gone").trouble()


def test_what_is_approved_for_a_page_that_is_gone_says_why_it_does_not_leave(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    assert moderator.see(case).trouble is None
    moderator.desk.accounts.remove(ACCOUNT.id)
    assert moderator.see(case).trouble == GONE
    supervisor.approve(case)
    view = moderator.see(case)
    assert (view.state, view.trouble) == (CaseState.APPROVED, GONE)
    told = "\n".join(case_lines(Words.load("en", resources() / "translations"), view, moderator.desk.clock.now()))
    assert "Add the page again, or take the request back." in told
    assert supervisor.see(case).trouble is None  # who validates has no pages at all
    assert platform.writes == []


def test_it_can_be_taken_back(two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, _ = two
    case = moderator.ask(comment)
    moderator.desk.accounts.remove(ACCOUNT.id)
    assert moderator.desk.supervision.withdraw(case).state is CaseState.WITHDRAWN
    assert moderator.see(case).trouble is None


def test_it_leaves_once_the_page_is_there_again(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    moderator.desk.accounts.remove(ACCOUNT.id)
    supervisor.approve(case)
    moderator.scan()
    moderator.desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    moderator.desk.sync()
    moderator.scan()
    moderator.desk.send()
    assert [reply.text for _, reply in platform.replies] == ["Bonjour."]
    assert moderator.see(case).state is CaseState.SENT
