"""What is to do is unread until one has looked at it: told by a mark, aloud, and kept in its list while one looks."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.detail import looking
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.chip import Chip
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words
from tests.ui.window.steps import GRIEVANCE, LATER, opened, show

TRANSLATIONS = Path(__file__).parents[3] / "resources" / "translations"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "_MS", 0)


def unread(desk: Desk) -> set[CommentRef]:
    return {row.comment.ref for row in desk.inbox.page(Query(queue=Queue.ALL, unread=True)).rows}


def spoken(window: MainWindow) -> str:
    index = window.panes.list.view.currentIndex()
    return str(window.panes.list.model.data(index, Qt.ItemDataRole.AccessibleTextRole))


def test_what_one_looks_at_is_read_and_no_other(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    qtbot.waitUntil(lambda: unread(desk) == set(refs.values()) - {refs[GRIEVANCE]})
    show(window, refs[LATER])
    assert "Non lu" in spoken(window)
    qtbot.waitUntil(lambda: refs[LATER] not in unread(desk))
    qtbot.waitUntil(lambda: "Non lu" not in spoken(window))


def test_what_is_shown_while_nobody_is_at_the_window_stays_unread_until_somebody_is(
    qtbot: QtBot, dressed: QApplication, desk: Desk, words: Words, refs: dict[str, CommentRef]
) -> None:
    made = MainWindow(desk, Look(words=words, scheme=Scheme.LIGHT), TRANSLATIONS)
    qtbot.addWidget(made)
    looked = made.panes.detail._looking
    assert opened(made) == refs[GRIEVANCE]
    with qtbot.waitSignal(looked._while.timeout):
        looked._begin()
    assert refs[GRIEVANCE] in unread(desk)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: refs[GRIEVANCE] not in unread(desk))


def test_among_what_is_unread_a_row_stays_while_one_looks_at_it(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    qtbot.waitUntil(lambda: refs[GRIEVANCE] not in unread(desk))
    panes = window.panes
    panes.list.focus_search()
    chip = next(each for each in panes.list.findChildren(Chip) if each.accessibleName() == "Non lus")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()
    first = opened(window)
    qtbot.waitUntil(lambda: first not in unread(desk))
    qtbot.waitUntil(lambda: panes.list.model.count == 1)
    assert (opened(window), panes.list.model.rowCount()) == (first, 2)
    panes.list.step(1)
    qtbot.waitUntil(lambda: not unread(desk))
    qtbot.waitUntil(lambda: panes.list.model.rowCount() == 1)
    assert opened(window) != first
