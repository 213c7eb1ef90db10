"""The list is right whatever its length, and changes as little as it must."""

from array import array
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from cm_desktop.domain.queue import HANDLES, Handle, Page, Query, Row
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.inbox.queue_model import FIRST, QueueModel
from tests.ui.rows import NOW, Shelf, comment, hiding, row


def numbered(count: int) -> list[Row]:
    return [row(n, comment(n, f"Auteur {n}", f"Commentaire {n}")) for n in range(1, count + 1)]


def model_of(shelf: Shelf, bridge: Bridge) -> QueueModel:
    made = QueueModel(lambda: shelf, bridge, lambda: NOW, lambda of, _now: of.comment.author.name)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def handles(model: QueueModel) -> list[int | None]:
    return [model.handle(place) for place in range(model.rowCount())]


def test_a_short_list_is_there_at_once(shelf: Shelf, bridge: Bridge) -> None:
    model = model_of(shelf, bridge)
    model.ask(Query())
    assert handles(model) == [row.handle for row in shelf.listed]
    assert model.row(2) == shelf.listed[2]


def test_a_long_list_shows_its_first_page_then_all(qtbot: QtBot, bridge: Bridge) -> None:
    model = model_of(Shelf(numbered(5_000)), bridge)
    with qtbot.waitSignal(model.settled):
        model.ask(Query())
        assert model.rowCount() == FIRST
    assert model.rowCount() == 5_000
    last = model.row(4_999)
    assert last is not None
    assert last.comment.text == "Commentaire 5000"


def test_an_answer_to_an_earlier_question_is_dropped(qtbot: QtBot, bridge: Bridge) -> None:
    model = model_of(Shelf(numbered(5_000)), bridge)
    model.ask(Query())
    model.ask(Query(search="Commentaire 4999"))
    bridge.read(lambda: None, lambda _none: model.setObjectName("read"))
    qtbot.waitUntil(lambda: model.objectName() == "read")
    assert handles(model) == [4_999]


def test_one_row_that_goes_is_one_row_removed(shelf: Shelf, bridge: Bridge, qtbot: QtBot) -> None:
    model = model_of(shelf, bridge)
    model.ask(Query())
    shelf.take(Handle(4))
    changes: list[tuple[str, int, int]] = []
    model.rowsRemoved.connect(lambda _parent, first, last: changes.append(("removed", first, last)))
    model.rowsInserted.connect(lambda _parent, first, last: changes.append(("inserted", first, last)))
    model.modelReset.connect(lambda: changes.append(("reset", 0, 0)))
    model.refresh()
    assert changes == [("removed", 3, 3)]
    assert handles(model) == [1, 2, 3, 5, 6, 7, 8, 9, 10]


def test_a_row_that_changed_is_read_again(shelf: Shelf, bridge: Bridge) -> None:
    model = model_of(shelf, bridge)
    model.ask(Query())
    changed = row(2, comment(2, "Sandrine Pelletan", "Finalement tout va bien"))
    shelf.change(changed)
    model.refresh()
    assert model.row(1) == changed


def test_a_row_that_leaves_is_kept_and_not_counted(shelf: Shelf, bridge: Bridge) -> None:
    model = model_of(shelf, bridge)
    model.ask(Query())
    shelf.change(hiding(shelf.listed[2], acted_at=NOW))
    shelf.take(Handle(3))
    model.refresh()
    assert model.rowCount() == 10
    assert model.count == 9
    assert model.is_leaving(2)
    assert not model.is_leaving(3)
    assert model.next_departure is not None


def test_a_row_that_vanished_from_the_store_is_blank(shelf: Shelf, bridge: Bridge) -> None:
    model = model_of(shelf, bridge)
    model.ask(Query())
    model.refresh()
    del shelf.known[Handle(5)]
    model._pages.clear()
    assert model.row(4) is None
    assert model.data(model.index(4, 0), Qt.ItemDataRole.AccessibleTextRole) is None


def test_a_screen_reader_hears_the_row(shelf: Shelf, bridge: Bridge) -> None:
    model = model_of(shelf, bridge)
    model.ask(Query())
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "Marc Delvaux"


class Million:
    """A reading of a million rows, which counts the pages it reads."""

    def __init__(self) -> None:
        self.all = array(HANDLES, range(1, 1_000_001))
        self.pages = 0

    def page(self, _query: Query, *, after: str | None = None, limit: int = 50) -> Page:
        return Page(rows=tuple(numbered(limit)), after="more")

    def handles(self, _query: Query) -> "array[int]":
        return self.all[:]

    def rows(self, wanted: Sequence[Handle]) -> list[Row]:
        self.pages += 1
        return [row(h, comment(h, "Auteur", f"Commentaire {h}")) for h in wanted]


@pytest.mark.parametrize("place", [0, 500_000, 999_999])
def test_a_million_rows_are_reached_anywhere_with_one_reading(qtbot: QtBot, bridge: Bridge, place: int) -> None:
    million = Million()
    model = QueueModel(lambda: million, bridge, lambda: NOW, lambda _row, _now: "")  # type: ignore[arg-type, return-value]
    with qtbot.waitSignal(model.settled):
        model.ask(Query())
    before = million.pages
    found = model.row(place)
    assert found is not None
    assert found.handle == place + 1
    assert million.pages == before + 1
    assert model.rowCount(QModelIndex()) == 1_000_000
