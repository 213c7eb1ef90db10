"""A deadline comes nearer: who asked and who validates see so at half and at nine tenths of the time, and once it is over."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Queue
from cm_desktop.ui.detail.request_card import RequestCard
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.marks.pill import PillLabel
from cm_desktop.ui.validation.case_head import CaseHead
from cm_desktop.ui.validation.case_item import CaseItem
from tests.engine.port import FakeClock
from tests.engine.supervision.people import Person
from tests.ui.validation.conftest import Sit

HOURS = 10

AT = [(4, "", "Avant"), (5, "À valider avant", "À valider avant"), (9, "À valider avant", "À valider avant")]
OVER = (10, "En retard depuis", "En retard depuis")


def pills(window: MainWindow, kind: type[QWidget]) -> list[str]:
    """What the pills on a part of the window say."""
    parts = [part for part in window.findChildren(kind) if part.isVisible()]
    return [pill.accessibleName() for part in parts for pill in part.findChildren(PillLabel)]


@pytest.fixture
def passed(
    two: tuple[Person, Person], comment: CommentRef, clock: FakeClock, sit_anywhere: Sit, sit: Sit, qtbot: QtBot
) -> Callable[[float], tuple[MainWindow, MainWindow]]:
    """Both windows, so many hours after a request that wants its answer within ten."""
    moderator, supervisor = two
    moderator.ask(comment, terms=Terms(deadline=clock.now() + timedelta(hours=HOURS)))
    theirs, ours = sit(supervisor), sit_anywhere(moderator)
    ours.panes.go(Queue.VALIDATION)
    qtbot.waitUntil(lambda: ours.panes.detail.ref == comment)

    def pass_(hours: float) -> tuple[MainWindow, MainWindow]:
        clock.pass_(seconds=hours * 3600)
        for window in (ours, theirs):
            window.panes.refresh()
        QApplication.processEvents()  # what was just made is shown
        return ours, theirs

    return pass_


@pytest.mark.parametrize(("hours", "ours", "theirs"), [*AT, OVER])
def test_a_request_is_remembered_at_half_and_at_nine_tenths_and_once_it_is_late(
    passed: Callable[[float], tuple[MainWindow, MainWindow]], hours: float, ours: str, theirs: str
) -> None:
    moderators, supervisors = passed(hours)
    told = pills(moderators, RequestCard)
    assert [pill.startswith(ours) for pill in told] == ([True] if ours else [])
    assert any(pill.startswith(theirs) for pill in pills(supervisors, CaseHead))


def test_the_list_of_who_validates_says_late_while_it_is_on_show(
    passed: Callable[[float], tuple[MainWindow, MainWindow]],
) -> None:
    def ends(window: MainWindow) -> list[str]:
        items = [item for item in window.findChildren(CaseItem) if item.isVisible()]
        return [item.end.text for item in items if item.end]

    (before,) = ends(passed(1)[1])
    assert before != "En retard"
    assert ends(passed(9)[1]) == ["En retard"]


def test_an_answer_ends_the_reminders(
    two: tuple[Person, Person], comment: CommentRef, clock: FakeClock, sit_anywhere: Sit, qtbot: QtBot
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, terms=Terms(deadline=clock.now() + timedelta(hours=HOURS), asks=Asks.ADVICE))
    window = sit_anywhere(moderator)
    window.panes.go(Queue.VALIDATION)
    qtbot.waitUntil(lambda: window.panes.detail.ref == comment)
    clock.pass_(seconds=9 * 3600)
    window.panes.refresh()
    assert [pill.startswith("Avis attendu avant") for pill in pills(window, RequestCard)] == [True]
    supervisor.scan()
    view = supervisor.desk.supervision.case(case)
    supervisor.desk.supervision.answer(case, view.request_id, Outcome.ADVISE, reason="Ne rien dire")
    moderator.scan()
    window.panes.refresh()
    qtbot.waitUntil(lambda: pills(window, RequestCard) == [])
