"""From a move to the desk, and back: what was done, how to take it back, why it was refused. May not draw anything."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from cm_desktop.domain.actions import (
    Action,
    Delete,
    EditReply,
    Escalate,
    Hide,
    Like,
    MarkSpam,
    Publish,
    Restore,
    Unhide,
    WriteReply,
)
from cm_desktop.domain.comments import AccountId, CommentRef
from cm_desktop.domain.errors import CmDesktopError
from cm_desktop.domain.outbox import Addressee, EntryId
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Row
from cm_desktop.engine.acts import Receipt
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.bridge import Bridge

TYPED = frozenset({Move.REPLY, Move.PUBLISH_AND_REPLY, Move.ESCALATE, Move.HIDE_AND_ESCALATE, Move.EDIT})

_FINAL = frozenset({Move.TAKE_BACK, Move.CONFIRM})  # nothing takes them back


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A move that the desk has accepted. It can be undone until `until`. `text` stood in the reply box and went with it.

    `by_hand`: nothing leaves, the moderator carries it out on the page.
    """

    move: Move
    ref: CommentRef
    receipt: Receipt
    until: datetime
    text: str = ""
    by_hand: bool = False


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

    @property
    def until(self) -> datetime | None:
        """Until when the last deed can be undone."""
        return self._deeds[-1].until if self._deeds else None

    def perform(self, move: Move, row: Row, text: str = "", *, by_hand: bool = False) -> bool:
        """Do it; False where the desk refuses at once. `text` is what stands in the reply box.

        `by_hand`: the moderator does it on the page, and `CONFIRM` says when.
        """
        kept = _waiting_text(row) if move is Move.TAKE_BACK else text if move in TYPED else ""
        try:
            answer = self._ask(move, row, kept)
        except CmDesktopError as error:
            self.refused.emit(error)
            return False
        ref = row.comment.ref
        self._bridge.deliver(
            answer,
            lambda receipt: self._keep(move, ref, receipt, kept, by_hand=by_hand),
            lambda error: self._fail(ref, kept, error),
        )
        return True

    def draft(self, ref: CommentRef, text: str) -> None:
        """Keep what is being typed under a comment; an empty text forgets it."""
        self._bridge.deliver(self._desk.acts.draft(ref, text), lambda _: None, self.refused.emit)

    def suspend(self, on: bool) -> None:
        """Let nothing leave, or lift it."""
        self._bridge.deliver(self._desk.acts.suspend(on), lambda _: None, self.refused.emit)

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
        now = self._desk.clock.now()
        self._deeds = [deed for deed in self._deeds if deed.until > now]
        if not self._deeds:
            return False
        deed = self._deeds.pop()
        try:
            self._when(
                self._desk.acts.undo(deed.receipt), lambda _: self._put_back(deed, lambda: self.undone.emit(deed))
            )
        except CmDesktopError as error:
            self.refused.emit(error)
        return True

    def _ask(self, move: Move, row: Row, text: str) -> Future[Receipt]:
        ref, acts = row.comment.ref, self._desk.acts
        if move is Move.DISMISS:
            return acts.dismiss(ref)
        if move is Move.TAKE_BACK:
            waiting = tuple(entry.id for entry in row.pending if entry.undoable)
            return acts.undo(Receipt(entries=waiting))
        if move is Move.CONFIRM:
            return acts.confirm(next(entry.id for entry in row.pending if entry.addressee is Addressee.HAND))
        return acts.do(ref, *_actions(move, text), shown=row.comment)

    def _keep(self, move: Move, ref: CommentRef, receipt: Receipt, text: str, *, by_hand: bool) -> None:
        until = receipt.due or self._desk.clock.now() + self._desk.undo_delay
        deed = Deed(move=move, ref=ref, receipt=receipt, until=until, text=text, by_hand=by_hand)
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


def _waiting_text(row: Row) -> str:
    """What was typed for the acts that can be taken back: a reply, or the proposal of a request."""
    for entry in row.pending:
        if entry.undoable and isinstance(entry.action, WriteReply | EditReply):
            return entry.action.text
        if entry.undoable and isinstance(entry.action, Escalate):
            return entry.action.proposal
    return ""


def _actions(move: Move, text: str) -> tuple[Action, ...]:
    """The acts that a move stands for, in the order in which they leave."""
    return {
        Move.REPLY: (WriteReply(text),),
        Move.PUBLISH_AND_REPLY: (Publish(), WriteReply(text)),
        Move.HIDE: (Hide(),),
        Move.UNHIDE: (Unhide(),),
        Move.ESCALATE: (Escalate(proposal=text),),
        Move.HIDE_AND_ESCALATE: (Hide(), Escalate(proposal=text)),
        Move.PUBLISH: (Publish(),),
        Move.SPAM: (MarkSpam(),),
        Move.DELETE: (Delete(),),
        Move.RESTORE: (Restore(),),
        Move.LIKE: (Like(),),
        Move.EDIT: (EditReply(text),),
    }[move]
