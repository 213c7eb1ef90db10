"""From a key or a button to what is done about the case: which move, with which text, after which question. May not draw."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.proposals import Move, is_legitimate
from cm_desktop.domain.queue import Row
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui import moves
from cm_desktop.ui.acting import TYPED, Acting
from cm_desktop.ui.detail.case import WRITES, Case
from cm_desktop.ui.detail.detail_foot import DetailFoot
from cm_desktop.ui.detail.on_the_page import take_there
from cm_desktop.wording.words import Words

_ASK = frozenset({Move.ESCALATE, Move.HIDE_AND_ESCALATE})
_SENT = (*WRITES, Move.REPLY_AND_HIDE, Move.EDIT)
_STAYS = frozenset({Move.LIKE, Move.EDIT, Move.TAKE_BACK, Move.UNREAD})  # they do not settle the comment


class Handling(QObject):
    """Emits `acted` once a move that settles the comment was accepted: it is time for the next one; `kept`, with the
    move, once one was that does not. `asking` wants the form of a request; it carries the move. `changed` wants the case
    shown again.
    """

    acted = Signal()
    kept = Signal(object)  # Move
    asking = Signal(object)  # Move

    def __init__(
        self, case: Case, acting: Acting, foot: DetailFoot, changed: Callable[[], None], words: Words, pane: QWidget
    ) -> None:
        super().__init__(pane)
        self._case = case
        self._acting = acting
        self._foot = foot
        self._changed = changed
        self._words = words
        self._pane = pane
        foot.snooze.chosen.connect(self._snooze)

    @property
    def detail(self) -> Detail | None:
        """What it is about."""
        return self._case.detail

    @property
    def typed(self) -> str:
        """What stands in the reply box."""
        return self._foot.box.text.strip()

    def write(self) -> None:
        """Go to the reply box, where this comment can be answered."""
        if self._case.takes_reply:
            self._foot.choice.hide()
            self._foot.box.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def pick_saved(self) -> None:
        """Choose a saved reply, where this comment can be answered."""
        if self._case.takes_reply:
            self._foot.choice.hide()
            self._foot.box.picking.begin()

    def send(self) -> None:
        """Publish what is typed."""
        case = self._case
        move = next((move for move in (*WRITES, Move.EDIT) if move in case.proposal.bar[:1]), None)
        if move and self._foot.box.text.strip() and (move is not Move.EDIT or case.edited):
            self.choose(move)

    def choose(self, move: Move) -> None:
        """Carry out a move on this comment, if it is among those that are offered."""
        case, foot = self._case, self._foot
        if move is Move.EDIT and case.edited is None:
            if (ours := case.last_of_ours()) is not None:
                self._edit(ours)
            return
        move = self._by_the_same_key(move)
        row = case.row
        if row is None or case.detail is None or move not in case.proposal.moves:
            return
        if move in WRITES and not foot.box.text.strip():
            self.write()
        elif move in _SENT and not foot.box.sendable:
            foot.box.field.setFocus()
        elif move in (*_SENT, *_ASK) and foot.box.points_out():
            return  # nothing leaves, nor is asked for, with a blank in it
        elif move is Move.HIDE and is_legitimate(row) and not foot.choice.isVisible():
            foot.choice.ask(still_seen=case.detail.caps.hidden_still_seen)
        elif move is Move.SNOOZE:
            foot.choice.hide()
            foot.snooze.ask(case.now)
        elif move in _ASK:
            foot.choice.hide()
            foot.box.save()
            self.asking.emit(move)
        else:
            self._do(move, row)

    def choose_on(self, move: Move, row: Row) -> None:
        """A choice on one of our own replies in the thread."""
        if move is Move.EDIT:
            self._edit(row)
        elif self._case.detail is not None:
            self._acting.perform(move, row, by_hand=moves.is_by_hand(move, self._case.detail.caps))

    def asked(self) -> None:
        """A request about this comment is put down: what was typed went with it."""
        self._foot.box.clear()
        self.acted.emit()

    def suspend_post(self, on: bool) -> None:  # as the signal carries it
        """Let nothing leave that is about comments under the same post, or lift that."""
        if self._case.ref is not None:
            self._acting.suspend_post(self._case.ref, on)

    def leave_edit(self) -> None:
        """Give the box back to the comment; what was changed in a reply of ours is kept as its draft."""
        self._foot.ask_nothing()
        if self._case.edited is not None:
            self._foot.box.save()
            self._case.edited = None
            self._changed()

    def _by_the_same_key(self, move: Move) -> Move:
        other = {Move.HIDE: Move.UNHIDE, Move.PUBLISH: Move.CONFIRM}.get(move, move)
        return move if move in self._case.proposal.moves else other

    def _do(self, move: Move, row: Row) -> None:
        box, detail = self._foot.box, self._case.detail
        assert detail is not None
        assert box.ref == row.comment.ref, "a text must never leave for another comment"
        self._foot.choice.hide()
        self._foot.snooze.hide()
        typed = box.text.strip() if move in TYPED else ""
        by_hand = moves.is_by_hand(move, detail.caps)
        if not self._acting.perform(move, row, typed, by_hand=by_hand):
            return
        if move in TYPED:
            box.clear()
        if by_hand and typed:
            take_there(typed, detail, self._words, self._pane, offline=self._case.offline)
        if self._case.edited is not None:
            self._case.edited = None
            self._changed()
        if move in _STAYS or by_hand:
            self.kept.emit(move)
        else:
            self.acted.emit()

    def _snooze(self, until: datetime) -> None:
        row = self._case.row
        if row is not None and self._acting.perform(Move.SNOOZE, row, until=until):
            self.acted.emit()

    def _edit(self, row: Row) -> None:
        self._foot.box.save()
        self._case.edited = row
        self._changed()
        self.write()
