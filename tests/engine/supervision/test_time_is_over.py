"""Once the time of a request is over, what was answered to it is still said to be answered, on its fiche too."""

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import Offline
from cm_desktop.settings import resources
from cm_desktop.wording import cases
from cm_desktop.wording.words import Words
from tests.engine.port import FakeClock, FakePlatform
from tests.engine.supervision.people import People, Person

LONG = 24 * 8  # hours: longer than what is approved has to leave
FRENCH = Words.load("fr", resources() / "translations")


def over(person: Person, case: CaseId, clock: FakeClock) -> str:
    """How its moderator is told it stands, long after; so says its fiche."""
    clock.pass_(hours=LONG)
    assert person.see(case).state is CaseState.EXPIRED
    said = cases.state(FRENCH, person.desk.supervision.case(case))
    assert said in person.desk.supervision.fiche(case).decode()
    return said


@pytest.mark.parametrize("proposal", ["", "Bonjour."])
def test_what_was_approved_is_not_said_to_have_had_no_answer(
    two: tuple[Person, Person], comment: CommentRef, clock: FakeClock, platform: FakePlatform, proposal: str
) -> None:
    """Without a proposal: to do nothing, which is done once it is approved."""
    moderator, supervisor = two
    case = moderator.ask(comment, proposal, terms=Terms(asks=Asks.REPLY if proposal else Asks.NOTHING))
    supervisor.answer(case, Outcome.APPROVE, choice=0 if proposal else None)
    platform.down = Offline()
    assert over(moderator, case, clock) == ("Validé, mais pas parti à temps" if proposal else "Validé")
    decision = moderator.desk.supervision.case(case).decision
    assert decision is not None
    assert decision.who == "Dominique"


def test_an_advice_that_was_given_stays_one(two: tuple[Person, Person], comment: CommentRef, clock: FakeClock) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, terms=Terms(asks=Asks.ADVICE))
    supervisor.answer(case, Outcome.ADVISE, reason="Attendre.")
    assert cases.state(FRENCH, moderator.see(case)) == "Avis donné"
    assert over(moderator, case, clock) == "Avis donné"
    assert cases.brief(FRENCH, moderator.desk.supervision.case(case)) == "Avis"


def test_an_advice_beside_what_was_corrected_takes_nothing_of_it(
    two: tuple[Person, Person], paul: Person, comment: CommentRef, clock: FakeClock, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.answer(case, Outcome.CORRECT, text="Bonsoir.")
    paul.answer(case, Outcome.CORRECT, text="Bonsoir.", reason="Il est tard.")
    platform.down = Offline()
    assert over(moderator, case, clock) == "Validé, mais pas parti à temps"


def test_two_answers_that_nobody_decided_between_are_two_answers(
    people: People, two: tuple[Person, Person], comment: CommentRef, clock: FakeClock
) -> None:
    moderator, supervisor = two
    paul = people.comes("Paul")
    people.joins(paul, moderator, Role.SUPERVISOR)
    case = moderator.ask(comment, terms=Terms(others=("Bonsoir.",)))
    for person in (supervisor, paul):
        person.scan()
    people.take_away()
    for person, choice in ((supervisor, 0), (paul, 1)):
        person.say(case, Outcome.APPROVE, choice=choice)
    people.bring_back()
    for person in (supervisor, paul):
        person.scan()
    assert moderator.see(case).state is CaseState.CONFLICT
    assert over(moderator, case, clock) == "Deux réponses, sans décision à temps"


def test_the_control_what_nobody_answered_had_no_answer(
    two: tuple[Person, Person], comment: CommentRef, clock: FakeClock
) -> None:
    moderator, _supervisor = two
    case = moderator.ask(comment)
    assert over(moderator, case, clock) == "Expiré sans réponse"
    assert moderator.desk.supervision.case(case).decision is None
