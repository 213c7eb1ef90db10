"""The head of the list pane: title and count, order, what is looked for. May not read the list."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from cm_desktop.domain.queue import Order
from cm_desktop.ui.inbox.filter_bar import FilterBar
from cm_desktop.ui.inbox.search import Search
from cm_desktop.ui.inbox.search_field import SearchField
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.button import Button, Kind
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.row_words import RowWords
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words


class ListHead(QWidget):
    """`sorted` carries the Order chosen, `searched` the Search; `left` says that the user goes on to the rows.

    The chips that narrow a search stand under its field from the moment that one enters it.
    """

    sorted = Signal(object)
    searched = Signal(object)
    left = Signal()

    def __init__(
        self, rows: RowWords, today: Callable[[], date], words: Words, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._list = ""
        self._search = Search()
        self._title = elided("", fonts.LIST_TITLE, theme.text)
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # the count stands beside it
        self._count = label("", (14, 480), theme.text3)
        self._count.setContentsMargins(0, 4, 0, 0)  # on the line that the title stands on
        self._order = Button("", theme, kind=Kind.GHOST, icon="list-filter")
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._choose)
        self._order.clicked.connect(self._open_menu)
        self._field = SearchField(words.say("Search for an author, a word…"), theme)
        self._filters = FilterBar(rows, today, words, theme)
        self._connect()
        self._lay_out()

    def show_list(self, title: str) -> None:
        """Another list, in which nothing is looked for yet."""
        self._list = title
        self.show_search(Search())
        self._filters.hide()

    def show_search(self, search: Search) -> None:
        """Say what is looked for, without looking for it."""
        self._search = search
        self._field.put(search.words)
        self._filters.show_search(search, self._list)
        everywhere = search.is_on and not search.here
        self._title.setText(self._words.say("Everywhere") if everywhere else self._list)

    def show_count(self, count: int) -> None:
        """The figure beside the title."""
        self._count.setText(str(count))

    def show_order(self, order: Order, offered: Iterable[Order]) -> None:
        """How the list is sorted, and how it can be."""
        name = terms.order(self._words, order)
        self._order.set_label(name)
        self._order.setAccessibleName(self._words.say("Order: {order}", order=name))
        self._menu.clear()
        for each in offered:
            choice = QAction(terms.order(self._words, each), self._menu, checkable=True, checked=each is order)
            choice.setIcon(icons.icon("check", self._theme.accent_tx) if each is order else icons.blank())
            choice.setData(each)
            self._menu.addAction(choice)

    def focus_search(self) -> None:
        """Lead into the search field."""
        self._field.setFocus()
        self._field.selectAll()

    def _connect(self) -> None:
        self._field.entered.connect(self._filters.show)
        self._field.searched.connect(lambda words: self._look_for(replace(self._search, words=words)))
        self._field.left.connect(self._leave)
        self._filters.narrowed.connect(self._look_for)
        self._filters.left.connect(self._leave)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._title)
        line.addWidget(self._count)
        line.addStretch()
        line.addWidget(self._order)
        line.setContentsMargins(4, 0, -6, 0)
        column = QVBoxLayout(self)
        column.setSpacing(7)
        column.setContentsMargins(20, 15, 20, 10)
        column.addLayout(line)
        column.addWidget(self._field)
        column.addWidget(self._filters)
        self._filters.hide()

    def _look_for(self, search: Search) -> None:
        if search != self._search:
            self.show_search(search)
            self.searched.emit(search)

    def _leave(self) -> None:
        self._filters.setVisible(self._search.is_on)
        self.left.emit()

    def _open_menu(self) -> None:
        self._menu.popup(self._order.mapToGlobal(self._order.rect().bottomLeft()))

    def _choose(self, choice: QAction) -> None:
        self.sorted.emit(Order(choice.data()))
