"""What is to do is unread until one has looked at it: told by a mark, aloud, and kept in its list while one looks.

What is marked as unread stays so, be it the one on show, until one turns to it again.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.detail import looking
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.chip import Chip
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words
from tests.ui.window.steps import CTRL, GRIEVANCE, LATER, opened, press, show, texts

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
    looked = made.panes.detail.looked
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


SHIFT = Qt.KeyboardModifier.ShiftModifier


def mark_unread(qtbot: QtBot, window: MainWindow, desk: Desk, ref: CommentRef) -> None:
    """By its key, once it was read."""
    qtbot.waitUntil(lambda: ref not in unread(desk))
    press(window, Qt.Key.Key_U, SHIFT)
    qtbot.waitUntil(lambda: ref in unread(desk))


def look_on(qtbot: QtBot, window: MainWindow) -> None:
    """It is read again, painted again, the window is left and come back to, and as long goes by as makes one read."""
    window.panes.refresh()
    looked = window.panes.detail.looked
    looked._begin()
    window.panes.detail.hide()
    window.panes.detail.show()
    looked._while.start()
    qtbot.waitUntil(lambda: not looked._while.isActive())


def test_what_is_marked_as_unread_stays_so_until_one_turns_to_it_again(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    mark_unread(qtbot, window, desk, refs[GRIEVANCE])
    assert opened(window) == refs[GRIEVANCE]
    qtbot.waitUntil(lambda: "Non lu" in spoken(window))
    look_on(qtbot, window)
    assert refs[GRIEVANCE] in unread(desk)
    show(window, refs[LATER])
    show(window, refs[GRIEVANCE])
    qtbot.waitUntil(lambda: refs[GRIEVANCE] not in unread(desk))


def test_another_theme_does_not_read_it(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    mark_unread(qtbot, window, desk, refs[GRIEVANCE])
    window.wear(Scheme.DARK)
    assert opened(window) == refs[GRIEVANCE]
    look_on(qtbot, window)
    assert refs[GRIEVANCE] in unread(desk)


def test_it_is_taken_back_as_any_act(qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]) -> None:
    mark_unread(qtbot, window, desk, refs[GRIEVANCE])
    qtbot.waitUntil(lambda: "Commentaire marqué comme non lu" in texts(window))
    press(window, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: refs[GRIEVANCE] not in unread(desk))


def test_the_menu_offers_it_with_its_key(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    ref = opened(window)
    qtbot.waitUntil(lambda: ref not in unread(desk))
    menu = window.panes.detail.bar._menu
    (line,) = (each for each in menu.actions() if each.text() == "Marquer comme non lu")
    assert menu.keys[line] == "Maj+U"
    assert line.shortcut().toString() == "Shift+U"
    line.trigger()
    qtbot.waitUntil(lambda: ref in unread(desk))


def test_several_are_marked_as_one_and_only_those_that_were_read_are_read_again(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    everyone = set(refs.values())
    qtbot.waitUntil(lambda: unread(desk) == everyone - {refs[GRIEVANCE]})
    press(window, Qt.Key.Key_A, CTRL)
    pane = window.panes.beside.bulk.pane
    qtbot.waitUntil(pane.isVisible)
    (line,) = (each for each in pane.findChildren(QAction) if each.text().startswith("Marquer 3"))
    line.trigger()
    qtbot.waitUntil(lambda: unread(desk) == everyone)
    qtbot.waitUntil(lambda: "3\u00a0commentaires marqués comme non lus" in texts(window))
    qtbot.waitUntil(window.panes.detail.isVisible)
    look_on(qtbot, window)
    assert unread(desk) == everyone
    press(window, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: unread(desk) == everyone - {refs[GRIEVANCE]})
