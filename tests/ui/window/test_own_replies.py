"""Our own replies, in the thread: edited in the reply box, taken away, and taken back before that leaves."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import ActionKind, Capabilities, Delete, EditReply, Repeat, TextLimit
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.marks.pill import PillLabel
from tests.engine.port import ACTS, FakeClock, FakePlatform
from tests.ui.window.steps import CALM, GRIEVANCE, opened, press, show, type_in

SAID = "Bonjour, nous regardons."


@pytest.fixture
def platform(clock: FakeClock) -> FakePlatform:
    caps = Capabilities(acts={**ACTS, ActionKind.EDIT: Repeat.STATE}, reply_limit=TextLimit(refuse=60, warn=40))
    return FakePlatform(clock, caps=caps)


@pytest.fixture
def ours(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> CommentRef:
    """A reply of ours under the grievance, which is on show."""
    reply = platform.post("own", SAID, parent=refs[GRIEVANCE].id, by_page=True)
    desk.sync()
    window.panes.go(Queue.DONE)
    show(window, refs[GRIEVANCE])
    qtbot.waitUntil(lambda: bool(offered(window)))
    return reply


def offered(window: MainWindow) -> list[Button]:
    """The small buttons in the thread."""
    body = window.panes.detail.findChildren(Button)
    return [button for button in body if "notre réponse" in button.accessibleName() and button.isVisible()]


def choose(window: MainWindow, label: str) -> None:
    """By Tab and Space, as without a mouse."""
    button = next(each for each in offered(window) if each.label == label)
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    QTest.keyClick(button, Qt.Key.Key_Space)


def waiting(desk: Desk) -> list[tuple[CommentRef, object]]:
    return [(each.entry.comment, each.entry.action) for each in desk.inbox.waiting()]


def test_each_button_says_aloud_what_it_is_about(window: MainWindow, ours: CommentRef) -> None:
    assert [button.label for button in offered(window)] == ["Modifier", "Supprimer"]
    assert SAID in offered(window)[0].accessibleName()


def test_a_reply_is_edited_in_the_box_whose_header_says_so(
    window: MainWindow, desk: Desk, ours: CommentRef, refs: dict[str, CommentRef]
) -> None:
    choose(window, "Modifier")
    box = window.panes.detail.box
    assert box.ref == ours
    assert box.text == SAID
    assert "modifie sa réponse à" in box.band.accessibleName()
    type_in(" Merci.")
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert waiting(desk) == [(ours, EditReply(f"{SAID} Merci."))]
    assert opened(window) == refs[GRIEVANCE]
    assert box.ref == refs[GRIEVANCE]
    assert box.text == ""


def test_the_key_edits_our_last_reply(window: MainWindow, ours: CommentRef) -> None:
    press(window, Qt.Key.Key_M)
    assert window.panes.detail.box.ref == ours
    assert window.panes.detail.box.field.hasFocus()


def test_nothing_is_saved_that_changes_nothing_or_is_too_long(window: MainWindow, desk: Desk, ours: CommentRef) -> None:
    choose(window, "Modifier")
    save = window.panes.detail.bar.button(Move.EDIT)
    assert save is not None
    assert not save.isEnabled()
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    type_in("x" * 60)
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert waiting(desk) == []


def test_escape_leaves_the_reply_as_it_is_and_gives_the_draft_back(
    window: MainWindow, desk: Desk, ours: CommentRef, refs: dict[str, CommentRef]
) -> None:
    press(window, Qt.Key.Key_R)
    type_in("Brouillon")
    press(window, Qt.Key.Key_Escape)
    choose(window, "Modifier")
    type_in(" Encore.")
    press(window, Qt.Key.Key_Escape)
    box = window.panes.detail.box
    assert (box.ref, box.text) == (refs[GRIEVANCE], "Brouillon")
    assert waiting(desk) == []
    choose(window, "Modifier")
    assert box.text == f"{SAID} Encore."  # what was begun is not lost


def test_another_comment_ends_the_edit(window: MainWindow, desk: Desk, ours: CommentRef) -> None:
    choose(window, "Modifier")
    window.panes.go(Queue.TODO)
    assert window.panes.detail.box.ref == opened(window) != ours
    assert waiting(desk) == []


def test_a_reply_is_deleted_after_its_delay_and_until_then_taken_back(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, clock: FakeClock, ours: CommentRef
) -> None:
    choose(window, "Supprimer")
    assert waiting(desk) == [(ours, Delete())]
    qtbot.waitUntil(lambda: [button.label for button in offered(window)] == ["Reprendre"])
    assert "Supprimer · En file" in [pill.accessibleName() for pill in window.panes.detail.findChildren(PillLabel)]
    press(window, Qt.Key.Key_U)
    assert waiting(desk) == []
    clock.pass_(seconds=60)
    desk.send()
    assert platform.writes == []


def test_an_edit_taken_back_can_be_gone_on_with(qtbot: QtBot, window: MainWindow, desk: Desk, ours: CommentRef) -> None:
    choose(window, "Modifier")
    type_in(" Merci.")
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [button.label for button in offered(window)] == ["Reprendre"])
    choose(window, "Reprendre")
    qtbot.waitUntil(lambda: "Modifier" in [button.label for button in offered(window)])
    choose(window, "Modifier")
    qtbot.waitUntil(lambda: window.panes.detail.box.text == f"{SAID} Merci.")


def test_a_reply_found_by_search_is_edited_too(qtbot: QtBot, window: MainWindow, desk: Desk, ours: CommentRef) -> None:
    window.panes.ask(Query(queue=Queue.ALL))
    show(window, ours)
    assert window.panes.detail.bar.button(Move.EDIT) is not None
    press(window, Qt.Key.Key_M)
    assert window.panes.detail.box.ref == ours
    type_in(" Merci.")
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert waiting(desk) == [(ours, EditReply(f"{SAID} Merci."))]


def test_the_length_warns_before_the_platform_refuses(window: MainWindow, refs: dict[str, CommentRef]) -> None:
    def line() -> str:
        return window.panes.detail.box.length.text() if window.panes.detail.box.length.isVisible() else ""

    show(window, refs[CALM])
    press(window, Qt.Key.Key_R)
    type_in("x" * 30)
    assert line() == ""
    type_in("x" * 5)
    assert line() == "35 caractères sur 40"
    type_in("x" * 6)
    assert line() == "41\u00a0caractères\u00a0: fake peut refuser au-delà de 40"
    type_in("x" * 20)
    assert line() == "1\u00a0caractère de trop\u00a0: fake en accepte 60 au plus"


def test_on_a_platform_that_cannot_edit_only_deletion_is_offered(
    qtbot: QtBot, window: MainWindow, platform: FakePlatform, ours: CommentRef, refs: dict[str, CommentRef]
) -> None:
    without: dict[ActionKind, Repeat] = {kind: repeat for kind, repeat in ACTS.items() if kind is not ActionKind.EDIT}
    platform.caps = Capabilities(acts=without, reply_limit=TextLimit(refuse=60))
    window.panes.go(Queue.TODO)
    window.panes.go(Queue.DONE)
    show(window, refs[GRIEVANCE])
    qtbot.waitUntil(lambda: [button.label for button in offered(window)] == ["Supprimer"])
    press(window, Qt.Key.Key_M)
    assert window.panes.detail.box.ref != ours
