"""A request whose texts are erased waits for nobody: it is withdrawn, says why, and its comment is to do again."""

import pytest

from cm_desktop.domain.actions import WriteReply
from cm_desktop.domain.approvals.cases import CaseState, Standing
from cm_desktop.domain.approvals.events import Outcome, WhyWithdrawn
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Triage
from tests.engine.port import FakePlatform
from tests.engine.supervision.people import AT_ONCE, Person, triage

Two = tuple[Person, Person]


def reads_and_syncs(person: Person) -> None:
    """The comment comes back: its page still shows it."""
    person.scan()
    person.desk.sync()
    person.scan()


@pytest.mark.parametrize("who", [0, 1])
def test_an_erased_request_is_withdrawn_and_its_comment_is_to_do_again(two: Two, comment: CommentRef, who: int) -> None:
    """Whoever erases it."""
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.scan()
    assert triage(moderator, comment) is Triage.VALIDATION, "control"
    two[who].desk.supervision.erase(comment)
    reads_and_syncs(moderator)
    assert triage(moderator, comment) is Triage.TODO
    assert moderator.desk.supervision.mine() == ()
    for view in (moderator.see(case), supervisor.see(case)):
        assert (view.state, view.withdrawn) == (CaseState.WITHDRAWN, WhyWithdrawn.ERASED)


def test_what_was_approved_and_erased_before_anybody_acted_upon_it_is_withdrawn(two: Two, comment: CommentRef) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    supervisor.desk.supervision.erase(comment)
    reads_and_syncs(moderator)
    assert moderator.see(case).withdrawn is WhyWithdrawn.ERASED
    assert (triage(moderator, comment), moderator.rows()) == (Triage.TODO, ())


def test_a_refusal_that_is_read_with_its_erasure_is_one_still(two: Two, comment: CommentRef) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.answer(case, Outcome.REJECT, reason="Non.")
    supervisor.desk.supervision.erase(comment)
    reads_and_syncs(moderator)
    assert moderator.see(case).state is CaseState.REJECTED
    assert triage(moderator, comment) is Triage.TODO


@pytest.mark.parametrize("who", [0, 1])
def test_what_is_approved_and_waits_to_leave_goes_with_what_it_answered(
    two: Two, comment: CommentRef, platform: FakePlatform, who: int
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    moderator.scan()
    two[who].desk.supervision.erase(comment)
    moderator.scan()
    moderator.desk.send()
    assert moderator.rows() == ()
    assert platform.writes == []
    for view in (moderator.see(case), supervisor.see(case)):
        assert (view.state, view.withdrawn) == (CaseState.WITHDRAWN, WhyWithdrawn.ERASED)
    assert triage(moderator, comment) is Triage.TODO


@pytest.mark.parametrize("by_asking", [False, True])
def test_the_comment_can_be_answered_after_that(
    two: Two, comment: CommentRef, platform: FakePlatform, by_asking: bool
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.desk.supervision.erase(comment)
    reads_and_syncs(moderator)
    if by_asking:
        again = moderator.ask(comment, "Deux.")
        assert again != case
        supervisor.approve(again)
        moderator.scan()
    else:
        moderator.desk.acts.do(comment, WriteReply("Deux."), delay=AT_ONCE).result()
    moderator.desk.send()
    reads_and_syncs(moderator)
    assert len(platform.replies) == 1
    assert triage(moderator, comment) is Triage.DONE


def test_a_request_whose_texts_are_merely_not_here_yet_goes_on(
    two: Two, comment: CommentRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: what an erasure names is told from what has not arrived."""
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.desk.supervision.erase(comment)
    monkeypatch.setattr(Standing, "is_erased", lambda *_: False)
    reads_and_syncs(moderator)
    assert moderator.see(case).state is CaseState.SUBMITTED
    assert triage(moderator, comment) is Triage.VALIDATION
