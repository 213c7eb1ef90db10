"""From a move to the desk, and back: what was done, how to take it back, why it was refused. May not draw anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cm_desktop.domain.actions import EditReply, Escalate, WriteReply
from cm_desktop.domain.comments import AccountId, CommentRef
from cm_desktop.domain.errors import ActRefused, CmDesktopError
from cm_desktop.domain.outbox import Addressee, EntryId
from cm_desktop.domain.proposals import Move, acts_of

if TYPE_CHECKING:
    from cm_desktop.domain.queue import Row
    from cm_desktop.domain.saved_replies import SavedReply
    from cm_desktop.engine.acting.receipt import Receipt
    from cm_desktop.engine.desk import Desk
    from cm_desktop.ui.bridge import Bridge
    from cm_desktop.ui.spelling import Spelling

TYPED = frozenset(
    {Move.REPLY, Move.PUBLISH_AND_REPLY, Move.REPLY_AND_HIDE, Move.ESCALATE, Move.HIDE_AND_ESCALATE, Move.EDIT}
)

_UNTOLD = frozenset({Move.DISMISS, Move.SNOOZE, Move.WAKE, Move.UNREAD})  # no platform hears of them
_FINAL = frozenset({Move.TAKE_BACK, Move.CONFIRM})  # nothing takes them back


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A move that the desk has accepted. It can be undone until `until`, by the clock that nobody sets. `text` stood in the
    reply box and went with it.

    `by_hand`: nothing leaves, the moderator carries it out on the page. `others`: it was done to these comments too.
    """

    move: Move
    ref: CommentRef
    receipt: Receipt
    until: timedelta
    text: str = ""
    by_hand: bool = False
    others: tuple[CommentRef, ...] = ()

    @property
    def number(self) -> int:
        """To how many comments it was done."""
        return 1 + len(self.others)


