"""Acts through the window: by key, undone, with their text, on the comment that is on screen."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import ActionKind, Hide, Publish, WriteReply
from cm_desktop.domain.comments import CommentRef, Visibility
from cm_desktop.domain.outbox import Addressee
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Triage
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.detail.reply_text import LINE
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.passages.prose import Prose
from tests.engine.port import FakeClock, FakePlatform
from tests.ui.window.steps import CALM, CTRL, GRIEVANCE, opened, press, show, texts, type_in


def test_the_gravest_comment_is_open_with_its_reasons(window: MainWindow, refs: dict[str, CommentRef]) -> None:
    assert opened(window) == refs[GRIEVANCE]
    assert "Pourquoi ce commentaire remonte" in texts(window)
    assert window.windowTitle() == "3\u00a0à traiter · CM Desktop"


def test_filing_away_takes_the_next_comment_and_keeps_the_focus_in_the_list(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    press(window, Qt.Key.Key_A)
    assert desk.inbox.row(refs[GRIEVANCE]).triage is Triage.DONE
    qtbot.waitUntil(lambda: opened(window) != refs[GRIEVANCE])
    assert window.panes.list.view.hasFocus()
    qtbot.waitUntil(window.panes.toast.isVisible)
    assert "Commentaire classé" in texts(window)
    qtbot.waitUntil(lambda: window.windowTitle().startswith("2"))


def test_undo_brings_a_filed_comment_back(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    press(window, Qt.Key.Key_A)
    qtbot.waitUntil(window.panes.toast.isVisible)
    press(window, Qt.Key.Key_U)
    assert desk.inbox.row(refs[GRIEVANCE]).triage is Triage.TODO
    qtbot.waitUntil(lambda: window.windowTitle().startswith("3"))


def test_a_hide_is_undone_before_it_leaves(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, clock: FakeClock, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[CALM])
    press(window, Qt.Key.Key_H)
    assert [w.entry.action for w in desk.inbox.waiting()] == [Hide()]
    qtbot.waitUntil(lambda: "Masquage dans 10\u00a0s" in texts(window))
    press(window, Qt.Key.Key_U)
    assert desk.inbox.waiting() == ()
    clock.pass_(seconds=60)
    desk.send()
    assert platform.writes == []


def test_after_its_delay_a_hide_can_no_longer_be_undone(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, clock: FakeClock, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[CALM])
    press(window, Qt.Key.Key_H)
    qtbot.waitUntil(window.panes.toast.isVisible)
    clock.pass_(seconds=11)
    desk.send()
    press(window, Qt.Key.Key_U)
    assert platform.writes == [(ActionKind.HIDE, "c1")]
    qtbot.waitUntil(lambda: not window.panes.toast.isVisible())


@pytest.mark.parametrize("hours", [-1, 1])
def test_the_countdown_ends_in_its_time_however_the_clock_is_set(
    qtbot: QtBot,
    window: MainWindow,
    desk: Desk,
    platform: FakePlatform,
    clock: FakeClock,
    refs: dict[str, CommentRef],
    hours: int,
) -> None:
    show(window, refs[CALM])
    press(window, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: "Masquage dans 10\u00a0s" in texts(window))
    clock.set_(timedelta(hours=hours))
    clock.pass_(seconds=4)
    qtbot.waitUntil(lambda: "Masquage dans 6\u00a0s" in texts(window))
    press(window, Qt.Key.Key_U)
    assert desk.inbox.waiting() == ()
    qtbot.waitUntil(lambda: opened(window) == refs[CALM])
    press(window, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: "Masquage dans 10\u00a0s" in texts(window))
    desk.send()  # as the sender does at once: it sees the wait
    clock.set_(timedelta(hours=-hours))
    clock.pass_(seconds=11)
    qtbot.waitUntil(lambda: not window.panes.toast.isVisible())
    desk.send()
    assert platform.writes == [(ActionKind.HIDE, "c1")]


def test_hiding_fair_criticism_asks_first_and_a_second_key_hides(
    window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    press(window, Qt.Key.Key_H)
    assert window.panes.detail.choice.isVisible()
    assert desk.inbox.waiting() == ()
    press(window, Qt.Key.Key_H)
    assert [w.entry.comment for w in desk.inbox.waiting()] == [refs[GRIEVANCE]]


def test_the_question_before_hiding_is_forgotten_with_its_comment(
    window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    press(window, Qt.Key.Key_H)
    press(window, Qt.Key.Key_J)
    assert not window.panes.detail.choice.isVisible()
    show(window, refs[GRIEVANCE])
    press(window, Qt.Key.Key_H)
    assert desk.inbox.waiting() == ()


def test_letters_typed_in_a_reply_never_act(window: MainWindow, desk: Desk, refs: dict[str, CommentRef]) -> None:
    press(window, Qt.Key.Key_R)
    type_in("hear usp jk 17/?E")
    assert window.panes.detail.box.text == "hear usp jk 17/?E"
    assert opened(window) == refs[GRIEVANCE]
    assert desk.inbox.waiting() == ()
    assert not window.panes.help.isVisible()


def test_a_reply_is_published_by_its_key_and_leaves_the_box_empty(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    press(window, Qt.Key.Key_R)
    type_in("Bonjour.")
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [(w.entry.comment, w.entry.action) for w in desk.inbox.waiting()] == [
        (refs[GRIEVANCE], WriteReply("Bonjour."))
    ]
    assert desk.inbox.detail(refs[GRIEVANCE]).draft == ""
    assert opened(window) != refs[GRIEVANCE]
    assert window.panes.detail.box.text == ""


def test_a_pasted_reply_stands_in_lines_of_ours_and_leaves_with_the_spaces_it_was_written_with(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    text = "«\u00a0Bonjour\u00a0», dit-elle\u202f!\n\nÀ 13\u00a0h 08."
    press(window, Qt.Key.Key_R)
    QGuiApplication.clipboard().setText(text)
    press(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    document = window.panes.detail.box.field.document()
    assert document.size().height() == LINE * document.lineCount()
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [w.entry.action for w in desk.inbox.waiting()] == [WriteReply(text)]


def test_undoing_a_reply_gives_its_text_back(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    press(window, Qt.Key.Key_R)
    type_in("Bonjour.")
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.panes.toast.isVisible)
    press(window, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: desk.inbox.detail(refs[GRIEVANCE]).draft == "Bonjour.")
    qtbot.waitUntil(lambda: opened(window) == refs[GRIEVANCE])
    assert window.panes.detail.box.text == "Bonjour."
    assert desk.inbox.waiting() == ()


def test_nothing_is_published_without_text(window: MainWindow, desk: Desk) -> None:
    press(window, Qt.Key.Key_R)
    type_in("   ")
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.inbox.waiting() == ()


def test_a_draft_stays_with_its_comment(window: MainWindow, desk: Desk, refs: dict[str, CommentRef]) -> None:
    press(window, Qt.Key.Key_R)
    type_in("Pour vous")
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_J)
    assert window.panes.detail.box.text == ""
    assert desk.inbox.detail(refs[GRIEVANCE]).draft == "Pour vous"
    press(window, Qt.Key.Key_K)
    assert window.panes.detail.box.text == "Pour vous"


def test_closing_keeps_what_is_typed(window: MainWindow, desk: Desk, refs: dict[str, CommentRef]) -> None:
    press(window, Qt.Key.Key_R)
    type_in("À suivre")
    window.close()
    assert desk.inbox.detail(refs[GRIEVANCE]).draft == "À suivre"


def test_a_reply_that_is_too_long_is_not_offered(window: MainWindow, desk: Desk, platform: FakePlatform) -> None:
    box, bar = window.panes.detail.box, window.panes.detail.bar
    box.field.setPlainText("x" * (platform.caps.reply_limit.refuse + 1))
    button = bar.button(Move.REPLY)
    assert button is not None
    assert not button.isEnabled()
    window.panes.detail.handling.send()
    assert desk.inbox.waiting() == ()


def test_a_request_carries_the_draft_and_is_taken_back_from_its_list(
    qtbot: QtBot, window: MainWindow, desk: Desk, clock: FakeClock, refs: dict[str, CommentRef]
) -> None:
    press(window, Qt.Key.Key_R)
    type_in("Proposition")
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_E)
    press(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: desk.inbox.waiting(addressee=Addressee.SUPERVISOR) != ())
    requests = desk.inbox.waiting(addressee=Addressee.SUPERVISOR)
    assert [request.comment.ref for request in requests] == [refs[GRIEVANCE]]
    press(window, Qt.Key.Key_3)
    assert opened(window) == refs[GRIEVANCE]
    assert "Réponse proposée\u00a0: Proposition" in texts(window)
    clock.pass_(seconds=60)
    assert window.panes.detail.bar.button(Move.TAKE_BACK) is not None
    press(window, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: desk.inbox.waiting(addressee=Addressee.SUPERVISOR) == ())
    qtbot.waitUntil(lambda: desk.inbox.detail(refs[GRIEVANCE]).draft == "Proposition")


def hold_back(window: MainWindow, desk: Desk, platform: FakePlatform, ref: CommentRef, qtbot: QtBot) -> None:
    """The page holds the comment until somebody lets it appear."""
    platform.move(ref, Visibility.HELD)
    desk.sync()
    show(window, ref)
    qtbot.waitUntil(lambda: "attend votre accord" in texts(window))


def test_a_held_comment_is_published_by_its_key(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    hold_back(window, desk, platform, refs[CALM], qtbot)
    press(window, Qt.Key.Key_P)
    assert [w.entry.action for w in desk.inbox.waiting()] == [Publish()]


def test_a_reply_to_a_held_comment_publishes_both(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    hold_back(window, desk, platform, refs[CALM], qtbot)
    press(window, Qt.Key.Key_R)
    type_in("Merci.")
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [w.entry.action for w in desk.inbox.waiting()] == [Publish(), WriteReply("Merci.")]


def test_a_comment_that_changed_under_the_moderator_is_shown_as_it_is_now(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    press(window, Qt.Key.Key_R)
    type_in("Bonjour")
    platform.edit(refs[GRIEVANCE], "Pardon, bande d'escrocs quand même")
    desk.sync()
    qtbot.waitUntil(lambda: window.panes.detail.findChildren(Prose)[1].accessibleName().startswith("Pardon"))
    assert window.panes.detail.box.text == "Bonjour"
    assert window.panes.detail.box.field.hasFocus()
