"""What came back stands beside the comment of who asked: what was changed in it, and what is left to do."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import ActionKind, Repeat
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import Offline
from cm_desktop.domain.queue import Queue
from cm_desktop.ui.detail.request_card import RequestCard
from cm_desktop.ui.kit.passages.difference import DifferenceText
from cm_desktop.ui.kit.passages.prose import Prose
from tests.engine.port import FakeClock, FakePlatform
from tests.engine.supervision.people import Person
from tests.ui.validation.conftest import Sit
from tests.ui.window.steps import texts


@pytest.mark.parametrize("by_hand", [True, False])
def test_what_waits_for_a_hand_is_not_said_to_leave_by_itself(
    qtbot: QtBot,
    two: tuple[Person, Person],
    comment: CommentRef,
    platform: FakePlatform,
    sit_anywhere: Sit,
    by_hand: bool,
) -> None:
    if by_hand:
        platform.caps = replace(platform.caps, acts={**platform.caps.acts, ActionKind.REPLY: Repeat.BY_HAND})
    moderator, supervisor = two
    supervisor.approve(moderator.ask(comment))
    window = sit_anywhere(moderator)
    window.panes.go(Queue.ALL)
    qtbot.waitUntil(lambda: window.panes.detail.ref == comment)
    (card,) = window.findChildren(RequestCard)
    assert ("À vous de le faire sur la page" in texts(card)) is by_hand
    assert ("L’envoi se fera de lui-même" in texts(card)) is not by_hand
    assert "Dominique" in texts(card)


def test_a_correction_is_shown_word_by_word_beside_the_proposal_that_it_changes(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit_anywhere: Sit
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment, "Nous vous écrivons.", terms=Terms(others=("Bonjour, merci de votre patience.",)))
    supervisor.answer(case, Outcome.CORRECT, text="Bonjour Marc, merci de votre patience.")
    window = sit_anywhere(moderator)
    window.panes.go(Queue.ALL)
    qtbot.waitUntil(lambda: window.panes.detail.ref == comment)
    (card,) = window.findChildren(RequestCard)
    (shown,) = card.findChildren(DifferenceText)
    assert shown.accessibleName() == "Bonjour [ajouté\u00a0:  Marc] , merci de votre patience."
    assert card.findChildren(Prose) == []


def told(qtbot: QtBot, moderator: Person, comment: CommentRef, sit: Sit) -> str:
    """What the card says to who asked."""
    window = sit(moderator)
    window.panes.go(Queue.ALL)
    qtbot.waitUntil(lambda: window.panes.detail.ref == comment)
    (card,) = window.findChildren(RequestCard)
    return texts(card).replace("\u00a0", " ")


@pytest.mark.parametrize("hours", [0, 24 * 8])
def test_a_decision_to_do_nothing_leaves_nothing_to_send_nor_to_ask_again(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, clock: FakeClock, sit_anywhere: Sit, hours: int
) -> None:
    moderator, supervisor = two
    supervisor.answer(moderator.ask(comment, "", terms=Terms(asks=Asks.NOTHING)), Outcome.APPROVE)
    moderator.scan()
    clock.pass_(hours=hours)
    said = told(qtbot, moderator, comment, sit_anywhere)
    assert "Validé" in said
    assert "Dominique" in said
    assert "Rien à faire : le commentaire reste tel quel." in said
    assert "L’envoi se fera" not in said
    assert "silence" not in said


@pytest.mark.parametrize("answered", [True, False])
def test_what_did_not_leave_in_time_is_not_said_to_have_met_with_silence(
    qtbot: QtBot,
    two: tuple[Person, Person],
    comment: CommentRef,
    platform: FakePlatform,
    clock: FakeClock,
    sit_anywhere: Sit,
    answered: bool,
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    if answered:
        supervisor.approve(case)
    platform.down = Offline()
    clock.pass_(hours=24 * 8)
    said = told(qtbot, moderator, comment, sit_anywhere)
    assert ("Validé, mais pas parti à temps" in said) is answered
    assert ("Dominique" in said) is answered
    assert ("silence" in said) is not answered
