"""The rail: the lists, the clients, how fresh the pages are. May not act on any comment."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cm_desktop.domain.comments import ASSISTED, Account, Client, ClientId
from cm_desktop.domain.queue import Freshness, Query, Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.kit.viewport import own_viewport
from cm_desktop.ui.rail.freshness import freshness_line, halt_line
from cm_desktop.ui.rail.rail_item import RailItem
from cm_desktop.ui.rail.rail_views import RailViews
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

if TYPE_CHECKING:
    from cm_desktop.ui.rail.freshness_panel import FreshnessPanel

WIDTH, NARROW = 244, 64
_LOW_UNDER = 800  # less tall, lists and foot give room to the clients
_SHOWN_AT_ZERO = frozenset({Queue.TODO, Queue.URGENT})


class Rail(QWidget):
    """`chosen` carries the Query of the list to show; `show_query` says which one is on show.

    What is asked for in its panel: `reconnecting` carries an Account, `pausing` and `suspending` whether all is to rest.
    """

    chosen = Signal(object)
    reconnecting = Signal(object)
    pausing = Signal(bool)
    suspending = Signal(bool)

    def __init__(self, desk: Desk, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = words
        self._theme = theme
        self._narrow = self._low = False
        self._query: Query | None = Query()
        self._queues = {queue: self._queue_item(queue) for queue in Queue}
        self._clients: dict[ClientId, RailItem] = {}
        self.views = RailViews(words, theme)
        self._known: tuple[Sequence[Client], Sequence[Account]] = ((), ())
        self._title = label("CM Desktop", (16, 700), theme.text)
        self._sync = Button("", theme, kind=Kind.GHOST, icon="refresh-cw", name=words.say("Read the pages again (F5)"))
        self._sync.clicked.connect(desk.sync_soon)
        self._heading = label(words.say("Clients"), fonts.SECTION, theme.text3)
        self._heading.setContentsMargins(12, 0, 0, 0)
        self.fresh = RailItem("", "refresh-cw", theme, quiet=True, acts=True)
        self.fresh.clicked.connect(lambda: self.panel.open(self.fresh))
        self._rule = QWidget(autoFillBackground=True)
        self._rule.setPalette(QPalette(theme.line2, theme.line2))
        self._rule.setFixedSize(40, 1)
        self._lay_out()
        self.set_narrow(False)
        self.show_query(self._query)
        self._hide_empty(0)

    @cached_property
    def panel(self) -> "FreshnessPanel":
        """How fresh each page is, made when somebody first asks."""
        from cm_desktop.ui.rail.freshness_panel import FreshnessPanel

        made = FreshnessPanel(self._desk, self._words, self._theme, self)
        made.reconnecting.connect(self.reconnecting)
        made.pausing.connect(self.pausing)
        made.suspending.connect(self.suspending)
        return made

    def refresh(self) -> None:
        """Read everything again."""
        inbox, offline = self._desk.inbox, self._desk.network.offline_since is not None
        self._show_clients(inbox.clients(), inbox.accounts())
        self.views.show_views(self._desk.views.every())
        counts = inbox.counts()
        figures = {**counts.queues, Queue.OUTGOING: inbox.leaving(), Queue.ALL: 0}  # all: of no use, and ever larger
        for queue, item in self._queues.items():
            item.show_count(figures.get(queue, 0))
        self._hide_empty(counts.queues[Queue.SNOOZED])
        for client, item in self._clients.items():
            item.show_count(counts.clients.get(client, 0))
        self._tell_freshness(inbox.freshness(), inbox.accounts(), offline=offline)
        if "panel" in vars(self):
            self.panel.refresh()
        self._sync.set_icon("wifi-off" if offline else "refresh-cw")

    def show_query(self, query: Query | None) -> None:
        """Mark the entry whose list is on show; None where no list is."""
        self._query = query
        for queue, item in self._queues.items():
            item.setChecked(query is not None and query.client is None and query.queue is queue)
        for client, item in self._clients.items():
            item.setChecked(query is not None and query.client == client)
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """The client whose list is on show: in a low window there is room for one or two."""
        chosen = self._clients.get(self._query.client) if self._query and self._query.client else None
        if chosen is not None:
            self._column.activate()  # what holds the clients has its height before one is scrolled to
            self._client_area.ensureWidgetVisible(chosen, 0, 4)

    def _hide_empty(self, asleep: int) -> None:
        """Most moderators snooze nothing: the list stands here while there is something in it, or while it is on show."""
        item = self._queues[Queue.SNOOZED]
        item.setHidden(not asleep and not item.isChecked())

    def set_narrow(self, narrow: bool) -> None:
        """Signs only, under 1200 pixels of window."""
        self._narrow = narrow
        self.setFixedWidth(NARROW if narrow else WIDTH)
        for item in self.findChildren(RailItem):
            item.set_narrow(narrow)
        self.views.set_narrow(narrow)
        self._title.setVisible(not narrow)
        self._sync.setVisible(not narrow)  # the panel at the foot has it too
        self._heading.setVisible(bool(self._clients) and not narrow)
        self._rule.setVisible(bool(self._clients) and narrow)
        side = 0 if narrow else 14  # narrow, a badge may reach the edge
        self._column.setContentsMargins(side, 11, side, 15)
        self._head.setContentsMargins(0 if narrow else 10, 0, 0, 0)
        self._give_room()

    def _give_room(self) -> None:
        """Lists and foot stand closer in a low window: of the clients, more than one is in sight."""
        for item in (*self._queues.values(), *self._foot_items()):
            item.set_low(low=self._low)
        for column in (self._column, self._client_column, self._foot):
            column.setSpacing(4 if self._narrow and not self._low else 2)

    def _foot_items(self) -> list[RailItem]:
        parts = (self._foot.itemAt(place) for place in range(self._foot.count()))
        return [item for part in parts if part and isinstance(item := part.widget(), RailItem)]

    def add_foot(self, text: str, icon: str, call: Callable[[], None], *, acts: bool = False) -> RailItem:
        """One more entry at the foot, which calls `call`; it leads to a view unless it `acts`."""
        item = RailItem(text, icon, self._theme, acts=acts, written=self._words.figure)
        item.clicked.connect(call)
        item.set_narrow(self._narrow)
        item.set_low(low=self._low)
        self._foot.addWidget(item)
        return item

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._low is not (low := event.size().height() < _LOW_UNDER):
            self._low = low
            self._give_room()
        self._keep_in_sight()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.rail)
            painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.line)

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._sync)
        self._client_column = QVBoxLayout()
        self._client_column.addWidget(self.views)
        self._client_column.addStretch()
        self._client_area = _scrolled(self._client_column)
        self._foot = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addSpacing(4)
        for item in self._queues.values():
            self._column.addWidget(item)
        self._column.addSpacing(16)
        self._column.addWidget(self._heading)
        self._column.addWidget(self._rule, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(6)
        self._column.addWidget(self._client_area, 1)
        self._column.addLayout(self._foot)
        self._foot.addWidget(self.fresh)

    def _tell_freshness(self, pages: Sequence[Freshness], accounts: Sequence[Account], *, offline: bool) -> None:
        now = self._desk.clock.now()
        ending = sum(account.ends_soon(now) for account in accounts)
        by_hand = {account.id for account in accounts if account.platform == ASSISTED}
        read = [page for page in pages if page.account not in by_hand]
        line = freshness_line(self._words, read, offline=offline, now=now, ending=ending, by_hand=len(by_hand))
        inbox = self._desk.inbox
        halt = halt_line(self._words, suspended=inbox.suspended(), paused=inbox.reading_paused())
        self.fresh.show_words(line, halt)
        self.fresh.setVisible(bool(line or halt))

    def _show_clients(self, clients: Sequence[Client], accounts: Sequence[Account]) -> None:
        """Made anew only when one changed: a click must not lose its entry under it."""
        if (clients, accounts) == self._known:
            return
        self._known = (clients, accounts)
        for item in self._clients.values():
            self._client_column.removeWidget(item)
            item.hide()  # at once: out of its column, it would lie over the others until it is gone
            item.deleteLater()
        self._clients = {client.id: self._client_item(client, accounts) for client in clients}
        for item in self._clients.values():
            self._client_column.insertWidget(self._client_column.count() - 2, item)
        self.set_narrow(self._narrow)
        self.show_query(self._query)

    def _queue_item(self, queue: Queue) -> RailItem:
        name = terms.queue(self._words, queue)
        always, alarming = queue in _SHOWN_AT_ZERO, queue is Queue.URGENT
        written = self._words.figure
        item = RailItem(name, icons.QUEUES[queue], self._theme, always=always, alarming=alarming, written=written)
        item.clicked.connect(lambda: self.chosen.emit(Query(queue=queue)))
        return item

    def _client_item(self, client: Client, accounts: Sequence[Account]) -> RailItem:
        kinds = dict.fromkeys(account.platform for account in accounts if account.client == client.id)
        platforms = ", ".join(terms.platform(self._words, kind) for kind in kinds)
        written = self._words.figure
        item = RailItem(client.name, client, self._theme, subtitle=platforms, always=True, written=written)
        item.clicked.connect(lambda: self.chosen.emit(Query(client=client.id)))
        return item


def _scrolled(column: QVBoxLayout) -> QScrollArea:
    """Many clients scroll between the lists and the foot."""
    column.setContentsMargins(0, 0, 0, 0)
    area = QScrollArea()
    seen = own_viewport(area)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    content = QWidget()
    content.setLayout(column)
    area.setWidget(content)
    for part in (area, seen, content):
        part.setObjectName("clear")
    return area
