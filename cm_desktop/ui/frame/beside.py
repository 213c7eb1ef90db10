"""What stands beside the list and over it: the comment, several of them, what waits, what was just done, the help.

May not choose what is listed. Nobody waits for any of it before the first paint.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QApplication

from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.acting import Acting, Deed
from cm_desktop.ui.asking.requests import Requests
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.correcting import Correcting
from cm_desktop.ui.detail.detail_pane import NARROW, WIDE, DetailPane
from cm_desktop.ui.detail.reasons import Reasons
from cm_desktop.ui.frame.bulk import Bulk
from cm_desktop.ui.frame.help_overlay import HelpOverlay
from cm_desktop.ui.frame.keyboard import Keyboard
from cm_desktop.ui.frame.telling import Telling
from cm_desktop.ui.frame.turning import Turning
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.outgoing.undo_toast import UndoToast
from cm_desktop.ui.outgoing.waiting_view import WaitingView
from cm_desktop.wording.words import Words

if TYPE_CHECKING:
    from cm_desktop.ui.frame.panes import Panes

_LOW_UNDER = 720


class Beside(QObject):
    """Begins on the comment that is selected in the list. `turning` has the `detail` with it, be it painted yet or not."""

    def __init__(
        self,
        panes: "Panes",
        desk: Desk,
        bridge: Bridge,
        acting: Acting,
        correcting: Correcting,
        rows: RowWords,
        words: Words,
        theme: Theme,
    ) -> None:
        super().__init__(panes)
        self._panes = panes
        self._acting = acting
        self._reasons = Reasons(desk.rules, bridge, self)
        self._requests = Requests(desk, bridge, acting, words, theme, panes)
        self.detail = DetailPane(desk, acting, correcting, self._reasons, self._requests.doors, words, theme, panes)
        self.turning = Turning(self.detail)
        self.bulk = Bulk(desk, bridge, acting, panes.list, rows, words, theme, panes)
        self.waiting = WaitingView(desk, acting, words, theme, panes)
        feet = (self.detail.foot, self.bulk.pane.foot)
        self.toast = UndoToast(words, theme, desk.clock, feet, panes.stage)
        self.telling = Telling(acting, correcting, self.toast, lambda: rows.offline, desk.inbox.held_back, words)
        self.help = HelpOverlay(words, theme, panes)
        self.keyboard = Keyboard(panes, desk)
        self._connect()
        self.waiting.refresh()
        if (current := panes.list.current) is not None:
            self.turning.to(current.comment.ref)

    @property
    def place_without_reply(self) -> CommentRef | None:
        """The comment on screen, where no reply can be written to it, and somebody might try: nothing of it is ours to do."""
        detail = self.turning.settled()
        shown = detail.detail if self._panes.stage.shows_detail() else None
        if shown is None or detail.takes_reply:
            return None
        ours = shown.row.comment.author.is_page or any(entry.by_hand for entry in shown.row.pending)
        return None if ours else detail.ref

    def turn_to(self, ref: CommentRef | None) -> None:
        """Turn to what is selected. A button that has the keyboard is about the comment before: the rows take it."""
        here = QApplication.focusWidget()
        if ref != self.detail.ref and isinstance(here, QAbstractButton) and self.detail.isAncestorOf(here):
            self._panes.list.focus_rows()
        self.turning.to(ref)

    def refresh(self, changes: Changes) -> None:
        """Read again what these changes touch."""
        if Change.RULES in changes:
            self._reasons.renew()
        self.turning.refresh(changes)
        self.waiting.refresh()
        self.telling.refresh()

    def set_room(self, height: int, *, narrow: bool) -> None:
        """The height of the window, and whether there is less room at the sides."""
        margin = NARROW if narrow else WIDE
        self.bulk.pane.set_margin(margin)
        self.detail.set_room(margin, lines=1 if height < _LOW_UNDER else 2)

    def _connect(self) -> None:
        detail, acting = self.detail, self._acting
        self._panes.list.writing = detail.box.field.hasFocus
        detail.handling.acted.connect(self._panes.list.advance)
        detail.handling.kept.connect(self._panes.list.focus_rows)
        detail.handling.asking.connect(partial(self._requests.ask, detail.handling))
        detail.asked.connect(self._answer)
        self._requests.saved.connect(self.telling.tell_saved)
        self.toast.confirm.connect(self._confirm)
        self.toast.undo.connect(self.keyboard.undo)
        self.waiting.opened.connect(self._write_again)
        acting.done.connect(detail.refresh)  # at once: the next key is meant for what it offers
        acting.undone.connect(self._show_undone)

    def _answer(self, ref: CommentRef) -> None:
        """Go to another comment of the thread, ready to write."""
        self._panes.turn_to(ref)
        self.detail.handling.write()

    def _confirm(self) -> None:
        """What the toast speaks of is done on the page."""
        if self.telling.told is not None:
            self._panes.turn_to(self.telling.told.ref)
            self.detail.handling.choose(Move.CONFIRM)

    def _show_undone(self, deed: Deed) -> None:
        self._panes.list.open(deed.ref)
        self.turning.settled().refresh()

    def _write_again(self, ref: CommentRef) -> None:
        self._panes.go(Queue.DRAFTS)
        self._panes.list.open(ref)
        self.turning.settled().handling.write()
