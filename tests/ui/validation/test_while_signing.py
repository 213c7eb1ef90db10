"""An answer takes its time to be signed: what is typed meanwhile for another case stays, and an error names its case."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.ui.validation.case_item import CaseItem
from cm_desktop.ui.validation.validation_view import ValidationView
from tests.engine.port import FakePlatform
from tests.engine.supervision.people import Person
from tests.ui.validation.conftest import Sit
from tests.ui.window.steps import press, texts, type_in

Cases = tuple[CaseId, CaseId]


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
    view.foot.choose(Outcome.REJECT)
    assert view.foot.field.toPlainText() == "Trop froid"


def test_what_is_typed_for_another_case_stays_when_an_answer_is_signed(
    qtbot: QtBot, two: tuple[Person, Person], cases: Cases, sit: Sit
) -> None:
    person = two[1]
    view = sit(person).panes.validation
    person.vault.answers.clear()
    view.foot.choose(Outcome.APPROVE)
    view.list.step(1)
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
    view = sit(person).panes.validation
    person.vault.answers.clear()
    view.foot.choose(Outcome.APPROVE)
    view.list.step(1)
    person.vault.sealed = True
    person.vault.answers.set()
    qtbot.waitUntil(lambda: "trousseau" in texts(view.foot))
    assert "Répondre à " in texts(view.foot)
