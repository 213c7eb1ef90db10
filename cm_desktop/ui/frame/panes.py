"""The three panes and what lies over them, in one language and one theme. May not outlive a change of either.

Leads from one pane to the other: what is chosen in the rail is listed, what is selected in the list is shown in detail.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.domain.views import View
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.acting import Acting, Deed
from cm_desktop.ui.asking.requests import Requests
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.correcting import Correcting
from cm_desktop.ui.detail.detail_pane import DetailPane
from cm_desktop.ui.detail.reasons import Reasons
from cm_desktop.ui.first_run.first_run import Answers, FirstRun
from cm_desktop.ui.frame.bars import Bars
from cm_desktop.ui.frame.bulk import Bulk
from cm_desktop.ui.frame.help_overlay import HelpOverlay
from cm_desktop.ui.frame.keyboard import Keyboard
from cm_desktop.ui.frame.nothing_to_do import NothingToDo
from cm_desktop.ui.frame.rooms import Room, Rooms
from cm_desktop.ui.frame.stage import Stage
from cm_desktop.ui.frame.telling import Telling
from cm_desktop.ui.frame.turning import Turning
from cm_desktop.ui.inbox.queue_list import QueueList
from cm_desktop.ui.keys import Does
from cm_desktop.ui.kit.row_words import RowWords, Source
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.outgoing.undo_toast import UndoToast
from cm_desktop.ui.outgoing.waiting_view import WaitingView
from cm_desktop.ui.rail.rail import Rail
from cm_desktop.ui.rules.workbench import Workbench
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

if TYPE_CHECKING:
    from cm_desktop.ui.rules.rules_view import RulesView
    from cm_desktop.ui.settings.settings_view import SettingsView
    from cm_desktop.ui.validation.validation_view import ValidationView

NARROW_UNDER = 1200


class Panes(QWidget):
    """Everything in the window."""

    def __init__(
        self,
        desk: Desk,
        bridge: Bridge,
        acting: Acting,
        correcting: Correcting,
        bench: Workbench,
        words: Words,
        theme: Theme,
        answers: Answers,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._acting = acting
        self._words = words
        self._query = Query()
        self._room: Room | None = None
        self._rows = RowWords(words)
        self.bars = Bars(desk, words, theme, self)
        self.rail = Rail(desk, words, theme, self)
        self.list = QueueList(lambda: desk.inbox, bridge, self._rows, words, theme, desk.clock.now, self)
        self._reasons = Reasons(desk.rules, bridge, self)
        self._requests = Requests(desk, bridge, acting, words, theme, self)
        detail = DetailPane(desk, acting, correcting, self._reasons, self._requests.doors, words, theme, self)
        self.turning = Turning(detail)
        self.bulk = Bulk(desk, bridge, acting, self.list, self._rows, words, theme, self)
        self.waiting = WaitingView(desk, acting, words, theme, self)
        self.nothing = NothingToDo(words, theme, self)
        self.first_run = FirstRun(words, theme, answers)
        self.rooms = Rooms(desk, bridge, bench, correcting.remove, self.rail, self.enter, words, theme, self)
        begun = (self.nothing, self.first_run)
        self.stage = Stage(self.list, self.detail, self.bulk, *begun, self.waiting)
        self._lay_out()
        feet = (self.detail.foot, self.bulk.pane.foot)
        self.toast = UndoToast(words, theme, desk.clock, feet, self.stage)
        self.telling = Telling(acting, correcting, self.toast, lambda: self._rows.offline, words)
        self.help = HelpOverlay(words, theme, self)
        self._keyboard = Keyboard(self, desk)
        self._connect()
        bench.served.connect(self.telling.tell_served)
        bench.refused.connect(self.telling.tell_refused)

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
        self.rail.panel.pausing.connect(self._acting.pause_reading)
        self.rail.panel.suspending.connect(self._acting.suspend)
        self.list.model.settled.connect(self._show_place)
        self.list.opened.connect(self.turning.to)
        self.list.writing = self.detail.box.field.hasFocus
        self.detail.handling.acted.connect(self.list.advance)
        self.detail.handling.kept.connect(self.list.focus_rows)
        self.detail.handling.asking.connect(partial(self._requests.ask, self.detail.handling))
        self.detail.asked.connect(self._answer)
        self.toast.confirm.connect(self._confirm)
        self.toast.undo.connect(self._keyboard.undo)
        self.bars.look.looked.connect(self._acting.looked)
        self.bars.offline.asked.connect(partial(self.go, Queue.OUTGOING))
        self.waiting.opened.connect(self._write_again)
        self.nothing.going.connect(partial(self.go, Queue.DONE))
        self.nothing.reading.connect(self._desk.sync_soon)
        self.rooms.made.connect(self.stage.add)
        self.rooms.left.connect(lambda: self.ask(self._query))
        self.rooms.footed.connect(self.toast.stand_above)
        self._acting.done.connect(self.detail.refresh)  # at once: the next key is meant for what it offers
        self._acting.undone.connect(self._show_undone)

    @property
    def detail(self) -> DetailPane:
        """With the comment that is selected, be it painted yet or not."""
        return self.turning.settled()

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

    @property
    def place_without_reply(self) -> CommentRef | None:
        """The comment on screen, where no reply can be written to it, and somebody might try: nothing of it is ours to do."""
        shown = self.detail.detail if self.stage.shows_detail() else None
        if shown is None or self.detail.takes_reply:
            return None
        ours = shown.row.comment.author.is_page or any(entry.by_hand for entry in shown.row.pending)
        return None if ours else self.detail.ref

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
        self.detail.box.save()
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
        if changes - {Change.NETWORK, Change.FILES}:
            self.list.refresh()
        if Change.RULES in changes:
            self._reasons.renew()
        self.detail.refresh()
        self.waiting.refresh()
        if changes & {Change.RULES, Change.DECISIONS}:
            self.rooms.refresh_rules()
        begun = self.rooms.refresh(self._room)
        self.enter(begun) if begun is not None else self._show_place()

    def act(self, does: Does) -> None:
        """What a key asks for."""
        self._keyboard.act(does)

    def _answer(self, ref: CommentRef) -> None:
        """Go to another comment of the thread, ready to write."""
        self.turn_to(ref)
        self.detail.handling.write()

    def _confirm(self) -> None:
        """What the toast speaks of is done on the page."""
        if self.telling.told is not None:
            self.turn_to(self.telling.told.ref)
            self.detail.handling.choose(Move.CONFIRM)

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
            self.stage.setCurrentWidget(self.waiting)
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

    def _show_undone(self, deed: Deed) -> None:
        self.list.open(deed.ref)
        self.detail.refresh()

    def _write_again(self, ref: CommentRef) -> None:
        self.go(Queue.DRAFTS)
        self.list.open(ref)
        self.detail.handling.write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size, before = event.size(), event.oldSize()
        narrow = size.width() < NARROW_UNDER
        self.rail.set_narrow(narrow)
        anew = not before.isValid() or narrow != (before.width() < NARROW_UNDER)
        self.rooms.set_narrow(narrow=narrow)
        self.stage.set_room(size.width(), size.height(), narrow=narrow, anew=anew)
