"""What was decided is leaving: nobody is asked to approve it again, and whoever validates may still say no."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome, Sending
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import CaseMoved
from cm_desktop.ui.kit.controls.segments import Segment
from tests.engine.supervision.people import Person
from tests.ui.validation.conftest import Sit
from tests.ui.window.steps import CTRL, press, texts, type_in


@pytest.fixture
def case(two: tuple[Person, Person], comment: CommentRef) -> CaseId:
    """Approved, and about to leave from the moderator's computer."""
    moderator, supervisor = two
    name = moderator.ask(comment)
    supervisor.approve(name)
    view = moderator.see(name)
    answers = tuple(one.event.id for one in view.case.rulings)
    moderator.desk.supervision._answering._pen.sign(
        moderator.team, Sending(request=view.request_id, answers=answers), case=name
    )
    assert supervisor.see(name).state is CaseState.SENDING
    return name


def test_what_is_leaving_is_offered_to_be_refused_and_to_nothing_else(
    qtbot: QtBot, two: tuple[Person, Person], case: CaseId, sit: Sit
) -> None:
    moderator, supervisor = two
    window = sit(supervisor)
    view = window.panes.validation
    next(one for one in view.findChildren(Segment) if one.text() == "Décisions").click()
    foot = view.foot
    assert (foot.approve.isVisible(), foot.correct.isVisible(), foot.reject.isVisible()) == (False, False, True)
    assert "peut-être trop tard" in texts(foot)
    for key in (Qt.Key.Key_V, Qt.Key.Key_C):
        press(window, key)
    assert not foot.field.isVisible()
    press(window, Qt.Key.Key_X)
    type_in("Finalement non.")
    press(window, Qt.Key.Key_Return, CTRL)
    # Kept first, then carried. No row was marked there: what was announced is taken back, and the refusal is in time.
    qtbot.waitUntil(lambda: moderator.see(case).state is CaseState.REJECTED)
    assert not moderator.see(case).case.late_objection


@pytest.mark.parametrize("outcome", [Outcome.APPROVE, Outcome.CORRECT])
def test_what_is_leaving_is_not_approved_by_a_command_either(
    two: tuple[Person, Person], case: CaseId, outcome: Outcome
) -> None:
    _, supervisor = two
    with pytest.raises(CaseMoved) as refused:
        supervisor.answer(case, outcome, choice=0, text="Autre chose.")
    assert refused.value.reason == "sent"
