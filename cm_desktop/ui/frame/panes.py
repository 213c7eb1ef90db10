"""The three panes and what lies over them, in one language and one theme. May not outlive a change of either.

Leads from one pane to the other: what is chosen in the rail is listed, what is selected in the list is shown in detail.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.domain.views import View
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.acting import Acting
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.correcting import Correcting
from cm_desktop.ui.frame.bars import Bars
from cm_desktop.ui.frame.blank import Blank
from cm_desktop.ui.frame.first_paint import behind_first_paint
from cm_desktop.ui.frame.rooms import Room, Rooms
from cm_desktop.ui.frame.stage import Stage
from cm_desktop.ui.frame.unsaid import Unsaid
from cm_desktop.ui.inbox.queue_list import QueueList
from cm_desktop.ui.keys import Does
from cm_desktop.ui.kit.marks.row_words import RowWords, Source
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.rail.rail import Rail
from cm_desktop.ui.rail.view_counts import ViewCounts
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

if TYPE_CHECKING:
    from cm_desktop.ui.detail.detail_pane import DetailPane
    from cm_desktop.ui.first_run.first_run import Answers
    from cm_desktop.ui.frame.beside import Beside
    from cm_desktop.ui.frame.help_overlay import HelpOverlay
    from cm_desktop.ui.outgoing.undo_toast import UndoToast
    from cm_desktop.ui.rules.rules_view import RulesView
    from cm_desktop.ui.rules.workbench import Workbench
    from cm_desktop.ui.settings.settings_view import SettingsView
    from cm_desktop.ui.validation.validation_view import ValidationView

NARROW_UNDER = 1200


class Panes(QWidget):
    """Everything in the window. The list is made at once; what stands beside it, when it is first asked for.

    `furnished` says that it was just made.
    """

    furnished = Signal()

    def __init__(
        self,
        desk: Desk,
        bridge: Bridge,
        acting: Acting,
        correcting: Correcting,
        bench: Callable[[], "Workbench"],
        words: Words,
        theme: Theme,
        answers: "Answers | None",
    ) -> None:
        super().__init__()
        self._desk = desk
        self._bridge = bridge
        self._acting = acting
        self._correcting = correcting
        self._bench = bench
        self._words = words
        self._theme = theme
        self._query = Query()
        self._room: Room | None = None
        self._beside: Beside | None = None
        Unsaid(self, acting.refused, correcting.refused)
        self._rows = RowWords(words)
        self.bars = Bars(desk, words, theme, self)
        self.rail = Rail(desk, words, theme, self)
        self._view_counts = ViewCounts(desk, bridge, self.rail.views)
        self.list = QueueList(lambda: desk.inbox, bridge, self._rows, words, theme, desk.clock.now, self)
        self.rooms = Rooms(desk, bridge, bench, correcting.remove, self.rail, self.enter, words, theme, self)
        self.blank = Blank(words, theme, answers, self)
        self.stage = Stage(self.list, self.blank)
        self._lay_out()
        self._connect()
        # Read from the disk in a thread, so that the list obeys meanwhile.
        load = partial(import_module, "cm_desktop.ui.frame.beside")
        behind_first_paint(self, partial(bridge.run, load, self._complete))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.stage, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bars)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.ask)
        self.rail.views.opening.connect(self.open_view)
        self.rail.pausing.connect(self._acting.pause_reading)
        self.rail.suspending.connect(self._acting.suspend)
        self.list.model.settled.connect(self._show_place)
        self.list.opened.connect(self._open)
        self.list.picked.changed.connect(lambda: self.beside.bulk.follow())  # noqa: PLW0108 - made by then
        self.list.rest_picked.connect(lambda: self.beside.bulk.pick_rest())  # noqa: PLW0108 - the same
        self.bars.looked.connect(self._acting.looked)
        self.bars.listing.connect(partial(self.go, Queue.OUTGOING))
        self.blank.going.connect(partial(self.go, Queue.DONE))
        self.blank.reading.connect(self._desk.sync_soon)
        self.rooms.made.connect(self.stage.add)
        self.rooms.left.connect(lambda: self.ask(self._query))

    @property
    def beside(self) -> "Beside":
        """What stands beside the list and over it: made behind the first paint, or when somebody asks for it."""
        return self._beside or self._furnish()

    def _complete(self, _module: object) -> None:
        _ = self.beside

    def _furnish(self) -> "Beside":
        from cm_desktop.ui.frame.beside import Beside

        made = Beside(
            self, self._desk, self._bridge, self._acting, self._correcting, self._rows, self._words, self._theme
        )
        self._beside = made
        self.stage.place(made.detail, made.bulk)
        self.stage.add(made.waiting)
        made.telling.follow(self._bench())
        self.rooms.footed.connect(made.toast.stand_above)
        made.set_room(self.height(), narrow=self.width() < NARROW_UNDER)
        self.furnished.emit()
        return made

    @property
    def detail(self) -> "DetailPane":
        """With the comment that is selected, be it painted yet or not."""
        return self.beside.turning.settled()

    @property
    def toast(self) -> "UndoToast":
        """What was just done."""
        return self.beside.toast

    @property
    def help(self) -> "HelpOverlay":
        """All keys."""
        return self.beside.help

    @property
    def rules(self) -> "RulesView":
        """Made when it is first asked for, as the other rooms are."""
        return self.rooms.rules

    @property
    def validation(self) -> "ValidationView":
        """The same."""
        return self.rooms.validation

    @property
    def settings(self) -> "SettingsView":
        """The same."""
        return self.rooms.settings

    @property
    def query(self) -> Query:
        """The list on show."""
        return self._query

    @property
    def view(self) -> View:
        """The same with all that narrows it, to be kept under a name."""
        waiting = self._query.queue is Queue.OUTGOING
        return View(queue=Queue.OUTGOING, client=self._query.client) if waiting else self.list.asked.view

    @property
    def room(self) -> Room | None:
        """The room on show; None where comments are."""
        return self._room

    def enter(self, room: Room) -> None:
        """A room takes the place of list and detail."""
        if not self.rooms.is_open(room):
            return
        self.detail.box.save()
        self._room = room
        self._show_place()
        self.rooms.view(room).enter()
        self.stage.take_focus()

    def go(self, queue: Queue) -> None:
        """Show a list, over all clients."""
        self.ask(Query(queue=queue))

    def ask(self, query: Query) -> None:
        """Show this list, or the waiting view."""
        self._save()
        self._query, self._room = query, None
        if query.queue is not Queue.OUTGOING:
            self.list.ask(query, self._title(query))
        self._show_place()
        self.stage.take_focus()

    def open_view(self, view: View) -> None:
        """Show a list as it was kept."""
        self.ask(view.base)
        if view.queue is not Queue.OUTGOING:
            self.list.take(view, self._title(view.base))

    def refresh(self, changes: Changes = frozenset(Change)) -> None:
        """Read again what these changes touch."""
        self.bars.refresh()
        self._rows.offline = self._desk.network.offline_since is not None
        if Change.ACCOUNTS in changes:
            clients = {client.id: client for client in self._desk.inbox.clients()}
            accounts = self._desk.inbox.accounts()
            self._rows.sources = {a.id: Source(client=clients[a.client], account=a) for a in accounts}
        self.rail.refresh()
        self._view_counts.refresh()
        if changes - {Change.NETWORK, Change.FILES}:
            self.list.refresh(soon=changes == {Change.COMMENTS})
        if self._beside is not None:
            self._beside.refresh(changes)
        if changes & {Change.RULES, Change.DECISIONS}:
            self.rooms.refresh_rules()
        begun = self.rooms.refresh(self._room)
        self.enter(begun) if begun is not None else self._show_place()

    def act(self, does: Does) -> None:
        """What a key asks for."""
        self.beside.keyboard.act(does)

    def _open(self, ref: CommentRef | None) -> None:
        """What is selected before anything stands beside the list is shown there as soon as something does."""
        if self._beside is not None:
            self._beside.turn_to(ref)

    def leave(self) -> None:
        """What is typed is kept, in the rooms too."""
        self._save()
        self.rooms.leave()

    def _save(self) -> None:
        """What is typed is kept."""
        if self._beside is not None:
            self.detail.box.save()

    def turn_to(self, ref: CommentRef) -> None:
        """Show a comment, listed or not."""
        self.list.open(ref)
        if self.detail.ref != ref:
            self.detail.show_comment(ref)

    def _show_place(self) -> None:
        """A room, the waiting view, the whole place for the news that all is done, or list and detail."""
        self._mark_rail()
        if self._room is not None:
            self.stage.setCurrentWidget(self.rooms.view(self._room))
        elif self._query.queue is Queue.OUTGOING:
            self.stage.setCurrentWidget(self.beside.waiting)
        elif self._query == Query() and self.list.is_empty:
            self.stage.show_nothing(self._desk.inbox.freshness())
        else:
            self.stage.show_inbox()
        self.rail.setHidden(self.stage.shows_first_run() and not self.rooms.is_open(Room.VALIDATION))

    def _mark_rail(self) -> None:
        """Which list is on show, or which room."""
        sought = self._query.queue is not Queue.OUTGOING and self.list.asked.everywhere
        listed = Query(queue=Queue.ALL) if sought else self._query
        self.rail.views.mark(self.view)
        self.rail.show_query(None if self._room is not None else listed)
        self.rooms.mark(self._room)

    def _title(self, query: Query) -> str:
        names = {client.id: client.name for client in self._desk.inbox.clients()}
        return names[query.client] if query.client in names else terms.queue(self._words, query.queue)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size, before = event.size(), event.oldSize()
        narrow = size.width() < NARROW_UNDER
        anew = not before.isValid() or narrow != (before.width() < NARROW_UNDER)
        self.rail.set_narrow(narrow)
        self.rooms.set_narrow(narrow=narrow)
        self.stage.set_room(size.width(), narrow=narrow, anew=anew)
        if self._beside is not None:
            self._beside.set_room(size.height(), narrow=narrow)
