"""An answer takes its time to be signed: a second press gives no other, what is typed for another case stays, and an error
names its case.
"""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.ui.validation.case_item import CaseItem
from cm_desktop.ui.validation.validation_view import ValidationView
from tests.engine.port import FakePlatform
from tests.engine.supervision.people import Person
from tests.ui.validation.conftest import Sit
from tests.ui.window.steps import press, texts, type_in

Cases = tuple[CaseId, CaseId]
LONG = 600_000  # ms: longer than any test


@pytest.fixture
def cases(two: tuple[Person, Person], platform: FakePlatform) -> Cases:
    """Two that wait for the supervisor, the first on show first."""
    moderator, _supervisor = two
    comments = [platform.post("c1", "Quel escroc !"), platform.post("c2", "Voleurs !")]
    moderator.desk.sync()
    first, second = (moderator.ask(comment) for comment in comments)
    return first, second


def answered(qtbot: QtBot, view: ValidationView, left: int) -> None:
    """Wait until an answer is signed, and so many cases are listed."""
    qtbot.waitUntil(lambda: sum(item.isVisible() for item in view.list.findChildren(CaseItem)) == left)


def goes_on_while_it_is_signed(person: Person, sit: Sit) -> ValidationView:
    """Approve the first case and turn to the second, while the keyring does not answer."""
    view = sit(person).panes.validation
    person.vault.answers.clear()
    view.foot.choose(Outcome.APPROVE)
    view.list.step(1)
    return view


def test_what_was_begun_for_one_case_is_there_once_another_is_answered(
    qtbot: QtBot, two: tuple[Person, Person], cases: Cases, sit: Sit
) -> None:
    window = sit(two[1])
    view = window.panes.validation
    press(window, Qt.Key.Key_X)
    type_in("Trop froid")
    view.list.step(1)
    view.foot.choose(Outcome.REJECT)
    type_in("Trop long")
    view.foot.send_typed()
    answered(qtbot, view, left=1)
    view.foot.holds.stop()
    view.foot.choose(Outcome.REJECT)
    assert view.foot.field.toPlainText() == "Trop froid"


def test_what_is_typed_for_another_case_stays_when_an_answer_is_signed(
    qtbot: QtBot, two: tuple[Person, Person], cases: Cases, sit: Sit
) -> None:
    person = two[1]
    view = goes_on_while_it_is_signed(person, sit)
    view.foot.choose(Outcome.REJECT)
    type_in("Trop")
    person.vault.answers.set()
    answered(qtbot, view, left=1)
    type_in(" froid")
    assert view.foot.field.toPlainText() == "Trop froid"


def test_an_error_about_a_case_that_is_on_show_no_more_names_it(
    qtbot: QtBot, two: tuple[Person, Person], cases: Cases, sit: Sit
) -> None:
    person = two[1]
    view = goes_on_while_it_is_signed(person, sit)
    person.vault.sealed = True
    person.vault.answers.set()
    qtbot.waitUntil(lambda: "trousseau" in texts(view.foot))
    assert "Répondre à " in texts(view.foot)


def given(view: ValidationView) -> list[Outcome]:
    """Each answer that begins, from now on."""
    found: list[Outcome] = []
    view.foot.answered.connect(lambda outcome, _typed: found.append(outcome))
    return found


def waits(person: Person, case: CaseId) -> bool:
    return person.desk.supervision.case(case).state is CaseState.SUBMITTED


def test_whoever_presses_again_while_it_is_signed_is_told_to_wait(
    qtbot: QtBot, two: tuple[Person, Person], cases: Cases, sit: Sit
) -> None:
    person = two[1]
    window = sit(person)
    foot = window.panes.validation.foot
    person.vault.answers.clear()
    press(window, Qt.Key.Key_V)
    assert not any(button.isEnabled() for button in (foot.approve, foot.correct, foot.reject))
    assert "Un instant" in texts(foot)
    press(window, Qt.Key.Key_X)
    assert foot.field.isHidden()
    person.vault.answers.set()
    answered(qtbot, window.panes.validation, left=1)
    assert foot.approve.isEnabled()
    assert "Un instant" not in texts(foot)


def test_a_second_press_does_not_approve_the_next_case_unread(
    qtbot: QtBot, two: tuple[Person, Person], cases: Cases, sit: Sit
) -> None:
    person = two[1]
    window = sit(person)
    view = window.panes.validation
    view.foot.holds.setInterval(LONG)
    begun = given(view)
    press(window, Qt.Key.Key_V)
    answered(qtbot, view, left=1)
    press(window, Qt.Key.Key_V)
    view.foot.approve.click()
    assert begun == [Outcome.APPROVE]
    assert [waits(person, case) for case in cases] == [False, True]
    view.foot.holds.stop()
    press(window, Qt.Key.Key_V)
    answered(qtbot, view, left=0)
    assert not waits(person, cases[1])


def test_a_key_meant_for_a_case_that_was_withdrawn_does_not_answer_the_next_one(
    qtbot: QtBot, two: tuple[Person, Person], cases: Cases, sit: Sit
) -> None:
    moderator, person = two
    window = sit(person)
    view = window.panes.validation
    view.foot.holds.setInterval(LONG)
    moderator.desk.supervision.withdraw(cases[0])
    person.scan()
    answered(qtbot, view, left=1)
    begun = given(view)
    press(window, Qt.Key.Key_V)
    assert begun == []


def test_whoever_goes_on_to_the_next_case_answers_at_once(
    qtbot: QtBot, two: tuple[Person, Person], cases: Cases, sit: Sit
) -> None:
    person = two[1]
    window = sit(person)
    view = window.panes.validation
    view.foot.holds.setInterval(LONG)
    view.list.step(1)
    press(window, Qt.Key.Key_V)
    answered(qtbot, view, left=1)
    assert [waits(person, case) for case in cases] == [True, False]


def test_what_could_not_be_signed_can_be_answered_again(
    qtbot: QtBot, two: tuple[Person, Person], cases: Cases, sit: Sit
) -> None:
    person = two[1]
    window = sit(person)
    foot = window.panes.validation.foot
    person.vault.sealed = True
    press(window, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: "trousseau" in texts(foot))
    assert foot.approve.isEnabled()
    person.vault.sealed = False
    press(window, Qt.Key.Key_V)
    answered(qtbot, window.panes.validation, left=1)
