"""A refusal by mistake is taken back by whoever refused: the case waits again, or goes on as others decided."""

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import CaseMoved, NotEntitled
from cm_desktop.domain.queue import Triage
from tests.engine.port import FakePlatform
from tests.engine.supervision.people import Person, triage
from tests.engine.supervision.test_named import name, texts_of_the_page


@pytest.fixture
def paul(two: tuple[Person, Person], paul: Person) -> Person:
    """He is not named by the client."""
    moderator, dominique = two
    name(moderator, dominique)
    return paul


def test_it_waits_again_for_who_is_named(
    two: tuple[Person, Person], paul: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    refused = paul.answer(case, Outcome.REJECT, reason="Non.")
    assert (refused.state, refused.refused_here) == (CaseState.REJECTED, True)
    assert not dominique.see(case).refused_here
    moderator.scan()
    assert triage(moderator, comment) is Triage.TODO
    back = paul.desk.supervision.take_back(case)
    assert (back.state, back.refused_here) == (CaseState.SUBMITTED, False)
    moderator.scan()
    assert triage(moderator, comment) is Triage.VALIDATION
    dominique.approve(case)
    moderator.scan()
    moderator.desk.send()
    assert texts_of_the_page(platform) == ["Bonjour."]


def test_what_was_approved_before_the_refusal_leaves_after_all(
    two: tuple[Person, Person], paul: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    dominique.approve(case)
    moderator.scan()
    paul.answer(case, Outcome.REJECT, reason="Non.")
    moderator.scan()
    moderator.desk.send()
    assert texts_of_the_page(platform) == []
    paul.desk.supervision.take_back(case)
    moderator.scan()
    moderator.desk.send()
    assert (moderator.see(case).state, texts_of_the_page(platform)) == (CaseState.SENT, ["Bonjour."])


def test_what_the_moderator_gave_up_before_the_refusal_was_read_never_leaves(
    two: tuple[Person, Person], paul: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    dominique.approve(case)
    moderator.scan()
    (row,) = moderator.rows()
    paul.answer(case, Outcome.REJECT, reason="Non.")
    moderator.desk.acts.drop(row.id).result()
    moderator.scan()
    paul.scan()
    with pytest.raises(CaseMoved, match="withdrawn"):
        paul.desk.supervision.take_back(case)
    moderator.scan()
    moderator.desk.send()
    assert (moderator.see(case).state, texts_of_the_page(platform)) == (CaseState.WITHDRAWN, [])


def test_what_the_moderator_gave_up_is_not_made_again_by_a_correction_that_was_on_its_way(
    two: tuple[Person, Person], paul: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    dominique.approve(case)
    moderator.scan()
    (row,) = moderator.rows()
    dominique.answer(case, Outcome.CORRECT, text="Bonsoir.")
    moderator.desk.acts.drop(row.id).result()
    moderator.scan()
    moderator.desk.send()
    assert (moderator.see(case).state, texts_of_the_page(platform)) == (CaseState.WITHDRAWN, [])


def test_nobody_takes_back_what_they_did_not_refuse(
    two: tuple[Person, Person], paul: Person, comment: CommentRef
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    paul.answer(case, Outcome.REJECT, reason="Non.")
    dominique.scan()
    with pytest.raises(CaseMoved, match="no_refusal"):
        dominique.desk.supervision.take_back(case)
    moderator.scan()
    with pytest.raises(NotEntitled, match="own"):
        moderator.desk.supervision.take_back(case)


def test_what_is_on_the_page_is_not_refused_any_more(
    two: tuple[Person, Person], paul: Person, comment: CommentRef
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    dominique.approve(case)
    moderator.scan()
    moderator.desk.send()
    paul.scan()
    with pytest.raises(CaseMoved, match="sent"):
        paul.desk.supervision.take_back(case)
