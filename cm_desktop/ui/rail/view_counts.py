"""How many comments each kept list has, counted beside the window: what is looked for may take a while. May not list any."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from cm_desktop.domain.views import View
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.rail.rail_views import RailViews


class ViewCounts(QObject):
    """One counting at a time; what changed meanwhile is counted behind it. A figure stands until it is known anew."""

    def __init__(self, desk: Desk, bridge: Bridge, entries: RailViews) -> None:
        super().__init__(entries)
        self._desk = desk
        self._bridge = bridge
        self._entries = entries
        self._counting = self._again = False

    def refresh(self) -> None:
        """Something changed that they may count."""
        self._again = self._counting
        if self._counting or not (views := self._entries.views):
            return
        self._counting = True
        self._bridge.run(lambda: self._count(views), self._take, lambda _: self._take({}))

    def _count(self, views: Sequence[View]) -> Mapping[str, int]:
        now, inbox = self._desk.clock.now(), self._desk.inbox
        return {view.name: inbox.count(view.query(now)) for view in views}

    def _take(self, counts: Mapping[str, int]) -> None:
        self._counting = False
        self._entries.show_counts(counts)
        if self._again:
            self.refresh()
