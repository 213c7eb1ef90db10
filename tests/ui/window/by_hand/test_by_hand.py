"""A page without an API through the window: copied, opened, said to be done, given up."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import ActionKind, Hide, WriteReply
from cm_desktop.domain.outbox import Addressee
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Triage
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.links import open_link
from cm_desktop.wording.words import Words
from tests.engine.port import CLIENT, FakeClock
from tests.ui.window.by_hand.conftest import HERE, button, ref
from tests.ui.window.steps import opened, press, texts, type_in


def answer(window: MainWindow, name: str, text: str) -> None:
    """Open the comment, type, and press the primary key."""
    window.panes.list.open(ref(name))
    press(window, Qt.Key.Key_R)
    type_in(text)
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def label(window: MainWindow, move: Move) -> str:
    button = window.panes.detail.bar.button(move)
    assert button is not None
    return button.label


def waiting_by_hand(desk: Desk) -> list[object]:
    return [waiting.entry.action for waiting in desk.inbox.waiting(addressee=Addressee.HAND)]


def test_a_reply_is_copied_and_its_comment_opened_on_a_host_that_the_user_gave(
    qtbot: QtBot, window: MainWindow, desk: Desk, browser: list[str]
) -> None:
    window.panes.list.open(ref("c1"))
    press(window, Qt.Key.Key_R)
    type_in("Bonjour.")
    assert label(window, Move.REPLY) == "Copier et ouvrir"
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Bonjour."
    assert browser == ["https://page.example/c1"]
    assert waiting_by_hand(desk) == [WriteReply("Bonjour.")]
    qtbot.waitUntil(lambda: "À publier à la main" in texts(window))
    assert opened(window) == ref("c1")
    assert label(window, Move.CONFIRM) == "C’est publié"
    assert label(window, Move.TAKE_BACK) == "Abandonner"


def test_another_host_is_named_before_the_browser_goes_there(
    qtbot: QtBot, window: MainWindow, browser: list[str]
) -> None:
    answer(window, "c3", "Bonsoir.")
    assert browser == []
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "elsewhere.example" in box.text()
    QTest.mouseClick(box.button(QMessageBox.StandardButton.Open), Qt.MouseButton.LeftButton)
    assert browser == ["https://elsewhere.example/c3"]


def test_said_to_be_published_it_is_answered_and_the_next_comment_is_open(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    answer(window, "c1", "Bonjour.")
    qtbot.waitUntil(lambda: window.panes.detail.bar.button(Move.CONFIRM) is not None)
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_P)
    assert waiting_by_hand(desk) == []
    assert desk.inbox.row(ref("c1")).triage is Triage.DONE
    qtbot.waitUntil(lambda: opened(window) != ref("c1"))
    qtbot.waitUntil(lambda: "C’est noté" in texts(window))
    press(window, Qt.Key.Key_U)
    assert desk.inbox.row(ref("c1")).triage is Triage.DONE


def test_the_toast_says_it_too_even_from_another_comment(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    answer(window, "c1", "Bonjour.")
    qtbot.waitUntil(lambda: "Texte copié" in texts(window))
    window.panes.list.open(ref("c3"))
    done = next(b for b in window.panes.toast.findChildren(QPushButton) if b.text() == "C’est publié")
    QTest.mouseClick(done, Qt.MouseButton.LeftButton)
    assert desk.inbox.row(ref("c1")).triage is Triage.DONE
    assert desk.inbox.row(ref("c3")).triage is Triage.TODO


def test_given_up_it_is_to_do_again_with_its_text(
    qtbot: QtBot, window: MainWindow, desk: Desk, clock: FakeClock
) -> None:
    answer(window, "c1", "Bonjour.")
    qtbot.waitUntil(lambda: window.panes.detail.bar.button(Move.TAKE_BACK) is not None)
    clock.pass_(seconds=600)
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_U)
    assert waiting_by_hand(desk) == []
    assert desk.inbox.row(ref("c1")).triage is Triage.TODO
    qtbot.waitUntil(lambda: window.panes.detail.box.text == "Bonjour.")


def test_its_row_stays_in_its_place_until_it_is_done(qtbot: QtBot, window: MainWindow, clock: FakeClock) -> None:
    answer(window, "c1", "Bonjour.")
    clock.pass_(seconds=3_600)
    window.panes.refresh()
    assert window.panes.list.model.rowCount() == 3
    assert window.panes.list.model.count == 2
    assert opened(window) == ref("c1")


def test_masking_says_where_to_click(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    window.panes.list.open(ref("c3"))
    press(window, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: "À masquer à la main" in texts(window))
    assert "Ouvrez le commentaire sur sa page." in texts(window)
    assert label(window, Move.CONFIRM) == "C’est fait"
    press(window, Qt.Key.Key_P)
    assert desk.inbox.row(ref("c3")).triage is Triage.HIDDEN


def test_a_comment_without_link_opens_its_page(window: MainWindow, browser: list[str]) -> None:
    answer(window, "c2", "Bonjour.")
    assert browser == [HERE.base_url]


def test_without_any_link_the_text_is_still_copied_and_the_lack_is_said(
    qtbot: QtBot, window: MainWindow, desk: Desk, browser: list[str]
) -> None:
    desk.accounts.add(replace(HERE, base_url=""), CLIENT, "")
    window.panes.list.open(ref("c2"))
    window.panes.refresh()
    press(window, Qt.Key.Key_R)
    type_in("Bonjour.")
    assert label(window, Move.REPLY) == "Copier le texte"
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Bonjour."
    assert browser == []
    qtbot.waitUntil(lambda: "Aucun lien n’est connu" in texts(window))


def test_offline_the_text_is_copied_and_the_page_is_opened_later(
    qtbot: QtBot, window: MainWindow, desk: Desk, browser: list[str]
) -> None:
    desk._network.lost(HERE.id, desk.clock.now())
    window.panes.refresh()
    window.panes.list.open(ref("c1"))
    press(window, Qt.Key.Key_R)
    type_in("Bonjour.")
    assert label(window, Move.REPLY) == "Copier le texte"
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Bonjour."
    qtbot.waitUntil(lambda: "la page pourra être ouverte au retour du réseau" in texts(window))
    assert not button(window, "Ouvrir la page").isEnabled()
    desk._network.reached(HERE.id)
    qtbot.waitUntil(lambda: button(window, "Ouvrir la page").isEnabled())
    QTest.mouseClick(button(window, "Ouvrir la page"), Qt.MouseButton.LeftButton)
    assert browser == ["https://page.example/c1"]


def test_the_header_says_that_it_is_published_by_hand(window: MainWindow) -> None:
    window.panes.list.open(ref("c1"))
    assert window.panes.detail.box.band.where == "Publiée à la main"


def test_the_waiting_view_has_a_group_for_it_and_copies_again(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    answer(window, "c1", "Bonjour.")
    QGuiApplication.clipboard().clear()
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_4)
    assert "À faire à la main" in texts(window)
    QTest.mouseClick(button(window, "Copier"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Bonjour."
    QTest.mouseClick(button(window, "C’est publié"), Qt.MouseButton.LeftButton)
    assert desk.inbox.row(ref("c1")).triage is Triage.DONE


def test_every_act_there_is_by_hand(desk: Desk) -> None:
    assert {ActionKind.REPLY, ActionKind.HIDE} <= set(desk.inbox.detail(ref("c1")).offers)


def test_the_key_after_an_undo_is_heard(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    window.panes.list.open(ref("c3"))
    press(window, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: window.panes.detail.bar.button(Move.CONFIRM) is not None)
    undone: list[object] = []
    window._acting.undone.connect(lambda _: undone.append(window.panes.detail.bar.button(Move.CONFIRM)))
    press(window, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: bool(undone))
    assert undone == [None]  # "C'est fait" went with the act, before the window read its lists again
    press(window, Qt.Key.Key_H)
    assert waiting_by_hand(desk) == [Hide()]


def test_an_undone_reply_is_a_draft_before_the_undoing_is_told(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    answer(window, "c1", "Bonjour.")
    qtbot.waitUntil(lambda: window.panes.detail.bar.button(Move.CONFIRM) is not None)
    drafts: list[str] = []
    window._acting.undone.connect(lambda deed: drafts.append(desk.inbox.detail(deed.ref).draft))
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: bool(drafts))
    assert drafts == ["Bonjour."]
    assert window.panes.detail.box.text == "Bonjour."


def test_another_port_of_a_known_host_is_asked_about(window: MainWindow, words: Words, browser: list[str]) -> None:
    open_link("https://page.example:8443/c1", words, window, known=HERE.base_url)
    assert browser == []
    assert window.findChild(QMessageBox) is not None
