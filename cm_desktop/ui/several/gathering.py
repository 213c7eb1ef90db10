"""From what is picked to what is done to all of it: reads, shows, asks the desk. May not choose what is picked."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Handle, Query
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.acting import Acting
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.several.gathered import Gathered, gather, gather_the_rest

T = TypeVar("T")

Question = tuple[Query, tuple[Handle, ...], int]


class Gathering(QObject):
    """`gathered` carries a Gathered, `rest` the handles of all that may be filed away unread, `acting` says that the
    desk is now asked, `acted` that it is kept. `asking` wants to know until when they are snoozed.
    """

    gathered = Signal(object)
    rest = Signal(object)
    asking = Signal()
    acting = Signal()
    acted = Signal()

    def __init__(self, desk: Desk, bridge: Bridge, acting: Acting, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bridge = bridge
        self._acting = acting
        self._asked: Question | None = None
        self._reading: Question | None = None
        self._known: Gathered | None = None
        self._wanted: Move | None = None
        self._busy = False

    def pick(self, query: Query, handles: Sequence[Handle], count: int) -> None:
        """These of a list of so many rows; one reading at a time, the last asked for counts."""
        asked = (query, tuple(handles), count) if handles else None
        if asked != self._asked:
            self._wanted = None
        self._asked, self._known = asked, None
        self._read()

    def pick_rest(self, query: Query) -> None:
        """Look for all of a list that may be filed away unread."""
        self._run(lambda: gather_the_rest(self._desk.inbox, query), self.rest.emit)

    def choose(self, move: Move, until: datetime | None = None) -> None:
        """Do it to all that is picked, as soon as it is known what that is; nothing where it cannot be done to all."""
        if self._busy or self._asked is None:
            return
        if self._known is None:
            self._wanted = move
            return
        if move not in self._known.moves:
            return
        if move is Move.SNOOZE and until is None:
            self.asking.emit()
            return
        self._busy = True
        self.acting.emit()
        refs = [gist.ref for gist in self._known.division.taken]
        self._acting.perform_all(move, refs, self._finish(self.acted.emit), self._finish(lambda: None), until)

    def _finish(self, then: Callable[[], None]) -> Callable[[], None]:
        def finish() -> None:
            self._busy = False
            if isValid(self):
                then()

        return finish

    def _read(self) -> None:
        if self._reading is not None or self._asked is None:
            return
        query, handles, count = self._reading = self._asked
        self._run(lambda: gather(self._desk.inbox, query, handles, count), self._show)

    def _run(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Beside the window's thread; another language or theme may have made other panes meanwhile."""
        self._bridge.run(work, lambda answer: then(answer) if isValid(self) else None, self._fail)

    def _show(self, gathered: Gathered) -> None:
        question, self._reading = self._reading, None
        if question != self._asked:
            self._read()
            return
        wanted, self._wanted = self._wanted, None
        self._known = gathered
        self.gathered.emit(gathered)
        if wanted is not None:
            self.choose(wanted)

    def _fail(self, error: BaseException) -> None:
        self._reading = self._wanted = None
        self._acting.refused.emit(error)
