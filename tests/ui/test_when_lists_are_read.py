"""A long list is read whole in one thread: not for every letter, one reading at a time, and nobody waits for it."""

import threading
from array import array
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.queue import Query
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.inbox.queue_list import QueueList
from cm_desktop.ui.inbox.queue_model import QueueModel
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words
from tests.ui.rows import NOW, SOURCES, Shelf, comment, row

LONG = 1_000  # rows, which take the thread that reads them some milliseconds


class Slow(Shelf):
    """A long list that is given once `may` is set; notes which were read whole, and by which thread."""

    def __init__(self) -> None:
        super().__init__([row(n, comment(n, f"Auteur {n}", f"Commentaire {n}")) for n in range(1, LONG + 1)])
        self.may = threading.Event()
        self.begun: list[Query] = []
        self.threads: set[int] = set()
        self.fails = False

    def handles(self, query: Query) -> "array[int]":
        self.begun.append(query)
        self.threads.add(threading.get_ident())
        assert self.may.wait(10)
        if self.fails:
            raise OSError
        return super().handles(query)


@pytest.fixture
def slow() -> Iterator[Slow]:
    made = Slow()
    yield made
    made.may.set()


@pytest.fixture
def model(slow: Slow, bridge: Bridge) -> QueueModel:
    return QueueModel(lambda: slow, bridge, lambda: NOW, lambda _row, _now: "")


def test_nothing_is_read_before_a_list_is_asked_for(slow: Slow, model: QueueModel) -> None:
    slow.may.set()
    model.refresh()
    assert (slow.begun, model.rowCount()) == ([], 0)


def test_what_is_typed_in_one_go_is_read_whole_once(qtbot: QtBot, slow: Slow, model: QueueModel) -> None:
    slow.may.set()
    with qtbot.waitSignal(model.settled):
        for typed in ("c", "co", "com"):
            model.ask(Query(search=typed))
            QApplication.processEvents()
            assert model.rowCount() > 0
    assert slow.begun == [Query(search="com")]


def test_changes_while_a_long_list_is_read_make_one_more_reading_and_the_window_waits_for_none(
    qtbot: QtBot, slow: Slow, model: QueueModel, bridge: Bridge
) -> None:
    model.ask(Query())
    qtbot.waitUntil(lambda: len(slow.begun) == 1)
    for _ in range(5):
        model.refresh()
    settled: list[int] = []
    model.settled.connect(lambda: settled.append(model.rowCount()))
    slow.may.set()
    qtbot.waitUntil(lambda: len(settled) == 2)
    bridge.read(lambda: None, lambda _none: model.setObjectName("nothing more"))
    qtbot.waitUntil(lambda: model.objectName() == "nothing more")
    assert len(slow.begun) == 2
    assert settled == [LONG, LONG]
    assert threading.get_ident() not in slow.threads


def test_what_others_bring_is_read_together_behind_a_pause_and_what_the_user_did_at_once(
    qtbot: QtBot, slow: Slow, model: QueueModel
) -> None:
    slow.may.set()
    with qtbot.waitSignal(model.settled):
        model.ask(Query())
    slow.begun.clear()
    model._later.setInterval(60_000)  # so that it does not end in this test by itself
    for _ in range(5):
        model.refresh(soon=True)
    assert model._later.isActive()
    with qtbot.waitSignal(model.settled):
        model.refresh()
    assert len(slow.begun) == 1
    assert not model._later.isActive()  # that reading had all of it
    model.refresh(soon=True)
    model.refresh(soon=True)
    with qtbot.waitSignal(model.settled):
        model._later.timeout.emit()
    assert len(slow.begun) == 2


def test_a_list_that_could_not_be_read_is_read_at_the_next_change(qtbot: QtBot, slow: Slow, model: QueueModel) -> None:
    slow.fails = True
    slow.may.set()
    with qtbot.captureExceptions() as raised:
        model.ask(Query())
        qtbot.waitUntil(lambda: bool(raised))
    slow.fails = False
    with qtbot.waitSignal(model.settled):
        model.refresh()
    assert model.rowCount() == LONG


@pytest.fixture
def pane(qtbot: QtBot, slow: Slow, bridge: Bridge, words: Words, theme: Theme) -> QueueList:
    rows = RowWords(words)
    rows.sources = SOURCES
    made = QueueList(lambda: slow, bridge, rows, words, theme, lambda: NOW)
    qtbot.addWidget(made)
    made.resize(428, 900)
    made.ask(Query(), "À traiter")
    made.show()
    made.activateWindow()
    return made


def test_a_search_shows_its_first_rows_and_no_figure_until_all_is_read(
    qtbot: QtBot, pane: QueueList, slow: Slow
) -> None:
    pane.focus_search()
    field = pane.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "taire 7")
    qtbot.waitUntil(lambda: slow.asked[-1].search == "taire 7")
    assert pane.model.rowCount() > 0
    assert pane._head._count.text() == ""
    slow.may.set()
    qtbot.waitUntil(lambda: pane._head._count.text() == "111")
    QTest.keyClick(field, Qt.Key.Key_Escape)
