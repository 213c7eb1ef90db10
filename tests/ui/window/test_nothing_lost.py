"""What is typed survives a disk that refuses it, and a button survives the passing of time."""

from concurrent.futures import Future
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import Hide, WriteReply
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import DiskFull
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Queue, Triage
from cm_desktop.engine.acting.receipt import Receipt
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.ui.outgoing.waiting_row import WaitingRow
from tests.engine.port import FakeClock, FakePlatform
from tests.ui.window.steps import GRIEVANCE, LATER, opened, press, show, texts, type_in


def full() -> Future[Receipt]:
    refused: Future[Receipt] = Future()
    refused.set_exception(DiskFull(path="work.db"))
    return refused


def test_a_reply_that_the_disk_refuses_is_a_draft_again_and_the_reason_is_told(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.acts, "do", lambda *_, **__: full())
    press(window, Qt.Key.Key_R)
    type_in("Bonjour, nous regardons.")
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.inbox.detail(refs[GRIEVANCE]).draft == "Bonjour, nous regardons.")
    qtbot.waitUntil(lambda: "disque" in texts(window))


def test_a_draft_that_the_disk_refuses_is_told(
    qtbot: QtBot, window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.acts, "draft", lambda *_: full())
    press(window, Qt.Key.Key_R)
    type_in("Bonjour")
    qtbot.waitUntil(lambda: "disque" in texts(window))


def test_a_draft_that_is_on_its_way_is_not_taken_back_by_what_is_read_meanwhile(
    window: MainWindow, refs: dict[str, CommentRef], monkeypatch: pytest.MonkeyPatch
) -> None:
    show(window, refs[GRIEVANCE])
    press(window, Qt.Key.Key_R)
    box = window.panes.detail.box
    monkeypatch.setattr(box._acting, "draft", lambda _ref, _text: None)  # as while the writer has something else to do
    type_in("Bonjour")
    box.save()
    window.panes.detail.refresh()
    assert box.text == "Bonjour"


def test_a_button_of_the_waiting_view_stays_while_the_seconds_pass(
    qtbot: QtBot, window: MainWindow, desk: Desk, clock: FakeClock
) -> None:
    ref = opened(window)
    desk.acts.do(ref, Hide(), WriteReply("Bonjour.")).result()
    window.panes.go(Queue.OUTGOING)
    view = window.panes.beside.waiting
    qtbot.waitUntil(view.isVisible)
    rows, before = view.findChildren(WaitingRow), texts(window)
    assert len(rows) == 2
    clock.pass_(seconds=4)
    view.refresh()
    assert view.findChildren(WaitingRow) == rows
    assert texts(window) != before


def typing_under(window: MainWindow, ref: CommentRef) -> None:
    show(window, ref)
    press(window, Qt.Key.Key_R)
    type_in("Bonjour ")


def test_a_comment_that_is_answered_elsewhere_stays_while_one_types_under_it(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    typing_under(window, refs[GRIEVANCE])
    platform.post("own", "Bonjour.", parent=refs[GRIEVANCE].id, by_page=True)
    desk.sync()
    assert desk.inbox.row(refs[GRIEVANCE]).triage is Triage.DONE
    qtbot.waitUntil(lambda: window.panes.list.model.count == 2)
    type_in("HA")
    assert window.panes.detail.box.ref == opened(window) == refs[GRIEVANCE]
    assert window.panes.detail.box.text == "Bonjour HA"
    press(window, Qt.Key.Key_Escape)
    window.panes.refresh()
    assert opened(window) != refs[GRIEVANCE]  # nobody types any more
    assert desk.inbox.detail(refs[GRIEVANCE]).draft == "Bonjour HA"


def test_letters_stay_letters_when_the_comment_can_no_longer_be_answered(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    typing_under(window, refs[GRIEVANCE])
    platform.comments[refs[GRIEVANCE].id] = replace(platform.comments[refs[GRIEVANCE].id], can_reply=False)
    desk.sync()
    qtbot.waitUntil(lambda: not window.panes.detail.takes_reply)
    type_in("JA")
    assert window.panes.detail.box.text == "Bonjour JA"
    assert opened(window) == refs[GRIEVANCE]


def test_a_theme_that_changes_by_itself_takes_nothing_from_who_types(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    window.wear(Scheme.SYSTEM)
    typing_under(window, refs[LATER])
    window._follow_system()
    type_in("HA")
    assert (opened(window), window.panes.detail.box.text) == (refs[LATER], "Bonjour HA")
    qtbot.waitUntil(lambda: desk.inbox.detail(refs[LATER]).draft == "Bonjour HA")


def test_a_theme_that_changes_by_itself_leaves_an_edit_an_edit(
    window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    own = platform.post("own", "Bonjour", parent=refs[GRIEVANCE].id, by_page=True)
    desk.sync()
    window.wear(Scheme.SYSTEM)
    window.panes.go(Queue.DONE)
    show(window, refs[GRIEVANCE])
    window.panes.detail.handling.choose_on(Move.EDIT, desk.inbox.row(own))
    type_in(" Odile")
    window._follow_system()
    type_in(".")
    assert (window.panes.detail.box.ref, window.panes.detail.box.text) == (own, "Bonjour Odile.")


def test_a_click_on_the_selected_row_leads_back_to_it(window: MainWindow, refs: dict[str, CommentRef]) -> None:
    show(window, refs[LATER])
    window.panes.detail.show_comment(refs[GRIEVANCE])  # as from its thread
    view = window.panes.list.view
    place = view.visualRect(view.currentIndex()).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened(window) == refs[LATER]


def test_a_menu_that_is_open_goes_with_its_comment(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[GRIEVANCE])
    menu = window.panes.detail.bar._menu
    window.panes.detail.bar._open_menu()
    assert menu.isVisible()
    desk.acts.dismiss(refs[GRIEVANCE]).result()
    qtbot.waitUntil(lambda: opened(window) != refs[GRIEVANCE])
    assert not menu.isVisible()
