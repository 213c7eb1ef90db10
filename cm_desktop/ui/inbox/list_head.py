"""The head of the list pane: title and count, order, what is looked for. May not read the list."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from cm_desktop.domain.queue import Order, Query, Queue, Row
from cm_desktop.domain.search import Search
from cm_desktop.ui import keys
from cm_desktop.ui.inbox.search_field import SearchField
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

if TYPE_CHECKING:
    from cm_desktop.ui.inbox.filter_bar import FilterBar

_SIDES, _GAP = 20, 10


class ListHead(QWidget):
    """`sorted` carries the Order chosen, `searched` the Search; `left` says that the user goes on to the rows. `all_picked`
    and `rest_picked` want all rows picked, or all that needs no look.

    The chips that narrow a search stand under its field from the moment that one enters it; `current` is the selected row.
    """

    sorted = Signal(object)
    searched = Signal(object)
    left = Signal()
    all_picked = Signal()
    rest_picked = Signal()

    def __init__(
        self, rows: RowWords, now: Callable[[], datetime], words: Words, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._now = now
        self._words = words
        self._theme = theme
        self._list = self._order_name = ""
        self._search = Search()
        self.current: Callable[[], Row | None] = lambda: None
        self._title = elided("", fonts.LIST_TITLE, theme.text)
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # the count stands beside it
        self._count = label("", (14, 480), theme.text3)
        self._count.setContentsMargins(0, 4, 0, 0)  # on the line that the title stands on
        self._order = Button("", theme, kind=Kind.GHOST, icon="list-filter")
        self._order.clicked.connect(lambda: _open_below(self.orders, self._order))
        self._sorted: tuple[Order, tuple[Order, ...]] = (Order.SEVERITY, ())
        self._more = Button("", theme, kind=Kind.GHOST, icon="ellipsis", name=words.say("More about this list"))
        self._more.clicked.connect(lambda: _open_below(self.several, self._more))
        self._field = SearchField(words.say("Search for an author or a word…"), theme)
        self._connect()
        self._lay_out()

    @cached_property
    def filters(self) -> "FilterBar":
        """The chips, made when one first looks for something."""
        from cm_desktop.ui.inbox.filter_bar import FilterBar

        made = FilterBar(self._rows, self._now, self._words, self._theme)
        made.current = self.current
        made.narrowed.connect(self._look_for)
        made.left.connect(self._leave)
        made.show_search(self._search, self._list)
        self._column.addWidget(made)
        made.hide()
        return made

    def show_list(self, title: str) -> None:
        """Another list, in which nothing is looked for yet."""
        self._list = title
        self.show_search(Search())
        self.show_filters(shown=False)

    def show_search(self, search: Search) -> None:
        """Say what is looked for, without looking for it."""
        self._search = search
        self._field.put(search.words)
        if self._has_filters:
            self.filters.show_search(search, self._list)
        self._title.setText(self._list if search.here or not search.is_on else self._everywhere())
        self._share_room()

    def show_filters(self, *, shown: bool) -> None:
        """Show the chips, or hide them."""
        if shown or self._has_filters:
            self.filters.setVisible(shown)

    @property
    def _has_filters(self) -> bool:
        return "filters" in vars(self)

    def _everywhere(self) -> str:
        """Over all lists; what is unread, or waits for an answer, is to do."""
        todo = self._search.queue(Query()) is Queue.TODO
        return terms.queue(self._words, Queue.TODO) if todo else self._words.say("Everywhere")

    def show_count(self, count: int | None) -> None:
        """The figure beside the title; None while it is not known."""
        self._count.setText("" if count is None else self._words.figure(count))
        self._share_room()

    def show_order(self, order: Order, offered: Iterable[Order]) -> None:
        """How the list is sorted, and how it can be."""
        self._order_name = terms.order(self._words, order)
        self._order.set_name(self._words.say("Order: {order}", order=self._order_name))
        self._sorted = (order, tuple(offered))
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Where not all can be read, the title can: the order shrinks to its icon."""
        self._order.set_label(self._order_name)
        parts = (self._title, self._count, self._order, self._more)
        wanted = sum(part.sizeHint().width() + _GAP for part in parts)
        if wanted > self.width() - 2 * _SIDES:
            self._order.set_label("")

    def focus_search(self) -> None:
        """Lead into the search field."""
        self._field.setFocus()
        self._field.selectAll()

    def _connect(self) -> None:
        self._field.entered.connect(lambda: self.show_filters(shown=True))
        self._field.searched.connect(lambda words: self._look_for(replace(self._search, words=words)))
        self._field.left.connect(self._leave)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(_GAP)
        line.addWidget(self._title)
        line.addWidget(self._count)
        line.addStretch()
        line.addWidget(self._order)
        line.addWidget(self._more)
        line.setContentsMargins(4, 0, -6, 0)
        column = self._column = QVBoxLayout(self)
        column.setSpacing(7)
        column.setContentsMargins(_SIDES, 15, _SIDES, 10)
        column.addLayout(line)
        column.addWidget(self._field)

    @property
    def orders(self) -> QMenu:
        """How it can be sorted, to be chosen from."""
        order, offered = self._sorted
        menu = self._menu
        menu.clear()
        for each in offered:
            choice = QAction(terms.order(self._words, each), menu, checkable=True, checked=each is order)
            choice.setIcon(icons.icon("check", self._theme.accent_tx) if each is order else icons.blank())
            choice.setData(each)
            menu.addAction(choice)
        return menu

    @cached_property
    def _menu(self) -> QMenu:
        made = QMenu(self)
        made.triggered.connect(self._choose)
        return made

    @cached_property
    def several(self) -> QMenu:
        """What can be done to many rows at once."""
        from cm_desktop.ui.kit.controls.key_menu import KeyMenu

        menu, words = KeyMenu(self._theme, self), self._words
        wanted: dict[keys.Does, SignalInstance] = {
            keys.Command.PICK_ALL: self.all_picked,
            keys.Command.PICK_REST: self.rest_picked,
        }
        for key, signal in ((key, wanted[key.does]) for key in keys.PICKING if key.does in wanted):
            cap = keys.cap(key.does, words)
            action = menu.line(keys.meaning(key, words), cap, sequence=keys.sequence(key.does))
            action.triggered.connect(lambda _checked, signal=signal: signal.emit())
        return menu

    def _look_for(self, search: Search) -> None:
        if search != self._search:
            self.show_search(search)
            self.searched.emit(search)

    def _leave(self) -> None:
        self.show_filters(shown=self._search.is_on)
        self.left.emit()

    def _choose(self, choice: QAction) -> None:
        self.sorted.emit(Order(choice.data()))


def _open_below(menu: QMenu, button: Button) -> None:
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
