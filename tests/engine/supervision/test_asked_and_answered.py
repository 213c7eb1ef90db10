"""From "have it validated" to the page: asked, answered elsewhere, sent once, with the very text that was approved."""

from contextlib import suppress

import pytest

from cm_desktop.domain.actions import ActionKind, Hide
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import CaseMoved, NotEntitled
from cm_desktop.domain.notices import About
from cm_desktop.domain.queue import Triage
from cm_desktop.store.workspace import Workspace
from tests.engine.port import FakePlatform
from tests.engine.supervision.people import AT_ONCE, People, Person, triage


def test_what_was_approved_leaves_once_with_its_very_text(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, "Bonjour Odile.", "Elle insiste.")
    assert triage(moderator, comment) is Triage.VALIDATION
    view = supervisor.see(case)
    assert view.asked is not None
    assert (view.author, view.asked.comment.text, view.asked.proposals) == (
        "Camille",
        "Quel escroc !",
        ("Bonjour Odile.",),
    )
    assert [one.case.id for one in supervisor.desk.supervision.waiting()] == [case]

    supervisor.approve(case)
    assert supervisor.desk.supervision.waiting() == ()
    moderator.scan()
    assert triage(moderator, comment) is Triage.OUTGOING
    moderator.desk.send()
    moderator.desk.send()

    assert [reply.text for _, reply in platform.replies] == ["Bonjour Odile."]
    assert moderator.see(case).state is CaseState.SENT
    assert supervisor.see(case).state is CaseState.SENT
    assert triage(moderator, comment) is Triage.DONE


