"""Letters typed where no reply can be written act on nothing; a single key is still a key. With real key events."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Triage
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.frame.stray_typing import HOLD
from tests.engine.port import FakePlatform
from tests.ui.window.steps import CALM, GRIEVANCE, LATER, opened, press, show, texts

TOLD = "ne prend pas de réponse"
Typed = Callable[[str], None]


@pytest.fixture
def typed(qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]) -> Typed:
    """Types as fast as a person in a hurry, on a comment that takes no reply."""
    for ref in refs.values():
        platform.comments[ref.id] = replace(platform.comments[ref.id], can_reply=False)
    desk.sync()
    show(window, refs[GRIEVANCE])
    qtbot.waitUntil(window.panes.detail.closed.isVisible)

    def type_in(text: str) -> None:
        for letter in text:
            QTest.keyClick(QApplication.focusWidget() or window, letter)  # type: ignore[call-overload]

    return type_in


def untouched(window: MainWindow, desk: Desk, refs: dict[str, CommentRef]) -> bool:
    rows = [desk.inbox.row(ref) for ref in refs.values()]
    return desk.inbox.waiting() == () and all(not row.pending and row.triage is Triage.TODO for row in rows)


@pytest.mark.parametrize("text", ["Hello", "has", "Merci pour votre message", "eh oui", "salut", "rage", "Essayez !"])
def test_an_answer_typed_where_none_can_be_written_does_nothing_and_is_told(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef], typed: Typed, text: str
) -> None:
    typed(text)
    assert TOLD in texts(window)
    qtbot.waitUntil(lambda: not window.typing.is_on)  # longer than a letter is held
    assert untouched(window, desk, refs)
    assert opened(window) == refs[GRIEVANCE]
    assert not window.panes.detail.foot.missed.isVisible()


def test_a_single_key_is_a_key(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef], typed: Typed
) -> None:
    typed("a")
    qtbot.waitUntil(lambda: not untouched(window, desk, refs))
    assert TOLD not in texts(window)
    assert opened(window) != refs[GRIEVANCE]


def test_a_key_pressed_again_is_a_key_twice(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef], typed: Typed
) -> None:
    typed("aa")
    qtbot.waitUntil(lambda: sum(desk.inbox.row(ref).triage is not Triage.TODO for ref in refs.values()) == 2)
    assert TOLD not in texts(window)


def test_the_list_is_gone_through_at_once(window: MainWindow, refs: dict[str, CommentRef], typed: Typed) -> None:
    typed("j")
    assert opened(window) != refs[GRIEVANCE]
    typed("j")
    assert opened(window) in (refs[CALM], refs[LATER])


def test_who_goes_on_to_one_that_can_be_answered_answers_it_at_once(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef], typed: Typed
) -> None:
    for place in (CALM, LATER):
        platform.comments[refs[place].id] = replace(platform.comments[refs[place].id], can_reply=True)
    desk.sync()
    show(window, refs[GRIEVANCE])
    qtbot.waitUntil(window.panes.detail.closed.isVisible)
    typed("jrah")
    assert window.panes.detail.box.text == "ah"
    assert TOLD not in texts(window)
    assert untouched(window, desk, refs)


def test_what_was_done_before_can_be_undone_while_one_types(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef], typed: Typed
) -> None:
    typed("a")
    qtbot.waitUntil(window.panes.toast.isVisible)
    typed("bonjour")
    assert TOLD in texts(window)
    assert any(b.text() == "Annuler" and b.isVisible() for b in window.panes.toast.findChildren(QPushButton))
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: untouched(window, desk, refs))


def test_a_key_does_not_act_on_a_comment_that_was_come_to_meanwhile(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef], typed: Typed
) -> None:
    typed("h")
    show(window, refs[CALM])
    qtbot.waitUntil(lambda: TOLD in texts(window))
    assert untouched(window, desk, refs)


def test_letters_are_keys_again_after_a_pause(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef], typed: Typed
) -> None:
    typed("bonjour")
    qtbot.waitUntil(lambda: not window.typing.is_on)
    typed("a")
    qtbot.waitUntil(lambda: not untouched(window, desk, refs))


def test_where_a_reply_can_be_written_a_key_acts_at_once(
    window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[GRIEVANCE])
    assert window.panes.detail.takes_reply
    press(window, Qt.Key.Key_A)
    assert not untouched(window, desk, refs)


def test_a_letter_that_is_held_when_the_window_closes_acts_on_nothing(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef], typed: Typed
) -> None:
    later = QTimer(window, singleShot=True, interval=2 * HOLD)
    typed("a")
    window.close()
    with qtbot.waitSignal(later.timeout):
        later.start()
    assert untouched(window, desk, refs)
