"""A request that nobody is left to answer says so, and what to do, instead of waiting in silence till its time is over."""

import pytest

from cm_desktop.cli.case_forms import case_lines
from cm_desktop.domain.actions import Escalate
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.people import Level, PersonId, Role
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import Trouble
from cm_desktop.domain.outbox import State
from cm_desktop.settings import resources
from cm_desktop.wording.words import Words
from tests.engine.supervision.people import AT_ONCE, People, Person
from tests.engine.supervision.test_named import name, person, person_of

LEFT = Trouble("NotEntitled", {"reason": "asked_left"})
NOBODY = Trouble("NotEntitled", {"reason": "nobody_left"})


def to(*several: Person, asks: Asks | None = None, level: Level | None = None) -> Terms:
    return Terms(to=tuple(map(person, several)), asks=asks, level=level)


def put_out(owner: Person, other: Person) -> None:
    owner.desk.supervision.teams.revoke(owner.team, other.desk.supervision.teams.one(other.team).key)


def trouble(moderator: Person, case: CaseId) -> Trouble | None:
    return moderator.see(case).trouble


@pytest.mark.parametrize("leaves", [False, True])
@pytest.mark.parametrize("asks", [None, Asks.ADVICE])
def test_who_was_asked_is_gone_and_the_moderator_is_told(
    two: tuple[Person, Person], paul: Person, comment: CommentRef, asks: Asks | None, leaves: bool
) -> None:
    moderator, _ = two
    case = moderator.ask(comment, terms=to(paul, asks=asks))
    assert trouble(moderator, case) is None
    if leaves:
        paul.desk.supervision.teams.leave(paul.team)
    else:
        put_out(moderator, paul)
    view = moderator.see(case)
    assert (view.state, view.trouble) == (CaseState.SUBMITTED, LEFT)
    words = Words.load("fr", resources() / "translations")
    told = "\n".join(case_lines(words, view, moderator.desk.clock.now()))
    assert "La personne sollicitée ne participe plus" in told


def test_of_two_who_were_asked_one_is_enough(two: tuple[Person, Person], paul: Person, comment: CommentRef) -> None:
    moderator, dominique = two
    case = moderator.ask(comment, terms=to(paul, dominique))
    put_out(moderator, paul)
    assert trouble(moderator, case) is None
    assert dominique.approve(case).state is CaseState.APPROVED


def test_an_advice_that_was_given_is_not_waited_for(
    two: tuple[Person, Person], paul: Person, comment: CommentRef
) -> None:
    moderator, _ = two
    case = moderator.ask(comment, terms=to(paul, asks=Asks.ADVICE))
    paul.answer(case, Outcome.ADVISE, reason="Plutôt non.")
    moderator.scan()
    put_out(moderator, paul)
    assert trouble(moderator, case) is None


def test_who_joins_again_as_the_same_person_is_who_was_asked(
    people: People, two: tuple[Person, Person], paul: Person, comment: CommentRef
) -> None:
    moderator, _ = two
    case = moderator.ask(comment, terms=to(paul))
    put_out(moderator, paul)
    again = people.comes("Paul, elsewhere")
    people.joins(again, moderator, Role.SUPERVISOR, same_as=person_of(moderator, "Paul"))
    assert trouble(moderator, case) is None
    assert again.approve(case).state is CaseState.APPROVED


def test_who_is_asked_is_not_whom_the_client_names_since(
    two: tuple[Person, Person], paul: Person, comment: CommentRef
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment, terms=to(paul))
    name(moderator, dominique)
    assert trouble(moderator, case) == Trouble("NotEntitled", {"reason": "others_named"})


def test_what_has_to_be_signed_is_told_to_wait_for_nobody_once_nobody_validates(
    two: tuple[Person, Person], comment: CommentRef
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment, terms=Terms(level=Level.SIGNED))
    assert trouble(moderator, case) is None
    put_out(moderator, dominique)
    assert trouble(moderator, case) == NOBODY


def test_what_may_be_declared_can_still_be_answered_by_a_file(two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    put_out(moderator, dominique)
    assert trouble(moderator, case) is None


def test_nobody_is_asked_who_is_gone_already(two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, _ = two
    gone = Terms(to=(PersonId("ab" * 16),))
    entry = moderator.desk.acts.do(comment, Escalate("Bonjour.", "", gone), delay=AT_ONCE).result().entries[0]
    moderator.scan()
    row = moderator.desk.inbox.entry(entry)
    assert (row.state, row.trouble) == (State.HELD, LEFT)
