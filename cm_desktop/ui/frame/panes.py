"""The three panes and what lies over them, in one language and one theme. May not outlive a change of either.

Leads from one pane to the other: what is chosen in the rail is listed, what is selected in the list is shown in detail.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.acting import Acting, Deed
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.correcting import Correcting
from cm_desktop.ui.detail.detail_pane import DetailPane
from cm_desktop.ui.frame.help_overlay import HelpOverlay
from cm_desktop.ui.frame.nothing_to_do import NothingToDo
from cm_desktop.ui.frame.stage import Stage
from cm_desktop.ui.frame.telling import Telling
from cm_desktop.ui.inbox.queue_list import QueueList
from cm_desktop.ui.keys import Command
from cm_desktop.ui.kit.row_words import RowWords, Source
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.outgoing.offline_bar import OfflineBar
from cm_desktop.ui.outgoing.public_look_bar import PublicLookBar
from cm_desktop.ui.outgoing.undo_toast import UndoToast
from cm_desktop.ui.outgoing.waiting_view import WaitingView
from cm_desktop.ui.rail.rail import Rail
from cm_desktop.ui.rules.rules_view import RulesView
from cm_desktop.ui.rules.workbench import Workbench
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

NARROW_UNDER = 1200


class Panes(QWidget):
    """Everything in the window. `adding` asks for a new page."""

    adding = Signal()

    def __init__(
        self,
        desk: Desk,
        bridge: Bridge,
        acting: Acting,
        correcting: Correcting,
        bench: Workbench,
        words: Words,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._acting = acting
        self._words = words
        self._query = Query()
        self._at_rules = False
        self._rows = RowWords(words)
        self.offline = OfflineBar(desk, words, theme, self)
        self.look = PublicLookBar(desk, words, theme, self)
        self.rail = Rail(desk, words, theme, self)
        self.list = QueueList(lambda: desk.inbox, bridge, self._rows, words, theme, desk.clock.now, self)
        self.detail = DetailPane(desk, acting, correcting, words, theme, self)
        self.waiting = WaitingView(desk, acting, words, theme, self)
        self.nothing = NothingToDo(words, theme, self)
        self.rules = RulesView(bench, desk.rules.title, desk.inbox.clients, desk.clock.now, words, theme, self)
        self._stage = Stage(self.list, self.detail, self.waiting, self.rules, self.nothing)
        self._rules_item = self.rail.add_foot(words.say("Rules"), "sliders-horizontal", self.show_rules)
        self._lay_out()
        self.toast = UndoToast(words, theme, desk.clock, (self.detail.foot, self.rules.pack.foot), self._stage)
        self.telling = Telling(acting, correcting, self.toast, lambda: self._rows.offline, words)
        self.help = HelpOverlay(words, theme, self)
        self._connect()
        bench.served.connect(self.telling.tell_served)
        bench.refused.connect(self.telling.tell_refused)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._stage, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.offline)
        column.addWidget(self.look)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.ask)
        self.rail.panel.pausing.connect(self._acting.pause_reading)
        self.rail.panel.suspending.connect(self._acting.suspend)
        self.list.model.settled.connect(self._show_place)
        self.list.opened.connect(self.detail.show_comment)
        self.list.writing = self.detail.box.field.hasFocus
        self.detail.acted.connect(self.list.advance)
        self.detail.kept.connect(self.list.focus_rows)
        self.detail.asked.connect(self._answer)
        self.toast.confirm.connect(self._confirm)
        self.toast.undo.connect(self._undo)
        self.look.looked.connect(self._acting.looked)
        self.offline.asked.connect(partial(self.go, Queue.OUTGOING))
        self.waiting.opened.connect(self._write_again)
        self.nothing.adding.connect(self.adding)
        self.nothing.going.connect(partial(self.go, Queue.DONE))
        self.nothing.reading.connect(self._desk.sync_soon)
        self._acting.done.connect(self._show_done)
        self._acting.undone.connect(self._show_undone)

    @property
    def query(self) -> Query:
        """The list on show."""
        return self._query

    @property
    def at_rules(self) -> bool:
        """Whether the rules are on show."""
        return self._at_rules

    def show_rules(self) -> None:
        """The rules take the room of list and detail."""
        self.detail.box.save()
        self._at_rules = True
        self._show_place()
        self.rules.enter()
        self._stage.take_focus()

    def go(self, queue: Queue) -> None:
        """Show a list, over all clients."""
        self.ask(Query(queue=queue))

    def ask(self, query: Query) -> None:
        """Show this list, or the waiting view."""
        self.detail.box.save()
        self._query, self._at_rules = query, False
        if query.queue is not Queue.OUTGOING:
            self.list.ask(query, self._title(query))
        self._show_place()
        self._stage.take_focus()

    def refresh(self, changes: Changes = frozenset(Change)) -> None:
        """Read again what these changes touch."""
        self._rows.offline = self._desk.network.offline_since is not None
        if Change.ACCOUNTS in changes:
            clients = {client.id: client for client in self._desk.inbox.clients()}
            accounts = self._desk.inbox.accounts()
            was_empty, now_empty = not self._rows.sources, not accounts
            self._rows.sources = {a.id: Source(client=clients[a.client], account=a) for a in accounts}
            if was_empty != now_empty:
                self._tell_nothing()  # what there is nothing of has changed
        self.offline.refresh()
        self.look.refresh()
        self.rail.refresh()
        if changes - {Change.NETWORK}:
            self.list.refresh()
        self.detail.refresh()
        self.waiting.refresh()
        if changes & {Change.RULES, Change.DECISIONS}:
            self.rules.refresh()
        self._show_place()

    def act(self, does: Command | Move) -> None:
        """What a key asks for. Nothing acts on a comment that is not on screen."""
        everywhere: dict[Command | Move, Callable[[], None]] = {
            Command.HELP: self.help.open,
            Command.SYNC: self._desk.sync_soon,
            Command.UNDO: self._undo,
            Command.SEARCH: self._search,
            Command.RULES: self.show_rules,
        }
        if does in everywhere:
            everywhere[does]()
        elif self._stage.shows_inbox():
            self._act_on_list(does)
        elif self._stage.currentWidget() is self.waiting:
            self.waiting.act(does)
        elif self._at_rules:
            self.rules.act(does)

    def _search(self) -> None:
        """From any place of the window, through everything."""
        if not self._stage.shows_inbox():
            self.go(Queue.ALL)
        self.list.focus_search()

    def _undo(self) -> None:
        """What was just done; else what still waits for the comment on screen."""
        if not self.telling.undo() and self._stage.shows_inbox():
            self.detail.choose(Move.TAKE_BACK)

    def _act_on_list(self, does: Command | Move) -> None:
        if isinstance(does, Move):
            self.detail.choose(does)
            return
        acts: dict[Command | Move, Callable[[], None]] = {
            Command.NEXT: lambda: self.list.step(1),
            Command.PREVIOUS: lambda: self.list.step(-1),
            Command.BACK: self._back,
            Command.WRITE: self.detail.write,
            Command.SEND: self.detail.send,
            Command.MISSED: self.detail.ask_missed,
        }
        if does in acts:
            acts[does]()

    def _back(self) -> None:
        self.detail.leave_edit()
        self.list.back()

    def _answer(self, ref: CommentRef) -> None:
        """Go to another comment of the thread, ready to write."""
        self._turn_to(ref)
        self.detail.write()

    def _confirm(self) -> None:
        """What the toast speaks of is done on the page."""
        if self.telling.told is not None:
            self._turn_to(self.telling.told.ref)
            self.detail.choose(Move.CONFIRM)

    def _turn_to(self, ref: CommentRef) -> None:
        """Show a comment, listed or not."""
        self.list.open(ref)
        if self.detail.ref != ref:
            self.detail.show_comment(ref)

    def _show_place(self) -> None:
        """The rules, the waiting view, the whole room for the news that all is done, or list and detail."""
        self._mark_rail()
        if self._at_rules:
            self._stage.setCurrentWidget(self.rules)
        elif self._query.queue is Queue.OUTGOING:
            self._stage.setCurrentWidget(self.waiting)
        elif self._query == Query() and self.list.is_empty:
            if self._stage.currentWidget() is not self.nothing:
                self._tell_nothing()
                self._stage.setCurrentWidget(self.nothing)
                self.nothing.setFocus()
        else:
            self._stage.show_inbox()

    def _mark_rail(self) -> None:
        """Which list is on show, or that the rules are."""
        sought = self._query.queue is not Queue.OUTGOING and self.list.everywhere
        listed = Query(queue=Queue.ALL) if sought else self._query
        self.rail.show_query(None if self._at_rules else listed)
        self._rules_item.setChecked(self._at_rules)

    def _tell_nothing(self) -> None:
        if self._rows.sources:
            self.nothing.tell_all_done()
        else:
            self.nothing.tell_no_page()

    def _title(self, query: Query) -> str:
        client = next((c for c in self._desk.inbox.clients() if c.id == query.client), None)
        return client.name if client else terms.queue(self._words, query.queue)

    def _show_done(self, _deed: Deed) -> None:
        self.detail.refresh()  # at once: the next key is meant for what is now offered

    def _show_undone(self, deed: Deed) -> None:
        self.list.open(deed.ref)
        self.detail.refresh()

    def _write_again(self, ref: CommentRef) -> None:
        self.go(Queue.DRAFTS)
        self.list.open(ref)
        self.detail.write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size, before = event.size(), event.oldSize()
        narrow = size.width() < NARROW_UNDER
        self.rail.set_narrow(narrow)
        anew = not before.isValid() or narrow != (before.width() < NARROW_UNDER)
        self.rules.set_narrow(narrow=narrow)
        self._stage.set_room(size.width(), size.height(), narrow=narrow, anew=anew)
