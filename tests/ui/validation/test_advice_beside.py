"""An advice beside what is to be decided changes nothing of it: where it stands, and what its moderator can do."""

from datetime import timedelta

from pytestqt.qtbot import QtBot

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.terms import Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Queue
from cm_desktop.ui.detail.deadline import reminder
from cm_desktop.ui.detail.request_card import RequestCard
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.marks.pill import Tone
from cm_desktop.ui.validation.case_words import state_pill
from cm_desktop.wording import cases
from cm_desktop.wording.words import Words
from tests.engine.port import FakeClock
from tests.engine.supervision.conftest import paul
from tests.engine.supervision.people import Person
from tests.ui.validation.conftest import Sit
from tests.ui.window.steps import texts

__all__ = ["paul"]

Two = tuple[Person, Person]


def card(qtbot: QtBot, moderator: Person, comment: CommentRef, sit: Sit) -> RequestCard:
    """What stands beside the comment of who asked."""
    window = sit(moderator)
    window.panes.go(Queue.ALL)
    qtbot.waitUntil(lambda: window.panes.detail.ref == comment)
    (found,) = window.findChildren(RequestCard)
    return found


def test_what_still_waits_is_said_to_wait_and_its_doors_stay(
    qtbot: QtBot, two: Two, comment: CommentRef, clock: FakeClock, words: Words, sit_anywhere: Sit
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, terms=Terms(deadline=clock.now() + timedelta(hours=10)))
    supervisor.answer(case, Outcome.ADVISE, reason="Restez factuel.")
    clock.pass_(hours=9)
    view = moderator.see(case)
    assert (view.state, cases.state(words, view)) == (CaseState.SUBMITTED, "En attente de réponse")
    assert reminder(words, view, clock.now()) is not None
    shown = card(qtbot, moderator, comment, sit_anywhere)
    said = texts(shown)
    assert "Validation demandée" in said
    assert "Dominique" in said, "the advice is there"
    assert [door.text() for door in shown.findChildren(Button)][-2:] == ["Répondu ailleurs…", "Retirer"]


def test_a_refusal_elsewhere_can_still_be_noted_of_what_two_corrected_alike(
    qtbot: QtBot, two: Two, paul: Person, comment: CommentRef, sit_anywhere: Sit
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.answer(case, Outcome.CORRECT, text="Autre texte.")
    view = paul.answer(case, Outcome.CORRECT, text="Autre texte.", reason="Plus court.")
    assert (view.state, len(view.advice)) == (CaseState.CORRECTED, 1), "control: its reason stands beside"
    shown = card(qtbot, moderator, comment, sit_anywhere)
    assert [door.text() for door in shown.findChildren(Button)] == ["Répondu ailleurs…", "Fiche de décision…"]


def test_what_is_refused_has_the_sign_of_a_refusal(two: Two, paul: Person, comment: CommentRef, words: Words) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    paul.answer(case, Outcome.ADVISE, reason="Attendre.")
    supervisor.answer(case, Outcome.REJECT, reason="Non.")
    pill = state_pill(words, moderator.see(case))
    assert (pill.text, pill.tone, pill.icon) == ("Refusé", Tone.NEUTRAL, "x")