class Acting(QObject):
    """Carries out moves on the desk. Emits each deed once it is safely kept, what was taken back, and every refusal."""

    done = Signal(object)  # Deed
    undone = Signal(object)  # Deed
    refused = Signal(object)  # CmDesktopError

    def __init__(self, desk: Desk, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bridge = bridge
        self._deeds: list[Deed] = []

    @cached_property
    def spelling(self) -> Spelling:
        """How what is written is spelt."""
        from cm_desktop.ui.spelling import Spelling

        return Spelling(self._desk.spelling, self._bridge, self)

    @property
    def until(self) -> timedelta | None:
        """Until when the last deed can be undone, by the clock that nobody sets."""
        return self._deeds[-1].until if self._deeds else None

    @property
    def undoable(self) -> bool:
        """Whether anything that was done can be undone at the moment."""
        now = self._desk.clock.steady()
        return any(deed.until > now for deed in self._deeds)

    def perform(
        self,
        move: Move,
        row: Row,
        text: str = "",
        *,
        by_hand: bool = False,
        request: Escalate | None = None,
        until: datetime | None = None,
    ) -> bool:
        """Do it; False where the desk refuses at once. `text` is what stands in the reply box.

        `by_hand`: the moderator does it on the page, and `CONFIRM` says when. `request` is what a supervisor is asked,
        `until` how long a snooze lasts.
        """
        kept = _waiting_text(row) if move is Move.TAKE_BACK else text if move in TYPED else ""
        try:
            answer = self._ask(move, row, kept, request or Escalate(proposal=kept), until)
        except CmDesktopError as error:
            self.refused.emit(_for_editing(error) if move is Move.EDIT else error)
            return False
        ref = row.comment.ref
        self._bridge.deliver(
            answer,
            lambda receipt: self._keep(move, ref, receipt, kept, by_hand=by_hand),
            lambda error: self._fail(ref, kept, error),
        )
        return True

    def perform_all(
        self,
        move: Move,
        refs: Sequence[CommentRef],
        then: Callable[[], None],
        failed: Callable[[], None],
        until: datetime | None = None,
    ) -> None:
        """Do it to all of these, off the window's thread; then go on. One undo takes them back."""

        def act() -> Receipt:
            return self._ask_for_all(move, refs, until).result()

        def keep(receipt: Receipt) -> None:
            self._keep(move, refs[0], receipt, "", by_hand=False, others=tuple(refs[1:]))
            then()

        def refuse(error: BaseException) -> None:
            self.refused.emit(error)
            failed()

        self._bridge.run(act, keep, refuse)

    def draft(self, ref: CommentRef, text: str) -> None:
        """Keep what is being typed under a comment; an empty text forgets it."""
        self._bridge.deliver(self._desk.acts.draft(ref, text), lambda _: None, self.refused.emit)

    def keep_reply(self, reply: SavedReply) -> None:
        """Keep a reply to be used again, over what it was."""
        self._bridge.run(lambda: self._desk.replies.save(reply), lambda _: None, self.refused.emit)

    def drop_reply(self, reply: SavedReply, starters: Sequence[SavedReply]) -> None:
        """Offer a saved reply no more."""
        self._bridge.run(lambda: self._desk.replies.drop(reply, starters), lambda _: None, self.refused.emit)

    def suspend(self, on: bool) -> None:
        """Let nothing leave, or lift it."""
        self._bridge.deliver(self._desk.acts.suspend(on), lambda _: None, self.refused.emit)

    def suspend_post(self, ref: CommentRef, on: bool) -> None:
        """The same for all that is about comments under the post of this one."""
        acts = self._desk.acts
        self._bridge.run(lambda: acts.suspend_post(ref, on).result(), lambda _: None, self.refused.emit)

    def pause_reading(self, on: bool) -> None:
        """Read nothing by itself, or lift it."""
        self._bridge.deliver(self._desk.acts.pause_reading(on), lambda _: None, self.refused.emit)

    def looked(self, account: str, seen: bool) -> None:  # as the signal carries them
        """Note whether the public sees our replies on a page."""
        accounts, name = self._desk.accounts, AccountId(account)
        self._bridge.run(lambda: accounts.looked(name, seen=seen), lambda _: None, self.refused.emit)

    def decide(
        self, act: Callable[[EntryId], Future[Receipt]], entry: EntryId, then: Callable[[], None] = lambda: None
    ) -> None:
        """Settle one row of the outbox with one of the desk's acts (release, drop, confirm), then go on."""
        try:
            self._when(act(entry), lambda _: then())
        except CmDesktopError as error:
            self.refused.emit(error)

    def undo(self) -> bool:
        """Take back the last deed that has not left; False where there is none."""
        now = self._desk.clock.steady()
        self._deeds = [deed for deed in self._deeds if deed.until > now]
        if not self._deeds:
            return False
        deed = self._deeds.pop()
        if deed.number > 1:
            take_back = self._desk.acts.undo
            self._bridge.run(
                lambda: take_back(deed.receipt).result(), lambda _: self.undone.emit(deed), self.refused.emit
            )
            return True
        try:
            self._when(
                self._desk.acts.undo(deed.receipt), lambda _: self._put_back(deed, lambda: self.undone.emit(deed))
            )
        except CmDesktopError as error:
            self.refused.emit(error)
        return True

    def _ask_for_all(self, move: Move, refs: Sequence[CommentRef], until: datetime | None) -> Future[Receipt]:
        """What can be done to one and to many alike."""
        if move is Move.SNOOZE:
            assert until is not None, "nothing sleeps for ever"
            return self._desk.snoozing.snooze(refs, until)
        if move is Move.WAKE:
            return self._desk.snoozing.wake(refs)
        if move is Move.UNREAD:
            return self._desk.looking.unshown(*refs)
        return self._desk.acts.hide_all(refs) if move is Move.HIDE else self._desk.acts.dismiss(*refs)

    def _ask(self, move: Move, row: Row, text: str, request: Escalate, until: datetime | None) -> Future[Receipt]:
        ref, acts = row.comment.ref, self._desk.acts
        if move in _UNTOLD:
            return self._ask_for_all(move, [ref], until)
        if move is Move.TAKE_BACK:
            waiting = tuple(entry.id for entry in row.pending if entry.undoable)
            return acts.undo(_receipt_of(waiting))
        if move is Move.CONFIRM:
            return acts.confirm(next(entry.id for entry in row.pending if entry.addressee is Addressee.HAND))
        return acts.do(ref, *acts_of(move, text, request), shown=row.comment)

    def _keep(
        self,
        move: Move,
        ref: CommentRef,
        receipt: Receipt,
        text: str,
        *,
        by_hand: bool,
        others: tuple[CommentRef, ...] = (),
    ) -> None:
        clock = self._desk.clock
        left = receipt.due - clock.now() if receipt.due else self._desk.undo_delay
        until = clock.steady() + left
        deed = Deed(move=move, ref=ref, receipt=receipt, until=until, text=text, by_hand=by_hand, others=others)
        if move in _FINAL:
            settled = set(receipt.entries)
            self._deeds = [each for each in self._deeds if not settled & set(each.receipt.entries)]
        else:
            self._deeds.append(deed)
        if move is Move.TAKE_BACK:
            self._put_back(deed, lambda: self.done.emit(deed))
        else:
            self.done.emit(deed)

    def _put_back(self, deed: Deed, then: Callable[[], None]) -> None:
        """The text that went with a deed is a draft again, unless another one was begun; then go on."""
        if deed.text and not self._desk.inbox.detail(deed.ref).draft:
            self._bridge.deliver(self._desk.acts.draft(deed.ref, deed.text), lambda _: then(), self.refused.emit)
        else:
            then()

    def _fail(self, ref: CommentRef, text: str, error: BaseException) -> None:
        """It was not kept: what was typed is a draft again, and the reason is told."""
        if text:
            self.draft(ref, text)
        self.refused.emit(error)

    def _when(self, answer: Future[Receipt], then: Callable[[Receipt], None]) -> None:
        self._bridge.deliver(answer, then, self.refused.emit)


def _for_editing(error: CmDesktopError) -> CmDesktopError:
    """An edit cannot be put before anybody: what can be done instead is told."""
    wants_validation = isinstance(error, ActRefused) and error.reason == "needs_validation"
    return ActRefused("edit_validated") if wants_validation else error


def _receipt_of(waiting: tuple[EntryId, ...]) -> Receipt:
    from cm_desktop.engine.acting.receipt import Receipt

    return Receipt(entries=waiting)


def _waiting_text(row: Row) -> str:
    """What was typed for the acts that can be taken back: a reply, or the proposal of a request."""
    for entry in row.pending:
        if entry.undoable and isinstance(entry.action, WriteReply | EditReply):
            return entry.action.text
        if entry.undoable and isinstance(entry.action, Escalate):
            return entry.action.proposal
    return ""
