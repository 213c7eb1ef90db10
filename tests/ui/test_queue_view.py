"""Going down the list paints what is new and moves the rest; what is on screen is what would be painted anew."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.queue import Query
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.inbox.comment_row import CommentRow
from cm_desktop.ui.inbox.queue_list import QueueList
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words
from tests.ui.rows import NOW, Shelf


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The rows that are painted from now on; to be asked for before there is a list."""
    seen: list[object] = []
    paint = CommentRow.paint

    def note(*given: object) -> None:
        seen.append(given)
        paint(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(CommentRow, "paint", note)
    return seen


@pytest.fixture
def pane(qtbot: QtBot, shelf: Shelf, bridge: Bridge, words: Words, theme: Theme) -> QueueList:
    made = QueueList(lambda: shelf, bridge, RowWords(words), words, theme, lambda: NOW)
    qtbot.addWidget(made)
    made.resize(428, 800)  # five rows, of ten
    made.ask(Query(), "À traiter")
    with qtbot.waitExposed(made):
        made.show()
    QApplication.processEvents()
    return made


def on_screen(pane: QueueList) -> QImage:
    screen = pane.screen()
    return screen.grabWindow(pane.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)


def painted_anew(pane: QueueList) -> QImage:
    return pane.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("by", [50, -50])
def test_what_was_moved_looks_as_if_it_was_painted_anew(pane: QueueList, by: int) -> None:
    for _ in range(7):
        pane.step(1)
        QApplication.processEvents()
        assert on_screen(pane) == painted_anew(pane)
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    for _ in range(8):  # to an end of the list
        bar.setValue(bar.value() + by)
        QApplication.processEvents()
        assert on_screen(pane) == painted_anew(pane)


def test_a_step_paints_what_is_new_and_what_is_selected(painted: list[object], pane: QueueList) -> None:
    for _ in range(6):
        pane.step(1)
        QApplication.processEvents()
    painted.clear()
    pane.step(1)
    QApplication.processEvents()
    assert 0 < len(painted) <= 3
