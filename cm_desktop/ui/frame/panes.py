"""The three panes and what lies over them, in one language and one theme. May not outlive a change of either.

Leads from one pane to the other: what is chosen in the rail is listed, what is selected in the list is shown in detail.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import CmDesktopError
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui import keys, moves
from cm_desktop.ui.acting import Acting, Deed
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.detail.detail_pane import NARROW, WIDE, DetailPane
from cm_desktop.ui.frame.help_overlay import HelpOverlay
from cm_desktop.ui.inbox.queue_list import QueueList
from cm_desktop.ui.keys import Command
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.button import Button, Kind
from cm_desktop.ui.kit.empty_state import EmptyState
from cm_desktop.ui.kit.row_words import RowWords, Source
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.outgoing.offline_bar import OfflineBar
from cm_desktop.ui.outgoing.public_look_bar import PublicLookBar
from cm_desktop.ui.outgoing.undo_toast import UndoToast
from cm_desktop.ui.outgoing.waiting_view import WaitingView
from cm_desktop.ui.rail.rail import Rail
from cm_desktop.wording import terms
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words

NARROW_UNDER = 1200
_LOW_UNDER = 720
_LIST_WIDTH, _DETAIL_WIDTH = 428, 768
_LEAST_LIST = 360


class Panes(QWidget):
    """Everything in the window. `adding` asks for a new page."""

    adding = Signal()

    def __init__(self, desk: Desk, bridge: Bridge, acting: Acting, words: Words, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._acting = acting
        self._words = words
        self._theme = theme
        self._query = Query()
        self._told: Deed | None = None  # what the toast speaks of
        self._rows = RowWords(words)
        self.offline = OfflineBar(desk, words, theme, self)
        self.look = PublicLookBar(desk, words, theme, self)
        self.rail = Rail(desk, words, theme, self)
        self.list = QueueList(lambda: desk.inbox, bridge, self._rows, words, theme, desk.clock.now, self)
        self.detail = DetailPane(desk, acting, words, theme, self)
        self.waiting = WaitingView(desk, acting, words, theme, self)
        self.nothing = EmptyState(theme, self, title=fonts.ROOM_TITLE)
        self._lay_out()
        self.toast = UndoToast(words, theme, desk.clock, self.detail.foot, self._stack)
        self.help = HelpOverlay(words, theme, self)
        self._connect()

    def _lay_out(self) -> None:
        self._inbox = QSplitter(Qt.Orientation.Horizontal)
        self._inbox.setHandleWidth(1)
        self._inbox.setChildrenCollapsible(False)
        self._inbox.addWidget(self.list)
        self._inbox.addWidget(self.detail)
        self.list.setMinimumWidth(_LEAST_LIST)
        self._inbox.setStretchFactor(1, 1)
        self._inbox.setSizes([_LIST_WIDTH, _DETAIL_WIDTH])
        self._stack = QStackedWidget()
        self._stack.addWidget(self._inbox)
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self.nothing)
        for place in (self.waiting, self.nothing):
            place.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._stack, 1)
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
        self.toast.undo.connect(self._acting.undo)
        self.look.looked.connect(self._acting.looked)
        self.offline.asked.connect(lambda: self.go(Queue.OUTGOING))
        self.waiting.opened.connect(self._write_again)
        self._acting.done.connect(self._tell_done)
        self._acting.undone.connect(self._tell_undone)
        self._acting.refused.connect(self.tell_refused)

    @property
    def query(self) -> Query:
        """The list on show."""
        return self._query

    def go(self, queue: Queue) -> None:
        """Show a list, over all clients."""
        self.ask(Query(queue=queue))

    def ask(self, query: Query) -> None:
        """Show this list, or the waiting view."""
        self.detail.box.save()
        self._query = query
        if query.queue is not Queue.OUTGOING:
            self.list.ask(query, self._title(query))
        self._show_place()
        self._focus()

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
        self._show_place()

    def act(self, does: Command | Move) -> None:
        """What a key asks for. Nothing acts on a comment that is not on screen."""
        everywhere: dict[Command | Move, Callable[[], None]] = {
            Command.HELP: self.help.open,
            Command.SYNC: self._desk.sync_soon,
            Command.UNDO: self._undo,
            Command.SEARCH: self._search,
        }
        if does in everywhere:
            everywhere[does]()
        elif self._stack.currentWidget() is self._inbox:
            self._act_on_list(does)
        elif self._stack.currentWidget() is self.waiting:
            self.waiting.act(does)

    def _search(self) -> None:
        """From any place of the window, through everything."""
        if self._stack.currentWidget() is not self._inbox:
            self.go(Queue.ALL)
        self.list.focus_search()

    def _undo(self) -> None:
        """What was just done; else what still waits for the comment on screen."""
        if not self._acting.undo() and self._stack.currentWidget() is self._inbox:
            self.detail.choose(Move.TAKE_BACK)

    def _act_on_list(self, does: Command | Move) -> None:
        if isinstance(does, Move):
            self.detail.choose(does)
            return
        acts: dict[Command, Callable[[], None]] = {
            Command.NEXT: lambda: self.list.step(1),
            Command.PREVIOUS: lambda: self.list.step(-1),
            Command.BACK: self._back,
            Command.WRITE: self.detail.write,
            Command.SEND: self.detail.send,
        }
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
        if self._told is not None:
            self._turn_to(self._told.ref)
            self.detail.choose(Move.CONFIRM)

    def _turn_to(self, ref: CommentRef) -> None:
        """Show a comment, listed or not."""
        self.list.open(ref)
        if self.detail.ref != ref:
            self.detail.show_comment(ref)

    def _show_place(self) -> None:
        """The waiting view, the whole room for the news that all is done, or list and detail; the rail marks which list."""
        sought = self._query.queue is not Queue.OUTGOING and self.list.everywhere
        self.rail.show_query(Query(queue=Queue.ALL) if sought else self._query)
        if self._query.queue is Queue.OUTGOING:
            self._stack.setCurrentWidget(self.waiting)
        elif self._query == Query() and self.list.is_empty:
            if self._stack.currentWidget() is not self.nothing:
                self._tell_nothing()
                self._stack.setCurrentWidget(self.nothing)
                self.nothing.setFocus()
        else:
            self._stack.setCurrentWidget(self._inbox)

    def _focus(self) -> None:
        """Into what is on show: the keys act from there."""
        shown = self._stack.currentWidget()
        if shown is self._inbox:
            self.list.focus_rows()
        elif shown is not None:
            shown.setFocus()

    def _tell_nothing(self) -> None:
        words = self._words
        if not self._rows.sources:
            how = words.say(
                "A Page, an account, a blog, a feed or a file; or try the practice page: “cm-desktop demo”."
            )
            key = "+".join(keys.caps(keys.JOINING[0], words))
            add = Button(words.say("Add a page"), self._theme, kind=Kind.PRIMARY, icon="plus", key=key)
            add.clicked.connect(self.adding)
            self.nothing.show_words("inbox", words.say("No page is connected yet"), how, [add])
            return
        done = Button(words.say("See what is done"), self._theme, icon="check", key=keys.QUEUES[Queue.DONE][0])
        done.clicked.connect(partial(self.go, Queue.DONE))
        sync = Button(words.say("Read the pages now"), self._theme, kind=Kind.GHOST, icon="refresh-cw", key="F5")
        sync.clicked.connect(self._desk.sync_soon)
        text = words.say("New comments will appear here by themselves.")
        self.nothing.show_words("check", words.say("All is done"), text, [done, sync], good=True)

    def _title(self, query: Query) -> str:
        client = next((c for c in self._desk.inbox.clients() if c.id == query.client), None)
        return client.name if client else terms.queue(self._words, query.queue)

    def _tell_done(self, deed: Deed) -> None:
        self._told = deed
        self.detail.refresh()  # at once: the next key is meant for what is now offered
        self.toast.announce(
            "copy" if deed.by_hand and deed.move is Move.REPLY else moves.ICONS[deed.move],
            lambda seconds: moves.said(self._words, deed, seconds, offline=self._rows.offline),
            deed.until,
            undoable=deed.move not in (Move.TAKE_BACK, Move.CONFIRM),
            confirm=self._confirms(deed),
        )

    def _confirms(self, deed: Deed) -> str:
        """What the toast's second button says: nothing, unless the moderator goes to the page for it."""
        if not deed.by_hand:
            return ""
        doing = ActionKind.REPLY if deed.move is Move.REPLY else ActionKind.HIDE
        return moves.name(self._words, Move.CONFIRM, moves.Situation(doing=doing))

    def _tell_undone(self, deed: Deed) -> None:
        self.toast.tell("undo-2", self._words.say("Undone, nothing has left"))
        self.list.open(deed.ref)
        self.detail.refresh()

    def tell_refused(self, error: CmDesktopError) -> None:
        """Say why something was not done."""
        self.toast.tell("triangle-alert", explain(self._words, error))

    def _write_again(self, ref: CommentRef) -> None:
        self.go(Queue.DRAFTS)
        self.list.open(ref)
        self.detail.write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW_UNDER
        self.rail.set_narrow(narrow)
        if narrow != (event.oldSize().width() < NARROW_UNDER) or not event.oldSize().isValid():
            list_width = _LEAST_LIST if narrow else _LIST_WIDTH
            self._inbox.setSizes([list_width, event.size().width() - list_width])
        self.detail.set_room(NARROW if narrow else WIDE, lines=1 if event.size().height() < _LOW_UNDER else 2)
