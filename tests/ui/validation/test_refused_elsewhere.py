"""What somebody said no to on the telephone is noted beside a request that wants a signature."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.terms import Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Queue
from cm_desktop.ui.asking.declare_pages import ElsewherePage
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.controls.segments import Segment
from tests.engine.supervision.people import Person
from tests.ui.validation.conftest import Sit
from tests.ui.window.steps import CTRL, press, type_in


def test_a_refusal_is_noted_where_a_signature_is_wanted_and_once_it_is_decided(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit_anywhere: Sit
) -> None:
    """An approval said elsewhere would not count there: it is not offered."""
    moderator, supervisor = two
    case = moderator.ask(comment, terms=Terms(level=Level.SIGNED))
    supervisor.approve(case)
    moderator.scan_only()
    window = sit_anywhere(moderator)
    window.panes.go(Queue.ALL)
    qtbot.waitUntil(lambda: window.panes.detail.ref == comment)
    next(one for one in window.findChildren(Button) if one.label == "Répondu ailleurs…").click()
    (page,) = window.findChildren(ElsewherePage)
    assert [one.text() for one in page.findChildren(Segment) if one.isVisible()] == ["Refusé"]
    QApplication.processEvents()
    assert page.first is not None
    page.first.setFocus()
    type_in("Claire Aubry")
    press(window, Qt.Key.Key_Tab)
    type_in("Non, rien du tout.")
    press(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: moderator.desk.supervision.case(case).state is CaseState.REJECTED)
    decision = moderator.desk.supervision.case(case).decision
    assert decision is not None
    assert (decision.who, decision.declared) == ("Claire Aubry", True)
