"""The view of those who validate: what waits, one case whole, their answer by key, and what stops it."""

import re
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.frame.rooms import Room
from cm_desktop.ui.kit.controls.segments import Segment
from cm_desktop.ui.kit.marks.pill import PillLabel
from cm_desktop.ui.kit.passages.difference import DifferenceText
from cm_desktop.ui.kit.passages.prose import Prose
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.validation.case_body import CaseBody
from cm_desktop.wording.words import Words
from tests.engine.port import FakeClock, FakePlatform
from tests.engine.supervision.people import People, Person
from tests.engine.supervision.test_named import name
from tests.ui.validation.conftest import Sit
from tests.ui.window.steps import CTRL, press, texts, type_in


def reads(window: MainWindow, words: str) -> bool:
    """Whether a stranger's text on show says so."""
    return any(words in prose.accessibleName() for prose in window.findChildren(Prose) if prose.isVisible())


def state(person: Person, case: CaseId) -> CaseState:
    return person.desk.supervision.case(case).state


def decided(qtbot: QtBot, person: Person, case: CaseId) -> str:
    """The text that may leave, once the answer was carried."""
    qtbot.waitUntil(lambda: person.see(case).decision is not None)
    decision = person.see(case).decision
    assert decision is not None
    return decision.text


def take(window: MainWindow, name: str) -> None:
    next(one for one in window.panes.validation.findChildren(Segment) if one.text() == name).click()


def test_one_key_approves_the_proposal_that_is_on_show(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit: Sit
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, "Bonjour.", terms=Terms(others=("Bonsoir.",)))
    window = sit(supervisor)
    assert reads(window, "Quel escroc !")
    take(window, "Proposition 2")
    assert reads(window, "Bonsoir.")
    assert not reads(window, "Bonjour.")
    press(window, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: state(supervisor, case) is CaseState.APPROVED)
    qtbot.waitUntil(lambda: "Rien n’attend votre réponse." in texts(window))
    assert decided(qtbot, moderator, case) == "Bonsoir."


def test_a_correction_begins_with_the_proposal_and_leaves_only_once_it_is_another_text(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit: Sit
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, "Bonjour")
    window = sit(supervisor)
    press(window, Qt.Key.Key_C)
    press(window, Qt.Key.Key_Return, CTRL)
    assert state(supervisor, case) is CaseState.SUBMITTED
    type_in(" Odile")
    press(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: state(supervisor, case) is CaseState.CORRECTED)
    assert decided(qtbot, moderator, case) == "Bonjour Odile"


def test_a_correction_is_shown_as_what_it_changes(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, words: Words, theme: Theme
) -> None:
    moderator, supervisor = two
    view = supervisor.answer(moderator.ask(comment, "Bonjour"), Outcome.CORRECT, text="Bonjour Odile")
    around = QWidget()
    qtbot.addWidget(around)
    body = CaseBody(words, theme, around)
    body.show_case(view, supervisor.desk.clock.now(), 0)
    assert [one.accessibleName() for one in body.findChildren(DifferenceText) if "Odile" in one.accessibleName()]
    assert not any("Odile" in prose.accessibleName() for prose in body.findChildren(Prose))