def test_a_correction_leaves_in_the_place_of_what_was_proposed(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.answer(case, Outcome.CORRECT, text="Bonjour, voyons cela ensemble.")
    moderator.desk.send()
    assert [reply.text for _, reply in platform.replies] == ["Bonjour, voyons cela ensemble."]
    decision = moderator.see(case).decision
    assert decision is not None
    assert (decision.who, decision.text) == ("Dominique", "Bonjour, voyons cela ensemble.")


def test_one_of_three_proposals_is_chosen(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, "Un.", terms=Terms(others=("Deux.", "Trois.")))
    supervisor.approve(case, 2)
    moderator.desk.send()
    assert [reply.text for _, reply in platform.replies] == ["Trois."]


def test_a_refusal_puts_the_comment_back_with_its_reason(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.answer(case, Outcome.REJECT, reason="Trop sec.")
    moderator.desk.send()
    assert platform.writes == []
    assert triage(moderator, comment) is Triage.TODO
    about = moderator.desk.supervision.about(comment)
    assert about is not None
    assert about.decision is not None
    assert (about.state, about.decision.reason) == (CaseState.REJECTED, "Trop sec.")


def test_a_refusal_of_what_is_approved_and_has_not_left_calls_it_back(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    moderator.scan()
    assert triage(moderator, comment) is Triage.OUTGOING
    supervisor.answer(case, Outcome.REJECT, reason="Finalement non.")
    moderator.scan()
    assert triage(moderator, comment) is Triage.TODO
    moderator.desk.send()
    assert platform.writes == []


def test_an_act_that_is_no_reply_is_validated_too(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, "", terms=Terms(asks=Asks.HIDE))
    supervisor.answer(case, Outcome.APPROVE)
    moderator.desk.send()
    assert platform.writes == [(ActionKind.HIDE, "c1")]


def test_to_do_nothing_is_approved_by_filing_it_away(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, "", terms=Terms(asks=Asks.NOTHING))
    supervisor.answer(case, Outcome.APPROVE)
    moderator.scan()
    assert triage(moderator, comment) is Triage.DONE
    assert platform.writes == []


def test_nothing_to_do_is_filed_away_with_its_note_whoever_is_killed_after_it(
    two: tuple[Person, Person], comment: CommentRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, "", terms=Terms(asks=Asks.NOTHING))
    supervisor.answer(case, Outcome.APPROVE)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
        patched.setattr(Workspace, "decide", killed)
        moderator.scan()
    moderator.scan()
    assert triage(moderator, comment) is Triage.DONE


def test_an_advice_binds_nobody_and_gives_the_comment_back(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, "Bonjour.", terms=Terms(asks=Asks.ADVICE))
    assert triage(moderator, comment) is Triage.VALIDATION
    supervisor.answer(case, Outcome.ADVISE, reason="Restez factuel.")
    assert supervisor.desk.supervision.waiting() == ()
    view = moderator.see(case)
    assert [one.reason for one in view.advice] == ["Restez factuel."]
    assert triage(moderator, comment) is Triage.TODO
    moderator.desk.send()
    assert platform.writes == []


def test_hiding_and_asking_go_together(two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform) -> None:
    moderator, supervisor = two
    asked = moderator.desk.acts.do(comment, Hide(), delay=AT_ONCE).result()
    assert asked.entries
    case = moderator.ask(comment, "Bonjour.")
    moderator.desk.send()
    assert platform.writes == [(ActionKind.HIDE, "c1")]
    assert triage(moderator, comment) is Triage.VALIDATION
    supervisor.approve(case)
    moderator.desk.send()
    assert [kind for kind, _ in platform.writes] == [ActionKind.HIDE, ActionKind.REPLY]


def test_nobody_answers_their_own(two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, _supervisor = two
    case = moderator.ask(comment)
    with pytest.raises(NotEntitled) as refused:
        moderator.approve(case)
    assert refused.value.reason == "own"
    assert moderator.see(case).state is CaseState.SUBMITTED


def test_another_moderator_does_not_validate(people: People, two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, _supervisor = two
    other = people.comes("Sacha")
    people.joins(other, moderator, Role.MODERATOR)
    case = moderator.ask(comment)
    with pytest.raises(NotEntitled) as refused:
        other.approve(case)
    assert refused.value.reason == "role"


def test_two_who_decide_otherwise_are_a_conflict_until_one_decides_again(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    second = people.comes("Sacha")
    people.joins(second, moderator, Role.SUPERVISOR)
    case = moderator.ask(comment, "Un.", terms=Terms(others=("Deux.",)))
    supervisor.see(case)
    second.see(case)
    people.take_away()
    supervisor.approve(case, 0)
    second.approve(case, 1)
    people.bring_back()
    for person in (supervisor, second, moderator):
        person.scan()
    assert moderator.see(case).state is CaseState.CONFLICT
    assert triage(moderator, comment) is Triage.VALIDATION
    moderator.desk.send()
    assert platform.writes == []
    second.approve(case, 0)
    moderator.desk.send()
    assert [reply.text for _, reply in platform.replies] == ["Un."]


def test_a_refusal_that_was_read_is_overruled_by_no_owner_and_taken_back_by_whoever_gave_it(
    people: People, two: tuple[Person, Person], comment: CommentRef
) -> None:
    owner, supervisor = two
    other = people.comes("Sacha")
    people.joins(other, owner, Role.OWNER)
    case = owner.ask(comment)
    supervisor.answer(case, Outcome.REJECT, reason="Non.")
    other.scan()
    with pytest.raises(CaseMoved) as refused:
        other.approve(case)
    assert refused.value.reason == "rejected"
    assert owner.see(case).state is CaseState.REJECTED
    assert supervisor.approve(case).state is CaseState.APPROVED


def test_another_act_on_the_comment_leaves_what_was_approved_where_it_is(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    hide = moderator.ask(comment, "", terms=Terms(asks=Asks.HIDE))
    supervisor.answer(hide, Outcome.APPROVE)
    moderator.scan()
    reply = moderator.ask(comment, "Bonjour.")
    assert reply != hide
    again = moderator.ask(comment, "Bonsoir.")
    assert again == reply, "the same act is asked again"
    moderator.desk.send()
    assert platform.writes == [(ActionKind.HIDE, "c1")]
    assert supervisor.see(reply).state is CaseState.SUBMITTED


def test_who_validates_has_news_of_the_request_and_who_asked_of_the_answer(
    two: tuple[Person, Person], comment: CommentRef
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.scan()
    assert [news.about for news in supervisor.desk.news.everything()] == [About.REQUEST]
    supervisor.answer(case, Outcome.REJECT, reason="Non.")
    moderator.scan()
    (news,) = moderator.desk.news.everything()
    assert (news.about, news.comment) == (About.ANSWER, comment)
    assert supervisor.desk.news.everything() == ()
