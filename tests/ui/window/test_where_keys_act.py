"""A list that fills takes the keyboard, so that its keys act at once; whoever types elsewhere keeps it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.ui.frame.main_window import MainWindow
from tests.engine.port import ACCOUNT, CLIENT, FakePlatform
from tests.ui.window.steps import GRIEVANCE, LATER, opened, press


@pytest.fixture
def desk(tmp_path: Path, fittings: Fittings) -> Iterator[Desk]:
    """One page, on which nobody has said anything yet."""
    made = Desk(tmp_path / "workspace", fittings, threads=False)
    made.accounts.add(ACCOUNT, CLIENT, "jeton")
    made.sync()
    yield made
    made.close()


def arrive(qtbot: QtBot, desk: Desk, platform: FakePlatform, window: MainWindow) -> list[CommentRef]:
    refs = [platform.post(f"n{place}", text) for place, text in enumerate((GRIEVANCE, LATER))]
    desk.sync()
    qtbot.waitUntil(lambda: window.panes.list.model.rowCount() == len(refs))
    qtbot.waitUntil(window.panes.stage.shows_inbox)
    return refs


def moves_by_keys(window: MainWindow) -> bool:
    """Whether J and K, pressed where the keyboard is, go to the next comment and back."""
    first = opened(window)
    press(window, Qt.Key.Key_J)
    second = opened(window)
    press(window, Qt.Key.Key_K)
    return second != first == opened(window)


def test_comments_that_arrive_where_nothing_was_to_do_are_moved_through_at_once(
    qtbot: QtBot, desk: Desk, platform: FakePlatform, window: MainWindow
) -> None:
    assert not window.panes.stage.shows_inbox()
    arrive(qtbot, desk, platform, window)
    assert QApplication.focusWidget() is window.panes.list.view
    assert moves_by_keys(window)


def test_a_list_that_was_empty_is_moved_through_once_it_fills(
    qtbot: QtBot, desk: Desk, platform: FakePlatform, window: MainWindow
) -> None:
    window.panes.go(Queue.ALL)
    arrive(qtbot, desk, platform, window)
    assert QApplication.focusWidget() is window.panes.list.view
    assert moves_by_keys(window)


def test_another_list_is_moved_through_at_once_wherever_the_keyboard_was(
    qtbot: QtBot, desk: Desk, platform: FakePlatform, window: MainWindow
) -> None:
    arrive(qtbot, desk, platform, window)
    press(window, Qt.Key.Key_Slash)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    for queue in (Queue.ALL, Query().queue):
        window.panes.rail.chosen.emit(Query(queue=queue))
        assert QApplication.focusWidget() is window.panes.list.view
        assert moves_by_keys(window)


def test_whoever_types_a_search_types_on_while_its_list_fills(
    qtbot: QtBot, desk: Desk, platform: FakePlatform, window: MainWindow
) -> None:
    press(window, Qt.Key.Key_Slash)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    arrive(qtbot, desk, platform, window)
    assert QApplication.focusWidget() is field


def test_whoever_has_a_sheet_open_keeps_the_keyboard_there(
    qtbot: QtBot, desk: Desk, platform: FakePlatform, window: MainWindow
) -> None:
    window.panes.help.open()
    there = QApplication.focusWidget()
    arrive(qtbot, desk, platform, window)
    assert there is not None
    assert QApplication.focusWidget() is there
