"""Whoever refused by mistake takes that back in the window, among the decisions."""

from pytestqt.qtbot import QtBot

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.comments import CommentRef
from tests.engine.supervision.people import Person
from tests.ui.validation.conftest import Sit
from tests.ui.validation.test_validation_view import take
from tests.ui.window.steps import texts


def test_a_refusal_is_taken_back_and_the_case_waits_again(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit: Sit
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    window = sit(supervisor)
    foot = window.panes.validation.foot
    assert not foot.take_back.isVisible()
    supervisor.answer(case, Outcome.REJECT, reason="Non.")
    take(window, "Décisions")
    assert foot.take_back.isVisible()
    assert "Vous avez refusé ceci" in texts(foot)
    foot.take_back.click()
    qtbot.waitUntil(lambda: moderator.see(case).state is CaseState.SUBMITTED)
    take(window, "À valider")
    assert foot.approve.isVisible()
    assert not foot.take_back.isVisible()
