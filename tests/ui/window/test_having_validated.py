"""*Faire valider*: the form over the window, filled in beforehand, and what it puts down."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import Escalate, Hide
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.terms import Asks
from cm_desktop.domain.client_sheet import AnswerWithin, ClientSheet
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.outbox import Addressee
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.asking.ask_page import AskPage
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.check import Check
from cm_desktop.ui.kit.controls.picker import Picker
from cm_desktop.ui.kit.controls.segments import Segment
from cm_desktop.ui.sheet.sheet import Sheet
from tests.engine.port import CLIENT
from tests.ui.window.steps import CTRL, GRIEVANCE, press, texts, type_in


def request(qtbot: QtBot, desk: Desk) -> Escalate:
    """The one that was put down."""
    qtbot.waitUntil(lambda: desk.inbox.waiting(addressee=Addressee.SUPERVISOR) != ())
    (waiting,) = desk.inbox.waiting(addressee=Addressee.SUPERVISOR)
    assert isinstance(waiting.entry.action, Escalate)
    return waiting.entry.action


def hours(window: MainWindow) -> AnswerWithin | None:
    """The usual delay of the client whose comment is on show."""
    detail = window.panes.detail.handling.detail
    return detail.sheet.answer_within if detail else None


def sheet(window: MainWindow) -> Sheet:
    return next(sheet for sheet in window.findChildren(Sheet) if sheet.isVisible())


def ask(window: MainWindow, reply: str = "") -> AskPage:
    """Type a reply, then press the key of a request."""
    if reply:
        press(window, Qt.Key.Key_R)
        type_in(reply)
        press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_E)
    (page,) = sheet(window).findChildren(AskPage)
    return page


def test_the_draft_is_the_first_proposal_and_two_more_can_be_added(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    ask(window, "Bonjour, nous regardons.")
    for more in ("Merci de votre message.", "Ecrivez-nous."):
        press(window, Qt.Key.Key_Tab)
        type_in(more)
    press(window, Qt.Key.Key_Return, CTRL)
    asked = request(qtbot, desk)
    assert asked.proposals == ("Bonjour, nous regardons.", "Merci de votre message.", "Ecrivez-nous.")
    assert asked.asks is Asks.REPLY
    assert asked.terms.deadline is not None
    assert desk.inbox.detail(refs[GRIEVANCE]).draft == ""


def test_the_deadline_is_the_clients_usual_one_until_another_is_chosen(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    desk.clients.save(CLIENT, ClientSheet(client=CLIENT.id, answer_within=AnswerWithin.ONE_HOUR)).result()
    qtbot.waitUntil(lambda: hours(window) is AnswerWithin.ONE_HOUR)  # settings that were just left
    page = ask(window, "Bonjour.")
    wanted = page.request().terms.deadline
    assert wanted == (desk.clock.now() + timedelta(hours=1)).replace(second=0, microsecond=0)
    picker = next(one for one in page.findChildren(Picker) if one.accessibleName() == "Échéance")
    picker.setCurrentIndex(picker.currentIndex() + 1)
    press(window, Qt.Key.Key_Return, CTRL)
    chosen = request(qtbot, desk).terms.deadline
    assert chosen is not None
    assert chosen > wanted


def test_where_nobody_validates_in_the_program_a_request_leaves_as_a_file(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    ask(window, "Bonjour.")
    assert "Personne ne valide encore dans CM Desktop pour ce client" in texts(window)
    press(window, Qt.Key.Key_Return, CTRL)
    assert request(qtbot, desk).terms.level is Level.DECLARED


def test_a_reply_without_a_word_is_not_asked_for_but_an_advice_is(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    ask(window)
    assert not sheet(window).go.isEnabled()
    press(window, Qt.Key.Key_Return, CTRL)
    assert desk.inbox.waiting() == ()
    sheet(window).other.click()
    assert request(qtbot, desk).asks is Asks.ADVICE


def test_another_act_needs_no_words(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    page = ask(window)
    next(one for one in page.findChildren(Segment) if one.text() == "Supprimer").click()
    press(window, Qt.Key.Key_Return, CTRL)
    asked = request(qtbot, desk)
    assert (asked.asks, asked.proposals) == (Asks.DELETE, ())


def test_what_is_hidden_right_away_does_not_wait_for_the_answer(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    page = ask(window, "Bonjour.")
    (hide,) = page.findChildren(Check)
    hide.click()
    assert sheet(window).go.label == "Masquer et préparer la demande"
    press(window, Qt.Key.Key_Return, CTRL)
    request(qtbot, desk)
    acts = [waiting.entry.action for waiting in desk.inbox.waiting(addressee=Addressee.PLATFORM)]
    assert acts == [Hide()]


def test_leaving_the_form_keeps_what_was_typed(window: MainWindow, desk: Desk, refs: dict[str, CommentRef]) -> None:
    ask(window, "Bonjour.")
    press(window, Qt.Key.Key_Escape)
    assert not any(sheet.isVisible() for sheet in window.findChildren(Sheet))
    assert desk.inbox.waiting() == ()
    assert window.panes.detail.box.text == "Bonjour."
    assert QApplication.focusWidget() is not None
