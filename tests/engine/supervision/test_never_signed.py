"""What was declared is declared wherever it is told, whatever its papers say or no longer say."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from cm_desktop.cli.case_forms import case_form, case_lines
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.terms import Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.settings import resources
from cm_desktop.wording.words import Words
from tests.engine.port import FakePlatform
from tests.engine.supervision.pasted import answered
from tests.engine.supervision.people import People, Person

Says = Callable[[Person, CaseId], None]


def pastes(person: Person, case: CaseId) -> None:
    supervision = person.desk.supervision
    supervision.declare(case, answered(supervision.page(case), "V1"))


def notes(person: Person, case: CaseId) -> None:
    person.desk.supervision.declare_elsewhere(case, Outcome.APPROVE, person="Mme Vidal", message="Oui.", choice=0)


@pytest.fixture
def moderator(people: People) -> Person:
    return people.moderator()


@pytest.fixture
def asked(moderator: Person, platform: FakePlatform) -> CommentRef:
    ref = platform.post("c1", "Quel escroc !")
    moderator.desk.sync()
    return ref


@pytest.mark.parametrize("says", [pastes, notes])
def test_a_declared_approval_is_told_as_declared_everywhere(moderator: Person, asked: CommentRef, says: Says) -> None:
    words, case = Words.load("fr", resources() / "translations"), moderator.ask(asked)
    says(moderator, case)
    view, now = moderator.see(case), moderator.desk.clock.now()
    assert view.decision is not None
    assert (view.level, view.decision.declared) == (Level.DECLARED, True)
    assert [one["declared"] for one in case_form(view, now)["answers"]] == [True]
    told = "\n".join(case_lines(words, view, now))
    fiche = re.sub(r"<style>.*?</style>", "", moderator.desk.supervision.fiche(case).decode(), flags=re.DOTALL)
    assert ("Déclaré" in told, "Déclaré par" in fiche) == (True, True)
    assert ("Signé" in told, "Signé" in fiche) == (False, False)
    assert "Réponse déclarée" in journal(moderator, case)


def test_what_came_by_the_page_names_nobody_but_how_it_came(moderator: Person, asked: CommentRef) -> None:
    words, case = Words.load("fr", resources() / "translations"), moderator.ask(asked)
    pastes(moderator, case)
    view = moderator.see(case)
    assert "Sur la page de la demande" in "\n".join(case_lines(words, view, moderator.desk.clock.now()))
    assert "Sur la page de la demande" in moderator.desk.supervision.fiche(case).decode()


@pytest.mark.parametrize("says", [pastes, notes])
def test_erased_papers_make_no_signature_of_it(moderator: Person, asked: CommentRef, says: Says) -> None:
    case = moderator.ask(asked)
    says(moderator, case)
    moderator.desk.send()
    moderator.desk.supervision.erase(asked)
    view = moderator.see(case)
    assert view.decision is not None
    assert (view.decision.papers, view.level, view.decision.who) == (None, Level.DECLARED, "")


def test_answers_that_contradict_each_other_are_as_sure_as_the_least(moderator: Person, asked: CommentRef) -> None:
    case = moderator.ask(asked, terms=Terms(others=("Bonsoir.",)))
    supervision = moderator.desk.supervision
    supervision.declare(case, answered(supervision.page(case), "V2"))
    supervision.declare_elsewhere(case, Outcome.APPROVE, person="Mme Vidal", message="Oui.", choice=0)
    view = moderator.see(case)
    assert (view.state, view.decision, view.level) == (CaseState.CONFLICT, None, Level.DECLARED)


def test_what_is_signed_is_signed(two: tuple[Person, Person], comment: CommentRef) -> None:
    """The control of those above."""
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    view, words = moderator.see(case), Words.load("fr", resources() / "translations")
    told = "\n".join(case_lines(words, view, moderator.desk.clock.now()))
    assert (view.level, "Signé" in told, "Déclaré" in told) == (Level.SIGNED, True, False)


def journal(person: Person, case: CaseId) -> str:
    """The table of all that was said in the case's team."""
    made = person.desk.supervision.journal(person.desk.supervision.case(case).team)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return archive.read("journal.csv").decode("utf-8-sig")
