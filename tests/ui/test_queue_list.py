"""The list pane: what is open, where one goes next, what is looked for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Handle, Order, Query, Queue
from cm_desktop.domain.search import LATE, Search
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.inbox.queue_list import QueueList
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.empty_state import EmptyState
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.safe_text import PlainLabel
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words
from tests.ui.rows import NOW, SOURCES, Shelf, hiding


class Watch:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> datetime:
        return self.time


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def pane(qtbot: QtBot, shelf: Shelf, bridge: Bridge, words: Words, theme: Theme, watch: Watch) -> Iterator[QueueList]:
    rows = RowWords(words)
    rows.sources = SOURCES
    made = QueueList(lambda: shelf, bridge, rows, words, theme, watch.now)
    qtbot.addWidget(made)
    made.resize(428, 900)
    made.ask(Query(), "À traiter")
    made.show()
    yield made
    made.hide()


def number(pane: QueueList) -> str | None:
    """The remote id of the open comment."""
    return pane.current.comment.ref.id if pane.current else None


def says(pane: QueueList) -> set[str]:
    return {label.text() for label in pane.findChildren(PlainLabel) if label.isVisible()}


def leave(pane: QueueList, shelf: Shelf, handle: int, acted_at: datetime = NOW) -> None:
    """What the list sees of a hide: the act is accepted, the next row selected, the list read again."""
    pane.advance()
    shelf.change(hiding(shelf.known[Handle(handle)], acted_at=acted_at))
    shelf.take(Handle(handle))
    pane.refresh()


def test_a_list_opens_on_its_first_row(pane: QueueList) -> None:
    assert number(pane) == "1"
    assert {"À traiter", "10"} <= says(pane)


def test_each_comment_is_announced_once_when_it_opens(pane: QueueList) -> None:
    heard: list[CommentRef | None] = []
    pane.opened.connect(heard.append)
    pane.step(1)
    pane.refresh()
    pane.step(1)
    pane.step(-1)
    assert [ref.id for ref in heard if ref] == ["2", "3", "2"]


def test_an_act_goes_on_to_the_next_row_and_leaves_the_row_in_sight(pane: QueueList, shelf: Shelf) -> None:
    pane.step(1)
    leave(pane, shelf, 2)
    assert number(pane) == "3"
    assert pane.model.rowCount() == 10
    assert "9" in says(pane)
    pane.step(-1)
    assert number(pane) == "1"  # the row that is leaving is passed over


def test_an_act_on_the_last_row_goes_back_to_the_one_before(pane: QueueList, shelf: Shelf) -> None:
    for _ in range(9):
        pane.step(1)
    leave(pane, shelf, 10)
    assert number(pane) == "9"


def test_the_row_goes_when_its_delay_is_over(pane: QueueList, shelf: Shelf, watch: Watch, qtbot: QtBot) -> None:
    leave(pane, shelf, 1)
    assert pane.model.rowCount() == 10
    watch.time = NOW + timedelta(seconds=11)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 9)
    assert number(pane) == "2"


def test_what_was_undone_can_be_opened_again(pane: QueueList, shelf: Shelf) -> None:
    before = list(shelf.listed)
    leave(pane, shelf, 1)
    shelf.listed = before
    shelf.change(before[0])
    pane.refresh()
    pane.open(before[0].comment.ref)
    assert number(pane) == "1"
    assert pane.model.count == 10


def test_the_open_comment_stays_open_when_others_come(pane: QueueList, shelf: Shelf) -> None:
    pane.step(1)
    shelf.listed = [shelf.listed[9], *shelf.listed[:9]]
    pane.refresh()
    assert number(pane) == "2"
    assert pane.view.currentIndex().row() == 2


def test_what_was_filed_away_and_undone_is_opened_when_it_is_back(pane: QueueList, shelf: Shelf) -> None:
    first = shelf.listed[0]
    pane.advance()
    shelf.take(Handle(1))
    pane.refresh()
    pane.open(first.comment.ref)
    assert number(pane) == "2"
    shelf.listed.insert(0, first)
    pane.refresh()
    assert number(pane) == "1"


def test_a_click_with_control_never_leaves_a_row_open_and_unselected(pane: QueueList) -> None:
    place = pane.view.visualRect(pane.model.index(0, 0)).center()
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place)
    assert pane.view.selectionModel().isSelected(pane.model.index(0, 0))


def test_a_row_that_moves_is_not_announced_as_another(pane: QueueList, shelf: Shelf) -> None:
    heard: list[CommentRef | None] = []
    pane.opened.connect(heard.append)
    shelf.listed = [*shelf.listed[1:], shelf.listed[0]]
    pane.refresh()
    assert number(pane) == "1"
    assert pane.view.currentIndex().row() == 9
    assert heard == []


def test_who_goes_on_while_a_long_list_is_read_stays_there(
    pane: QueueList, shelf: Shelf, bridge: Bridge, qtbot: QtBot
) -> None:
    sample = shelf.listed[0]
    shelf.listed = [replace(sample, handle=Handle(h)) for h in range(1, 3_001)]
    shelf.known = {row.handle: row for row in shelf.listed}
    with qtbot.waitSignal(pane.model.settled):
        pane.ask(Query(), "À traiter")
    del shelf.listed[5]
    with qtbot.waitSignal(pane.model.settled):
        pane.refresh()
        pane.step(1)
        pane.step(1)
    assert pane.view.currentIndex().row() == 2


def test_a_search_narrows_the_list_and_escape_ends_it(pane: QueueList, qtbot: QtBot) -> None:
    pane.activateWindow()
    pane.focus_search()
    field = pane.focusWidget()
    QTest.keyClicks(field, "honte")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    assert number(pane) == "4"
    assert "1" in says(pane)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert pane.model.rowCount() == 10
    assert pane.focusWidget() is pane.view


def test_a_search_without_result_says_the_word_and_offers_to_clear_it(pane: QueueList) -> None:
    heard: list[CommentRef | None] = []
    pane.opened.connect(heard.append)
    pane._look_for(Search(words="zouave"))
    assert heard == [None]
    assert any("zouave" in text for text in says(pane))
    clear = next(button for button in pane.findChildren(Button) if button.label == "Effacer la recherche")
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert pane.model.rowCount() == 10


def test_an_empty_list_says_that_all_is_done(pane: QueueList, shelf: Shelf) -> None:
    shelf.listed = []
    pane.refresh()
    assert "Tout est traité" in says(pane)
    assert pane.current is None


def test_the_order_is_chosen_from_a_menu_and_kept(pane: QueueList, shelf: Shelf) -> None:
    head = pane._head
    oldest = next(choice for choice in head.orders.actions() if choice.data() == Order.OLDEST)
    oldest.trigger()
    assert shelf.asked[-1].order is Order.OLDEST
    pane.ask(Query(queue=Queue.HIDDEN), "Masqués")
    assert shelf.asked[-1] == Query(queue=Queue.HIDDEN, order=Order.OLDEST)


def test_only_what_is_to_do_is_sorted_by_who_waits(pane: QueueList, shelf: Shelf) -> None:
    def offered() -> list[Order]:
        return [choice.data() for choice in pane._head.orders.actions()]

    waiting = next(choice for choice in pane._head.orders.actions() if choice.data() == Order.WAITING)
    waiting.trigger()
    assert (shelf.asked[-1].order, shelf.asked[-1].late) == (Order.WAITING, NOW - LATE)
    pane.ask(Query(queue=Queue.HIDDEN), "Masqués")
    assert Order.WAITING not in offered()
    assert shelf.asked[-1] == Query(queue=Queue.HIDDEN)
    pane.ask(Query(), "À traiter")
    assert shelf.asked[-1].order is Order.WAITING


def test_a_row_is_read_aloud_as_it_is_seen(pane: QueueList) -> None:
    spoken = str(pane.model.data(pane.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole))
    parts = [
        "Marc Delvaux",
        "Brasserie Lumen · Facebook",
        "il y a 4\u00a0min",
        "Urgent",
        "Attaque · Menace",
        "Bande d’escrocs",
    ]
    places = [spoken.find(part) for part in parts]
    assert -1 not in places, spoken
    assert places == sorted(places)


def test_every_control_has_a_name(pane: QueueList) -> None:
    assert pane.view.accessibleName() == "Commentaires"
    for button in pane.findChildren(Button):
        assert button.accessibleName() or button.text()
    assert not pane.findChildren(QPushButton)


@pytest.mark.parametrize("queue", [q for q in Queue if q not in (Queue.TODO, Queue.OUTGOING)])
def test_an_empty_list_says_what_will_stand_in_it(pane: QueueList, shelf: Shelf, queue: Queue) -> None:
    shelf.listed.clear()
    pane.ask(Query(queue=queue), "Titre")
    title, text = (label.text() for label in pane.findChildren(EmptyState)[0].findChildren(QLabel) if label.text())
    assert title
    assert text.endswith(".")


def test_the_selected_row_is_clear_of_the_fade(pane: QueueList) -> None:
    view = pane.view
    for _ in range(6):
        pane.step(1)
        assert view.visualRect(view.currentIndex()).bottom() <= view.viewport().height() - 26


def test_out_of_sight_the_list_reads_nothing(pane: QueueList, shelf: Shelf, qtbot: QtBot, watch: Watch) -> None:
    leave(pane, shelf, 1)
    pane.hide()
    watch.time = NOW + timedelta(seconds=11)
    with qtbot.assertNotEmitted(pane.model.settled, wait=250):  # the clock of a leaving row ticks ten times a second
        pass
    assert pane.model.rowCount() == 10
    pane.show()
    assert pane.model.rowCount() == 9
