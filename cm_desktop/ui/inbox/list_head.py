"""The head of the list pane: title and count, order, search. May not read the list."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from cm_desktop.domain.queue import Order
from cm_desktop.ui.inbox.search_field import SearchField
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.button import Button, Kind
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words


class ListHead(QWidget):
    """`sorted` carries the Order chosen, `searched` what to look for; `left` says that the user goes on to the rows."""

    sorted = Signal(object)
    searched = Signal(str)
    left = Signal()

    def __init__(self, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._title = elided("", fonts.LIST_TITLE, theme.text)
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # the count stands beside it
        self._count = label("", (14, 480), theme.text3)
        self._count.setContentsMargins(0, 4, 0, 0)  # on the line that the title stands on
        self._order = Button("", theme, kind=Kind.GHOST, icon="list-filter")
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._choose)
        self._order.clicked.connect(self._open_menu)
        self._search = SearchField(words.say("Search for an author, a word…"), theme)
        self._search.searched.connect(self.searched)
        self._search.left.connect(self.left)
        self._show_order(Order.SEVERITY)
        self._lay_out()

    def show_list(self, title: str, search: str) -> None:
        """Another list: its title, and what is searched in it."""
        self._title.setText(title)
        self._search.put(search)

    def show_count(self, count: int) -> None:
        """The figure beside the title."""
        self._count.setText(str(count))

    def show_search(self, search: str) -> None:
        """Put other words into the field without searching for them."""
        self._search.put(search)

    def focus_search(self) -> None:
        """Lead into the search field."""
        self._search.setFocus()
        self._search.selectAll()

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
        column.addWidget(self._search)

    def _show_order(self, order: Order) -> None:
        name = terms.order(self._words, order)
        self._order.set_label(name)
        self._order.setAccessibleName(self._words.say("Order: {order}", order=name))
        self._menu.clear()
        for each in Order:
            choice = QAction(terms.order(self._words, each), self._menu, checkable=True, checked=each is order)
            choice.setIcon(icons.icon("check", self._theme.accent_tx) if each is order else icons.blank())
            choice.setData(each)
            self._menu.addAction(choice)

    def _open_menu(self) -> None:
        self._menu.popup(self._order.mapToGlobal(self._order.rect().bottomLeft()))

    def _choose(self, choice: QAction) -> None:
        order = Order(choice.data())
        self._show_order(order)
        self.sorted.emit(order)
