"""A comment of which two acts are asked, each a case of its own: both are shown, and who asks is told of the other."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Queue
from cm_desktop.ui.asking.ask_page import AskPage
from cm_desktop.ui.detail.request_card import RequestCard
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.segments import Segment
from tests.engine.port import FakeClock
from tests.engine.supervision.people import Person
from tests.ui.validation.conftest import Sit
from tests.ui.window.steps import press, texts

HIDE = Terms(asks=Asks.HIDE)


def cards(qtbot: QtBot, window: MainWindow, comment: CommentRef) -> list[str]:
    window.panes.go(Queue.ALL)
    qtbot.waitUntil(lambda: window.panes.detail.ref == comment)
    return [texts(card) for card in window.findChildren(RequestCard)]


def test_a_reply_that_is_asked_for_leaves_the_approved_hiding_in_sight(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit_anywhere: Sit, clock: FakeClock
) -> None:
    moderator, supervisor = two
    supervisor.answer(moderator.ask(comment, "", terms=HIDE), Outcome.APPROVE)
    moderator.scan()
    clock.pass_(minutes=1)
    moderator.ask(comment, "Bonjour.")
    shown = cards(qtbot, sit_anywhere(moderator), comment)
    assert len(shown) == 2
    assert "Répondre" in shown[0]
    assert "Masquer" in shown[1]
    assert "Dominique" in shown[1]


def test_a_case_that_is_over_makes_room_for_the_next(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit_anywhere: Sit, clock: FakeClock
) -> None:
    moderator, supervisor = two
    supervisor.answer(moderator.ask(comment, "", terms=HIDE), Outcome.REJECT, reason="Non.")
    moderator.scan()
    clock.pass_(minutes=1)
    moderator.ask(comment, "Bonjour.")
    (shown,) = cards(qtbot, sit_anywhere(moderator), comment)
    assert "Répondre" in shown


@pytest.mark.parametrize("again", [False, True])
def test_the_form_tells_what_becomes_of_what_was_asked_before(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit_anywhere: Sit, again: bool
) -> None:
    """`again`: the same act is asked, and takes the place of what was asked."""
    moderator, _supervisor = two
    moderator.ask(comment, "", terms=HIDE)
    window = sit_anywhere(moderator)
    cards(qtbot, window, comment)
    press(window, Qt.Key.Key_E)
    (page,) = window.findChildren(AskPage)
    act = "Masquer" if again else "Répondre"
    next(one for one in page.findChildren(Segment) if one.text() == act).click()
    told = texts(page).replace("\u00a0", " ")
    assert ("déjà été demandé pour ce commentaire suit son cours : Masquer" in told) is not again
    assert ("La nouvelle demande remplace la précédente" in told) is again
