"""A list that is filled for the first time shows the first of what comes, until somebody touches it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from cm_desktop.domain.queue import Query
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.inbox.queue_list import QueueList
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words
from tests.ui.rows import NOW, SOURCES, Shelf


@pytest.fixture
def moment() -> list[datetime]:
    return [NOW]


@pytest.fixture
def pane(
    qtbot: QtBot, shelf: Shelf, bridge: Bridge, words: Words, theme: Theme, moment: list[datetime]
) -> Iterator[QueueList]:
    """A list that had nothing yet, and has read its last comment first."""
    rows = RowWords(words)
    rows.sources = SOURCES
    coming, shelf.listed = shelf.listed, []
    made = QueueList(lambda: shelf, bridge, rows, words, theme, lambda: moment[0])
    qtbot.addWidget(made)
    made.resize(428, 900)
    made.ask(Query(), "À traiter")
    made.show()
    shelf.listed = coming[-1:]
    made.refresh()
    shelf.listed = coming
    yield made
    made.hide()


def place(pane: QueueList) -> int:
    return pane.view.currentIndex().row()


def test_the_gravest_is_open_though_another_came_first(pane: QueueList) -> None:
    assert place(pane) == 0
    pane.refresh()
    assert (place(pane), pane.model.rowCount()) == (0, 10)


def test_whoever_touched_the_list_keeps_their_comment(pane: QueueList) -> None:
    pane.step(1)
    pane.refresh()
    assert place(pane) == 9


def test_whoever_is_writing_keeps_their_comment(pane: QueueList) -> None:
    pane.writing = lambda: True
    pane.refresh()
    assert place(pane) == 9


def test_later_the_open_comment_stays(pane: QueueList, moment: list[datetime]) -> None:
    moment[0] += timedelta(minutes=1)
    pane.refresh()
    assert place(pane) == 9
