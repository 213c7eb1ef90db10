"""What ends a case before anything leaves: another text, an edit, a deletion, time, the moderator."""

import pytest

from cm_desktop.domain.actions import Escalate, WriteReply
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Outcome, WhyWithdrawn
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import ActRefused, CaseMoved
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Triage
from tests.engine.port import ACCOUNT, CLIENT, FakeClock, FakePlatform
from tests.engine.supervision.people import Person, triage


def test_another_text_asked_again_makes_what_was_approved_count_no_more(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, "Un.")
    supervisor.approve(case)
    moderator.scan()
    assert moderator.ask(comment, "Deux.") == case
    assert triage(moderator, comment) is Triage.VALIDATION
    moderator.desk.send()
    assert platform.writes == []
    view = supervisor.see(case)
    assert [version.asked.proposals for version in view.versions if version.asked] == [("Un.",), ("Deux.",)]
    supervisor.approve(case)
    moderator.desk.send()
    assert [reply.text for _, reply in platform.replies] == ["Deux."]


def test_an_answer_to_what_was_replaced_is_refused(two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, "Un.")
    before = supervisor.see(case).request_id
    moderator.ask(comment, "Deux.")
    supervisor.scan()
    with pytest.raises(CaseMoved) as moved:
        supervisor.desk.supervision.answer(case, before, Outcome.APPROVE, choice=0)
    assert moved.value.reason == "replaced"


@pytest.mark.parametrize("why", [WhyWithdrawn.EDITED, WhyWithdrawn.DELETED, WhyWithdrawn.ANSWERED])
def test_a_comment_that_changed_meanwhile_ends_its_case(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, why: WhyWithdrawn, clock: FakeClock
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    clock.pass_(minutes=1)
    if why is WhyWithdrawn.EDITED:
        platform.edit(comment, "Quel homme charmant !")
    elif why is WhyWithdrawn.DELETED:
        del platform.comments[comment.id]
    else:
        platform.post("r9", "Bonjour, c'est la brasserie.", parent="c1", by_page=True)
    if why is WhyWithdrawn.DELETED:
        moderator.desk.send()  # absence from a listing never means deleted: looking at it before sending does
    else:
        moderator.desk.sync()
    moderator.desk.send()
    view = supervisor.see(case)
    assert view.state is CaseState.WITHDRAWN
    assert view.withdrawn is why
    assert platform.replies == [one for one in platform.replies if one[1].id == "r9"]


def test_a_request_nobody_answered_expires_and_says_so(
    two: tuple[Person, Person], comment: CommentRef, clock: FakeClock, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    clock.pass_(hours=71)
    assert moderator.see(case).state is CaseState.SUBMITTED
    clock.pass_(hours=2)
    assert moderator.see(case).state is CaseState.EXPIRED
    assert triage(moderator, comment) is Triage.TODO
    with pytest.raises(CaseMoved):
        supervisor.approve(case)
    moderator.desk.send()
    assert platform.writes == []


def test_a_withdrawn_request_cannot_be_answered(two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    moderator.desk.supervision.withdraw(case)
    assert triage(moderator, comment) is Triage.TODO
    with pytest.raises(CaseMoved) as moved:
        supervisor.approve(case)
    assert moved.value.reason == "withdrawn"


def test_a_request_taken_back_in_time_was_never_made(two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, supervisor = two
    receipt = moderator.desk.acts.do(comment, Escalate("Bonjour.")).result()
    moderator.scan()
    moderator.desk.acts.undo(receipt).result()
    moderator.scan()
    supervisor.scan()
    assert supervisor.desk.supervision.all() == ()
    assert triage(moderator, comment) is Triage.TODO


def test_an_approved_act_that_the_moderator_drops_is_over(two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    moderator.scan()
    (row,) = moderator.rows()
    moderator.desk.acts.drop(row.id).result()
    assert moderator.see(case).state is CaseState.WITHDRAWN
    assert triage(moderator, comment) is Triage.TODO


def test_an_empty_correction_and_a_refusal_without_reason_say_nothing(
    two: tuple[Person, Person], comment: CommentRef
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    for outcome in (Outcome.CORRECT, Outcome.REJECT):
        with pytest.raises(ActRefused):
            supervisor.answer(case, outcome, text=" ")
    assert supervisor.see(case).state is CaseState.SUBMITTED


def test_the_row_of_an_approval_names_it(two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    view = supervisor.approve(case)
    moderator.scan()
    (row,) = moderator.rows()
    assert row.approval is not None
    assert (row.approval.case, row.approval.request) == (case, view.request_id)
    assert (row.action, row.state) == (WriteReply("Bonjour."), State.QUEUED)


@pytest.mark.parametrize("answered", [True, False])
def test_a_client_that_is_erased_ends_what_was_asked_for_it(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, answered: bool
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    if answered:
        supervisor.approve(case)
        moderator.scan()
    moderator.desk.erasing.erase(CLIENT.id)
    assert supervisor.see(case).withdrawn is WhyWithdrawn.BY_AUTHOR
    moderator.desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    moderator.desk.sync()
    moderator.desk.send()
    assert (moderator.see(case).state, platform.writes) == (CaseState.WITHDRAWN, [])
