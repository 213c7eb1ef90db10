"""What was typed and not sent is there again when one comes back; what was only offered is not taken for it."""

from PySide6.QtCore import Qt

from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.terms import Terms
from cm_desktop.domain.comments import CommentRef
from tests.engine.port import FakePlatform
from tests.engine.supervision.people import Person
from tests.ui.validation.conftest import Sit
from tests.ui.validation.test_validation_view import take
from tests.ui.window.steps import press, type_in


def test_what_was_typed_for_one_case_is_there_again_when_one_comes_back(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, sit: Sit
) -> None:
    moderator, supervisor = two
    moderator.ask(comment)
    other = platform.post("c2", "Bande de nuls")
    moderator.desk.sync()
    moderator.ask(other)
    window = sit(supervisor)
    view, field = window.panes.validation, window.panes.validation.foot.field
    press(window, Qt.Key.Key_X)
    type_in("Trop froid")
    view.list.step(1)
    assert field.toPlainText() == ""
    view.list.step(-1)
    view.foot.choose(Outcome.REJECT)
    assert field.toPlainText() == "Trop froid"


def test_a_correction_begins_with_the_proposal_on_show_though_it_was_opened_on_another(
    two: tuple[Person, Person], comment: CommentRef, sit: Sit
) -> None:
    moderator, supervisor = two
    moderator.ask(comment, "Un.", terms=Terms(others=("Deux.",)))
    window = sit(supervisor)
    foot = window.panes.validation.foot
    press(window, Qt.Key.Key_C)
    assert foot.field.toPlainText() == "Un."
    foot.leave.click()
    take(window, "Proposition 2")
    press(window, Qt.Key.Key_C)
    assert (foot.field.toPlainText(), foot.send.isEnabled()) == ("Deux.", False)


def test_what_was_changed_in_it_stays_whichever_proposal_is_on_show(
    two: tuple[Person, Person], comment: CommentRef, sit: Sit
) -> None:
    moderator, supervisor = two
    moderator.ask(comment, "Un.", terms=Terms(others=("Deux.",)))
    window = sit(supervisor)
    foot = window.panes.validation.foot
    press(window, Qt.Key.Key_C)
    type_in(" Odile")
    foot.leave.click()
    take(window, "Proposition 2")
    press(window, Qt.Key.Key_C)
    assert (foot.field.toPlainText(), foot.send.isEnabled()) == ("Un. Odile", True)
