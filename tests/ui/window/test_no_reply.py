"""A comment that takes no reply says why, and leads to where one can be written."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import ActionKind, Capabilities, Repeat, TextLimit
from cm_desktop.domain.comments import CommentRef, Visibility
from cm_desktop.domain.queue import Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.button import Button
from tests.engine.port import ACTS, FakePlatform
from tests.ui.window.steps import CALM, GRIEVANCE, opened, press, show, texts


def closed(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, ref: CommentRef, **changes: object
) -> None:
    """The page takes no reply to this comment any more; it is on show."""
    comment = platform.comments[ref.id]
    platform.comments[ref.id] = replace(comment, can_reply=False, **changes)  # type: ignore[arg-type]
    desk.sync()
    window.panes.go(Queue.ALL)
    show(window, ref)
    qtbot.waitUntil(window.panes.detail.closed.isVisible)


def test_a_reply_to_a_reply_leads_to_the_first_comment_of_its_thread(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    nested = platform.post("c9", "Et alors ?", parent=refs[CALM].id)
    closed(qtbot, window, desk, platform, nested)
    assert "n’accepte pas de réponse à une réponse" in texts(window)
    assert not window.panes.detail.box.isVisible()
    go = next(b for b in window.panes.detail.findChildren(Button) if b.label == "Répondre au premier commentaire")
    QTest.mouseClick(go, Qt.MouseButton.LeftButton)
    assert opened(window) == refs[CALM]
    assert window.panes.detail.box.ref == refs[CALM]
    assert window.panes.detail.box.field.hasFocus()


def test_the_first_comment_is_shown_even_where_the_list_has_it_not(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    desk.acts.dismiss(refs[CALM]).result()
    nested = platform.post("c9", "Et alors ?", parent=refs[CALM].id)
    closed(qtbot, window, desk, platform, nested)
    window.panes.go(Queue.TODO)
    show(window, nested)
    window.panes.detail.asked.emit(refs[CALM])
    assert opened(window) == refs[CALM]
    window.panes.refresh()
    assert opened(window) == refs[CALM]


def test_a_hidden_comment_is_to_be_shown_again_first(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    closed(qtbot, window, desk, platform, refs[GRIEVANCE], visibility=Visibility.HIDDEN)
    assert "réaffichez-le d’abord" in texts(window)
    assert not any(b.isVisible() for b in window.panes.detail.closed.findChildren(Button))


def test_what_is_only_read_says_so(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    acts: dict[ActionKind, Repeat] = {kind: repeat for kind, repeat in ACTS.items() if kind is ActionKind.LIKE}
    platform.caps = Capabilities(acts=acts, reply_limit=TextLimit(refuse=200))
    window.panes.go(Queue.ALL)
    show(window, refs[CALM])
    qtbot.waitUntil(lambda: "seulement lue ici" in texts(window))


def test_where_a_reply_can_be_written_nothing_is_said(window: MainWindow, refs: dict[str, CommentRef]) -> None:
    show(window, refs[CALM])
    assert not window.panes.detail.closed.isVisible()
    assert window.panes.detail.box.isVisible()


def test_search_is_reached_when_all_is_done_and_from_what_waits(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    press(window, Qt.Key.Key_4)
    press(window, Qt.Key.Key_Slash)
    assert window.panes.query.queue is Queue.ALL
    for ref in refs.values():
        desk.acts.dismiss(ref).result()
    window.panes.go(Queue.TODO)
    qtbot.waitUntil(window.panes.blank.nothing.isVisible)
    press(window, Qt.Key.Key_Slash)
    qtbot.waitUntil(window.panes.list.isVisible)
    assert window.panes.list.model.rowCount() == 3