def test_nobody_refuses_without_a_reason_and_escape_leaves_it_open(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit: Sit
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    window = sit(supervisor)
    press(window, Qt.Key.Key_X)
    press(window, Qt.Key.Key_Return, CTRL)
    assert state(supervisor, case) is CaseState.SUBMITTED
    press(window, Qt.Key.Key_Escape)
    assert window.panes.validation.foot.approve.isVisible()
    press(window, Qt.Key.Key_X)
    type_in("Trop froid")
    press(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: state(supervisor, case) is CaseState.REJECTED)
    take(window, "Décisions")
    assert reads(window, "Trop froid")


def test_an_advice_is_given_in_words_and_decides_nothing(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit: Sit
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, terms=Terms(asks=Asks.ADVICE))
    window = sit(supervisor)
    foot = window.panes.validation.foot
    assert [button.label for button in (foot.approve, foot.correct, foot.reject) if button.isVisible()] == [
        "Donner mon avis"
    ]
    press(window, Qt.Key.Key_V)
    type_in("Ne rien dire")
    press(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: supervisor.desk.supervision.case(case).advice != ())
    qtbot.waitUntil(lambda: [one.reason for one in moderator.see(case).advice] == ["Ne rien dire"])


def test_what_is_decided_is_not_approved_again_and_shows_which_reply_it_was(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit: Sit
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, "Bonjour.", terms=Terms(others=("Bonsoir.",)))
    supervisor.approve(case, choice=1)
    window = sit(supervisor)
    take(window, "Décisions")
    assert reads(window, "Bonsoir.")
    assert not window.panes.validation.foot.approve.isVisible()
    press(window, Qt.Key.Key_V)
    assert decided(qtbot, moderator, case) == "Bonsoir."
    (ruling,) = supervisor.desk.supervision.case(case).case.rulings
    assert ruling.answer.choice == 1


def test_what_another_approved_is_approved_by_who_is_named_since(
    qtbot: QtBot, people: People, two: tuple[Person, Person], comment: CommentRef, sit: Sit
) -> None:
    moderator, supervisor = two
    paul = people.comes("Paul")
    people.joins(paul, moderator, Role.SUPERVISOR)
    case = moderator.ask(comment, "Bonjour.")
    paul.approve(case)
    name(moderator, supervisor)
    window = sit(supervisor)
    assert reads(window, "Bonjour.")
    assert window.panes.validation.foot.approve.isVisible()
    press(window, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: supervisor.desk.supervision.waiting() == ())
    qtbot.waitUntil(lambda: len(moderator.see(case).case.rulings) == 2)


def test_the_proposal_on_show_stays_when_time_passes(
    two: tuple[Person, Person], comment: CommentRef, sit: Sit, clock: FakeClock
) -> None:
    moderator, supervisor = two
    moderator.ask(comment, "Bonjour.", terms=Terms(others=("Bonsoir.",)))
    window = sit(supervisor)
    take(window, "Proposition 2")
    clock.pass_(seconds=90)
    window.panes.refresh()
    assert reads(window, "Bonsoir.")
    assert window.panes.validation.body.choice == 1


def test_nobody_answers_their_own_request_and_is_told_so(
    two: tuple[Person, Person], comment: CommentRef, sit: Sit
) -> None:
    moderator, _ = two
    case = moderator.ask(comment)
    window = sit(moderator)  # who founded the team may validate, but not this
    take(window, "Décisions")
    take(window, "À valider")
    press(window, Qt.Key.Key_V)
    assert state(moderator, case) is CaseState.SUBMITTED
    assert not window.panes.validation.foot.approve.isVisible()


def test_a_locked_keyring_is_told_and_what_was_typed_stays(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit: Sit
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    window = sit(supervisor)
    supervisor.vault.sealed = True
    press(window, Qt.Key.Key_X)
    type_in("Trop froid")
    press(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "trousseau" in texts(window.panes.validation.foot))
    assert window.panes.validation.foot.field.toPlainText() == "Trop froid"
    supervisor.vault.sealed = False
    press(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: state(supervisor, case) is CaseState.REJECTED)


def test_another_version_shows_what_changed_and_why_the_one_before_was_refused(
    two: tuple[Person, Person], comment: CommentRef, sit: Sit
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, "Bonjour, les menaces sont punies.")
    supervisor.answer(case, Outcome.REJECT, reason="Trop menaçant")
    moderator.scan()
    assert moderator.ask(comment, "Bonjour, les menaces sont refusées.") == case
    window = sit(supervisor)
    (changes,) = window.panes.validation.findChildren(DifferenceText)
    assert changes.accessibleName() == ("Bonjour, les menaces sont  [retiré\u00a0: punies] [ajouté\u00a0: refusées] .")
    assert "Trop menaçant" in texts(window)


@pytest.mark.parametrize(("hours", "told"), [(3, r"Avant \d+\sh"), (24 * 3, "Avant mercredi, ")])
def test_a_deadline_is_told_in_the_head(
    two: tuple[Person, Person], comment: CommentRef, sit: Sit, clock: FakeClock, hours: int, told: str
) -> None:
    moderator, supervisor = two
    moderator.ask(comment, terms=Terms(deadline=clock.now() + timedelta(hours=hours)))
    window = sit(supervisor)
    assert any(re.match(told, pill.accessibleName()) for pill in window.panes.validation.findChildren(PillLabel))


def test_erased_texts_are_said_to_be_erased(two: tuple[Person, Person], comment: CommentRef, sit: Sit) -> None:
    moderator, supervisor = two
    moderator.ask(comment, "Bonjour.")
    supervisor.scan()
    moderator.desk.supervision.erase(comment)
    window = sit(supervisor)
    assert not reads(window, "Quel escroc")
    take(window, "Décisions")
    assert not reads(window, "Quel escroc")


def test_who_only_moderates_has_no_door_to_it(people: People, platform: FakePlatform, sit: Sit) -> None:
    window = sit(people.moderator())
    assert window.panes.room is None
    press(window, Qt.Key.Key_0)
    assert window.panes.room is None


def test_who_validates_and_has_no_pages_begins_there_and_may_leave(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit_anywhere: Sit
) -> None:
    moderator, supervisor = two
    moderator.ask(comment)
    window = sit_anywhere(supervisor)
    qtbot.waitUntil(lambda: window.panes.room is Room.VALIDATION)
    press(window, Qt.Key.Key_1)
    window.panes.refresh()
    assert window.panes.room is None


def test_who_moderates_too_begins_with_the_comments(two: tuple[Person, Person], sit_anywhere: Sit) -> None:
    window = sit_anywhere(two[0])
    window.panes.refresh()
    assert window.panes.room is None
