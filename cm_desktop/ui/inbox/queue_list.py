"""The list pane: its head, its rows, which of them is open. May not act on any."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Handle, Order, Query, Row
from cm_desktop.domain.search import Search
from cm_desktop.domain.views import View
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.inbox.asked import Asked
from cm_desktop.ui.inbox.comment_row import CommentRow
from cm_desktop.ui.inbox.list_head import ListHead
from cm_desktop.ui.inbox.picked import Picked
from cm_desktop.ui.inbox.picked_line import PickedLine
from cm_desktop.ui.inbox.picking import Picking
from cm_desktop.ui.inbox.queue_model import QueueModel
from cm_desktop.ui.inbox.queue_view import QueueView
from cm_desktop.ui.inbox.reading import Reading
from cm_desktop.ui.inbox.rows_or_nothing import RowsOrNothing
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_TICK_MS = 100  # while something is about to leave
_FILLING = timedelta(seconds=20)  # a first reading, before anybody reads what it brought
_SOUGHT = 512  # rows among which a comment is looked for
_AGE_MS = 20_000  # "4 min ago" grows old


class QueueList(QWidget):
    """`opened` carries the CommentRef of the selected row, or None where there is none; twice the same only for a click.

    `read` gives the calling thread's own inbox, `rows` the words of rows with the pages that they are on.
    `writing` tells whether a reply to the selected comment is being typed: its row then stays, whatever became of it.
    """

    opened = Signal(object)
    rest_picked = Signal()  # all that needs no look is wanted

    def __init__(
        self,
        read: Callable[[], Reading],
        bridge: Bridge,
        rows: RowWords,
        words: Words,
        theme: Theme,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._words = words
        self._stack = RowsOrNothing(words, theme)
        self._now = now
        self._rows = rows
        self.asked = Asked()
        self._open: CommentRef | None = None
        self._wanted: CommentRef | None = None  # to be opened as soon as the list has it
        self.writing: Callable[[], bool] = lambda: False
        self._filling_until: datetime | None = None  # an empty list opens on the gravest of what then comes in
        self._held: Handle | None = None  # selected when its row was taken out, perhaps to be put in elsewhere
        self.picked = Picked(self)
        self.model = QueueModel(read, bridge, now, self._spoken, self)
        self.view = QueueView(words.say("Comments"), theme)
        self._head = ListHead(rows, now, words, theme)
        self._line = PickedLine(self.picked, words, theme)
        self._painter = CommentRow(rows, lambda ref: read().picture(ref), theme, now, self.picked, self)
        self.model.rowsAboutToBeRemoved.connect(self._hold)  # before the view hears of it and selects another
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._painter)
        self.picking = Picking(self.view, self.model, self.picked, self._go, self.step, self)
        self._build()
        self._tick = QTimer(self, interval=_AGE_MS)
        self._tick.timeout.connect(self._pass_time)
        self.model.settled.connect(self._settle)
        self.view.selectionModel().currentChanged.connect(self._select)
        self.view.clicked.connect(self._open_again)

    def ask(self, query: Query, title: str) -> None:
        """Show a list under a title, its first row selected. The order stays the one that the user chose."""
        self._head.show_list(title)
        self.asked.base, self.asked.search = query, Search()
        self._ask()

    def take(self, view: View, title: str) -> None:
        """Show a list as it was kept."""
        self._head.show_list(title)
        self.asked.take(view)
        self._head.show_search(view.search)
        self._head.show_filters(shown=view.search.is_on)
        self._ask()

    def refresh(self, *, soon: bool = False) -> None:
        """Read the list again, at once or `soon`; the selected row stays selected while it is there.

        Of what is unread, the row that one looks at stays until one goes on.
        """
        self.model.query = self.asked.query(self._now())  # what is told from a moment is told from now
        stays = self.writing() or self.model.query.unread
        self.model.refresh(self.model.handle(self.view.currentIndex().row()) if stays else None, soon=soon)

    @property
    def current(self) -> Row | None:
        """The selected row."""
        index = self.view.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    @property
    def is_empty(self) -> bool:
        """Whether the list has no row at all, no search narrowing it."""
        return not self.model.rowCount() and not self.asked.search.is_on

    def step(self, by: int) -> None:
        """Select the next row (1) or the one before (-1), passing over those that are leaving."""
        self._filling_until = None
        place = self.model.neighbour(self.view.currentIndex().row(), by)
        if place is not None:
            self._go(place)

    def advance(self) -> None:
        """After an act on the selected row: select the next one, or the one before at the end; stay where there is none."""
        self._filling_until = None
        here = self.view.currentIndex().row()
        place = self.model.neighbour(here, 1)
        place = self.model.neighbour(here, -1) if place is None else place
        if place is not None:
            self._go(place)
        self.view.setFocus()

    def open(self, ref: CommentRef) -> None:
        """Select a comment of the first pages, as after an undo: at once, or when the list has next been read."""
        self._wanted = ref
        self._open_wanted()

    def focus_search(self) -> None:
        """Lead into the search field."""
        self._head.focus_search()

    def focus_rows(self) -> None:
        """Lead back to the rows."""
        self.view.setFocus()

    def back(self) -> None:
        """Lead back to the rows; from there, and where there are none, back from a search to its list."""
        if self.asked.search.is_on and (self.view.hasFocus() or not self.model.rowCount()):
            self._look_for(Search())
        self.focus_rows()

    def _build(self) -> None:
        self._head.current = lambda: self.current
        self._head.sorted.connect(self._sort)
        self._head.searched.connect(self._look_for)
        self._head.left.connect(self.focus_rows)
        self._head.all_picked.connect(self.picking.take_all)
        self._head.rest_picked.connect(self.rest_picked)
        self._stack.cleared.connect(self._clear_search)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._head)
        column.addWidget(self._line)
        column.addLayout(self._stack, 1)  # before it has widgets: without a place it would show one as a window
        self._stack.addWidget(self.view)

    def _sort(self, order: Order) -> None:
        self.asked.sort(order)
        self._ask()

    def _look_for(self, search: Search) -> None:
        self.asked.search = search
        self._head.show_search(search)
        self._ask()

    def _ask(self) -> None:
        """Show the list that is wanted now, from its first row on."""
        self.picked.clear()
        self._held = None
        self._head.show_order(self.asked.order, self.asked.offered)
        self._rows.placed = self.asked.everywhere
        self.model.ask(self.asked.query(self._now()))
        empty = not self.model.rowCount()
        self._filling_until = self._now() + _FILLING if empty else None
        if not empty:
            self._go(0)
        self._settle()

    def _open_wanted(self) -> None:
        rows = ((place, self.model.row(place)) for place in range(min(self.model.rowCount(), _SOUGHT)))
        found = next((place for place, row in rows if row is not None and row.comment.ref == self._wanted), None)
        if found is not None:
            self._wanted = None
            self._go(found)

    def _hold(self, _parent: QModelIndex, first: int, last: int) -> None:
        place = self.view.currentIndex().row()
        if first <= place <= last:
            self._held = self.model.handle(place)

    def _settle(self) -> None:
        """After a reading: the same row selected where it still is, the count, the clock, what an empty list says."""
        place = self.model.place(self._held) if self._held is not None else None
        self._held = None
        if self._is_filling():
            self._go(0)
        elif place is not None:
            self._go(place)
        elif not self.view.currentIndex().isValid() and self.model.rowCount():
            self._go(0)
        if self._wanted is not None:
            self._open_wanted()
            self._wanted = None
        self._tell_count()
        self._tell_empty()
        self._tick.setInterval(_TICK_MS if self.model.next_departure else _AGE_MS)
        self._announce()

    def _is_filling(self) -> bool:
        """Whether an empty list is being filled, and nobody has touched it yet: then its first row is the one to see."""
        until = self._filling_until
        return until is not None and self._now() < until and bool(self.model.rowCount()) and not self.writing()

    def _go(self, place: int) -> None:
        index = self.model.index(place, 0)
        chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.view.selectionModel().setCurrentIndex(index, chosen)
        self.view.scrollTo(index)

    def _select(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self.view.selectionModel().isSelected(current):
            chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.view.selectionModel().select(current, chosen)
        self._announce()

    def _announce(self) -> None:
        if self._held is not None:
            return
        row = self.current
        ref = row.comment.ref if row is not None else None
        if ref != self._open:
            self._open = ref
            self.opened.emit(ref)

    def _open_again(self) -> None:
        """The detail may have gone on to a comment that is not listed: a click on the selected row leads back."""
        self._filling_until = None
        self.opened.emit(self._open)

    def _spoken(self, row: Row, now: datetime) -> str:
        said = self._rows.spoken(row, now)
        return self._words.say("Selected. {row}", row=said) if row.handle in self.picked else said

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pass_time()
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nothing has to be up to date; and once the window is closed there is nothing to read."""
        self._tick.stop()
        super().hideEvent(event)

    def _pass_time(self) -> None:
        departure = self.model.next_departure
        if departure is not None and departure <= self._now():
            self.refresh()
        self.view.viewport().update()

    def _tell_count(self) -> None:
        """From the reading that the rail's figures come from, so that both move together; a search counts its rows."""
        query = self.model.query
        if self.asked.search.is_on:
            count = self.model.counted
        else:
            counts = self._read().counts()
            count = counts.clients.get(query.client, 0) if query.client else counts.queues.get(query.queue, 0)
        self._head.show_count(count)

    def _tell_empty(self) -> None:
        if self.model.rowCount():
            self._stack.show_rows(self.view)
        else:
            self._stack.tell_nothing(self.model.query.queue, self.asked.search)

    def _clear_search(self) -> None:
        self._look_for(Search())
        self.focus_rows()
