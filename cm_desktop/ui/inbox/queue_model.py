"""A list of comments for the view, of any length: an array of handles, and the pages on show. May not write or paint."""

import time
from array import array
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from cm_desktop.domain.queue import HANDLES, Handle, Query, Row
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.inbox.reading import Listed, Reading, find, read_again

PAGE = 16  # rows that are read together: a jump shows eight, of two pages at most
FIRST = 32  # those that are read before all others: as many as the highest screen shows
_KEPT_PAGES = 256
_AT_ONCE = 300  # rows that are read again without a thread: a millisecond; 2,000 of a search take six
_PAINTED_MS = 20  # until all of a list is read: a thread at work would make the paint of its first page wait
_TYPED_MS = 150  # without a letter, until all that is found is read: of one letter, a second for a million comments
_PAUSE_MS = 250  # at least, between two readings of a long list for what others bring
_PAUSES = 4  # times as long as the last reading took: of a million comments, a fifth of the time is spent on it at most
_NOWHERE = QModelIndex()
LEAVING = Qt.ItemDataRole.UserRole + 1  # whether the row is only kept until its delay is over

Index = QModelIndex | QPersistentModelIndex


class QueueModel(QAbstractTableModel):
    """One column of rows. `settled` is emitted once the whole list has been read, the first time and each time again.

    `read` gives the calling thread's own reading, `spoken` a row in words for a screen reader.
    """

    settled = Signal()

    def __init__(
        self,
        read: Callable[[], Reading],
        bridge: Bridge,
        now: Callable[[], datetime],
        spoken: Callable[[Row, datetime], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._bridge = bridge
        self._now = now
        self._spoken = spoken
        self._question = 0  # answers to earlier ones are dropped
        self._is_reading = False  # in the thread: one reading at a time, or changes would ask for more than it can do
        self._is_stale = False  # something changed since that reading began
        self._is_whole = True
        self._stays: Handle | None = None
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._read_in_thread)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self._read_in_thread)
        self._begun = 0.0  # when the reading in the thread was asked for
        self._listed = Listed(handles=array(HANDLES), kept={})
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self.query = Query()

    def ask(self, query: Query) -> None:
        """Show another list: its first page at once, the rest when it has been read."""
        self._question += 1
        self._later.stop()
        self._stays = None
        page = self._read().page(query, limit=FIRST)
        self.beginResetModel()
        self.query = query
        self._is_whole = page.after is None
        self._listed = Listed(handles=array(HANDLES, (row.handle for row in page.rows)), kept={})
        self._pages = OrderedDict({0: {row.handle: row for row in page.rows}})
        self.endResetModel()
        if self._is_whole:
            self._soon.stop()
            self.settled.emit()
        else:
            self._soon.start(_TYPED_MS if query.search or query.author else _PAINTED_MS)

    def refresh(self, stays: Handle | None = None, *, soon: bool = False) -> None:
        """Read the same list again. Rows that can still be undone stay in their place until their delay is over.

        So does the row that `stays`. Where `soon` is enough, a long list is read once for all that comes in a pause.
        """
        self._stays = stays
        if not self._question or self._soon.isActive():
            return  # no list was asked for yet; or it is about to be read
        if not self._is_whole or len(self._listed.handles) > _AT_ONCE:
            self._read_long(soon=soon)
        else:
            self._question += 1
            self._install(self._work()())

    def row(self, place: int) -> Row | None:
        """The row at a place; None where it vanished from the store since the list was read."""
        handles = self._listed.handles
        if not 0 <= place < len(handles):
            return None
        return self._page(place // PAGE).get(handles[place])

    def handle(self, place: int) -> Handle | None:
        """The handle at a place."""
        return Handle(self._listed.handles[place]) if 0 <= place < len(self._listed.handles) else None

    def place(self, handle: Handle) -> int | None:
        """Where a row stands in the list now."""
        return find(self._listed.handles, handle)

    def is_leaving(self, place: int) -> bool:
        """Whether the row at a place is only kept until its delay is over."""
        handle = self.handle(place)
        return handle is not None and self._listed.kept.get(handle) is not None

    def neighbour(self, place: int, by: int) -> int | None:
        """The next place (1) or the one before (-1) whose row is not leaving; None at the end."""
        place += by
        while 0 <= place < self.rowCount():
            if not self.is_leaving(place):
                return place
            place += by
        return None

    @property
    def next_departure(self) -> datetime | None:
        """When the first kept row must be read again."""
        return min((moment for moment in self._listed.kept.values() if moment is not None), default=None)

    @property
    def count(self) -> int:
        """How many rows the list has, without those that are only kept."""
        return len(self._listed.handles) - len(self._listed.kept)

    @property
    def counted(self) -> int | None:
        """The same; None until the whole list has been read."""
        return self.count if self._is_whole else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._listed.handles)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def headerData(self, _section: int, _along: Qt.Orientation, _role: int = Qt.ItemDataRole.DisplayRole) -> None:
        """Nothing: a screen reader would say a number before each row, which says its place already."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.UserRole, Qt.ItemDataRole.AccessibleTextRole, LEAVING) or not index.isValid():
            return None
        if role == LEAVING:
            return self.is_leaving(index.row())
        row = self.row(index.row())
        if row is None or role == Qt.ItemDataRole.UserRole:
            return row
        return self._spoken(row, self._now())

    def _page(self, number: int) -> dict[int, Row]:
        known = self._pages.get(number)
        if known is None:
            handles = self._listed.handles[number * PAGE : (number + 1) * PAGE]
            known = {row.handle: row for row in self._read().rows([Handle(h) for h in handles])}
            self._pages[number] = known
            if len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return known

    def _work(self) -> Callable[[], Listed]:
        watched = [Handle(handle) for page in self._pages.values() for handle in page]
        query, old, stays, now = self.query, self._listed.handles, self._stays, self._now()
        return lambda: read_again(self._read(), query, old, watched, now, stays)

    def _read_long(self, *, soon: bool) -> None:
        if not soon:
            self._later.stop()
            self._read_in_thread()
        elif not self._later.isActive():
            self._later.start()

    def _read_in_thread(self) -> None:
        self._is_stale = self._is_reading
        if not self._is_reading:
            self._is_reading = True
            self._begun = time.monotonic()
            self._bridge.read(self._work(), partial(self._take, self._question), self._give_up)

    def _take(self, question: int, listed: Listed) -> None:
        """An answer of the thread; what changed meanwhile is read behind it."""
        self._is_reading = False
        self._later.setInterval(max(_PAUSE_MS, int(1000 * _PAUSES * (time.monotonic() - self._begun))))
        if question == self._question:
            self._install(listed)
        if self._is_stale:
            self._read_in_thread()

    def _give_up(self, error: BaseException) -> None:
        """The next change has it read again; that a file cannot be read is told elsewhere."""
        self._is_reading = self._is_stale = False
        raise error

    def _install(self, listed: Listed) -> None:
        self._is_whole = True
        old, new = self._listed.handles, listed.handles
        start, end = listed.shared
        if len(old) - end > start:
            self.beginRemoveRows(_NOWHERE, start, len(old) - end - 1)
            self._listed = Listed(handles=old[:start] + old[len(old) - end :], kept={})
            self._pages.clear()
            self.endRemoveRows()
        if len(new) - end > start:
            self.beginInsertRows(_NOWHERE, start, len(new) - end - 1)
            self._show(listed)
            self.endInsertRows()
        self._show(listed)
        if new:
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, 0))
        self.settled.emit()

    def _show(self, listed: Listed) -> None:
        self._listed = listed
        self._pages.clear()
