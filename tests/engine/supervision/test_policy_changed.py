"""What was approved, and whose client wants more by the time it leaves: it waits for whoever can say it, then leaves."""

import pytest

from cm_desktop.domain.actions import WriteReply
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import NotEntitled, Trouble
from cm_desktop.domain.outbox import State
from tests.engine.port import CLIENT, FakeClock, FakePlatform
from tests.engine.supervision.people import AT_ONCE, Person
from tests.engine.supervision.test_named import NOBODY, name, texts_of_the_page

PERSON = Trouble("NotValidated", {"reason": "person"})
MISSING = Trouble("NotValidated", {"reason": "missing"})
LEVEL = Trouble("NotValidated", {"reason": "level"})


def wants(owner: Person, *demands: Demand) -> None:
    owner.desk.supervision.teams.set_policy(CLIENT.id, Policy(demands=demands))


def held_back(moderator: Person, case: CaseId, why: Trouble) -> None:
    """Have it tried, and see it stay."""
    moderator.scan()
    moderator.desk.send()
    view = moderator.see(case)
    assert (view.state, view.trouble) == (CaseState.APPROVED, why)


def tried(moderator: Person, case: CaseId) -> CaseState:
    """How it stands once the folder was read, and what may leave did."""
    moderator.scan()
    moderator.desk.send()
    return moderator.see(case).state


def test_it_leaves_once_who_is_named_by_now_approved_it_too(
    two: tuple[Person, Person], paul: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    paul.approve(case)
    name(moderator, dominique)
    held_back(moderator, case, PERSON)
    dominique.approve(case)
    assert tried(moderator, case) is CaseState.SENT
    decision = moderator.see(case).decision
    assert decision is not None
    assert (decision.who, texts_of_the_page(platform)) == ("Dominique", ["Bonjour."])


def test_what_was_declared_leaves_once_somebody_signs_it(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    moderator.desk.supervision.declare_elsewhere(case, Outcome.APPROVE, choice=0, person="Claire", message="Oui.")
    wants(moderator, Demand(level=Level.SIGNED))
    held_back(moderator, case, LEVEL)
    dominique.approve(case)
    assert tried(moderator, case) is CaseState.SENT
    assert texts_of_the_page(platform) == ["Bonjour."]


def test_it_leaves_once_the_client_wants_less_again(
    two: tuple[Person, Person], paul: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    paul.approve(case)
    name(moderator, dominique)
    held_back(moderator, case, PERSON)
    wants(moderator)
    assert tried(moderator, case) is CaseState.SENT
    assert texts_of_the_page(platform) == ["Bonjour."]


def waiting(person: Person) -> list[CaseId]:
    person.scan()
    return [view.case.id for view in person.desk.supervision.waiting()]


def test_what_waits_is_asked_of_those_whom_the_client_names_by_now(
    two: tuple[Person, Person], paul: Person, comment: CommentRef
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    assert (waiting(paul), waiting(dominique)) == ([case], [case])
    name(moderator, dominique)
    assert (waiting(paul), waiting(dominique)) == ([], [case])
    with pytest.raises(NotEntitled, match="not_named"):
        paul.approve(case)
    assert paul.answer(case, Outcome.REJECT, reason="Non.").state is CaseState.REJECTED


def test_what_was_approved_waits_for_who_is_named_since_until_they_approve_it(
    two: tuple[Person, Person], paul: Person, comment: CommentRef
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    paul.approve(case)
    assert waiting(dominique) == []
    name(moderator, dominique)
    assert (waiting(paul), waiting(dominique)) == ([], [case])
    assert not dominique.approve(case).too_weak
    assert waiting(dominique) == []


@pytest.mark.parametrize("text", ["Bonsoir.", "Bien le bonsoir."])
def test_a_correction_of_another_gives_way_to_that_of_who_is_named_since(
    two: tuple[Person, Person], paul: Person, comment: CommentRef, platform: FakePlatform, text: str
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    paul.answer(case, Outcome.CORRECT, text="Bonsoir.")
    assert waiting(dominique) == []
    name(moderator, dominique)
    assert tried(moderator, case) is CaseState.CORRECTED
    assert (moderator.see(case).trouble, waiting(dominique), waiting(paul)) == (PERSON, [case], [])
    dominique.answer(case, Outcome.CORRECT, text=text)
    assert tried(moderator, case) is CaseState.SENT
    assert texts_of_the_page(platform) == [text]


def test_what_another_approved_gives_way_to_the_correction_of_who_is_named_since(
    two: tuple[Person, Person], paul: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    paul.approve(case)
    name(moderator, dominique)
    held_back(moderator, case, PERSON)
    dominique.answer(case, Outcome.CORRECT, text="Bonsoir.")
    assert tried(moderator, case) is CaseState.SENT
    assert texts_of_the_page(platform) == ["Bonsoir."]
    assert [one.who for one in moderator.see(case).earlier] == ["Paul"]


def test_a_text_in_the_place_of_nothing_waits_for_who_is_named_for_a_reply_since(
    two: tuple[Person, Person], paul: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment, "", terms=Terms(asks=Asks.NOTHING))
    paul.answer(case, Outcome.CORRECT, text="Bonsoir.")
    name(moderator, dominique)
    tried(moderator, case)
    assert (moderator.see(case).trouble, waiting(dominique), waiting(paul)) == (PERSON, [case], [])
    dominique.answer(case, Outcome.CORRECT, text="Bonsoir.")
    assert tried(moderator, case) is CaseState.SENT
    assert texts_of_the_page(platform) == ["Bonsoir."]


def test_what_was_declared_waits_for_a_signature_once_one_is_wanted(
    two: tuple[Person, Person], comment: CommentRef
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    moderator.desk.supervision.declare_elsewhere(case, Outcome.APPROVE, choice=0, person="Claire", message="Oui.")
    assert waiting(dominique) == []
    wants(moderator, Demand(level=Level.SIGNED))
    assert waiting(dominique) == [case]
    dominique.approve(case)
    assert waiting(dominique) == []


def test_the_moderator_is_told_where_nobody_whom_the_client_names_by_now_can_approve(
    two: tuple[Person, Person], paul: Person, comment: CommentRef
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    name(moderator, moderator)
    assert moderator.see(case).trouble == NOBODY
    assert waiting(dominique) == []


def test_what_nobody_else_approved_stays_held(
    two: tuple[Person, Person], paul: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    paul.approve(case)
    name(moderator, dominique)
    held_back(moderator, case, PERSON)
    assert tried(moderator, case) is CaseState.APPROVED
    dominique.answer(case, Outcome.REJECT, reason="Non.")
    assert tried(moderator, case) is CaseState.REJECTED
    assert texts_of_the_page(platform) == []


def held_unasked(moderator: Person, comment: CommentRef) -> None:
    """Put down before its client wanted it validated."""
    moderator.desk.acts.do(comment, WriteReply("Bonjour."), delay=AT_ONCE).result()
    wants(moderator, Demand(level=Level.SIGNED))
    moderator.desk.send()
    assert [(row.state, row.trouble) for row in moderator.rows()] == [(State.HELD, MISSING)]


def test_what_nobody_was_asked_about_leaves_once_its_client_wants_nothing_validated(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, _ = two
    held_unasked(moderator, comment)
    moderator.desk.send()
    assert texts_of_the_page(platform) == []
    wants(moderator)
    moderator.scan()
    assert [(row.state, row.trouble) for row in moderator.rows()] == [(State.QUEUED, None)]
    moderator.desk.send()
    assert texts_of_the_page(platform) == ["Bonjour."]


def test_what_nobody_was_asked_about_for_a_day_is_looked_at_again_before_it_leaves(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    moderator, _ = two
    held_unasked(moderator, comment)
    clock.pass_(hours=25)
    wants(moderator)
    moderator.desk.send()
    moderator.desk.send()
    stale = Trouble("ActRefused", {"reason": "stale"})
    assert [(row.state, row.trouble) for row in moderator.rows()] == [(State.HELD, stale)]
    assert texts_of_the_page(platform) == []
