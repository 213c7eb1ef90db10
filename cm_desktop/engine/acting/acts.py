"""What a moderator does: every act becomes one row in `work.db` and nothing else. May not wait for any platform."""

from collections.abc import Callable, Collection
from concurrent.futures import Future
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from cm_desktop.domain.actions import (
    Action,
    Decision,
    Escalate,
    Hide,
    WriteReply,
)
from cm_desktop.domain.by_hand import as_done
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Comment, CommentRef
from cm_desktop.domain.errors import ActRefused, NotFound
from cm_desktop.domain.outbox import Entry, EntryId, cancel, confirm, release
from cm_desktop.domain.queue import Handle, Row
from cm_desktop.engine.acting.putting_down import Demanded, PuttingDown
from cm_desktop.engine.acting.receipt import Receipt, Snoozes
from cm_desktop.engine.acting.snoozing import Snoozing
from cm_desktop.engine.commits import after
from cm_desktop.engine.looking import Looking
from cm_desktop.engine.supervision.gate import Gate
from cm_desktop.engine.workroom import Workroom


class Acts:
    """The moderator's hand. Refusals are raised at once; the futures are done when the act is safely on disk."""

    def __init__(
        self,
        room: Workroom,
        undo_delay: timedelta,
        hurry: Callable[[], None],
        demanded: Demanded,
        gate: Gate,
        snoozing: Snoozing,
        looking: Looking,
    ) -> None:
        """`hurry` is called when something may now leave sooner than was known; `demanded` is what clients want validated,
        None while that cannot be read.
        """
        self._room = room
        self._workspace = room.workspace
        self._reader = room.reader
        self._undo_delay = undo_delay
        self._hurry = hurry
        self._making = PuttingDown(room, demanded, gate)
        self._snoozing = snoozing
        self._looking = looking

    def do(
        self, ref: CommentRef, *actions: Action, delay: timedelta | None = None, shown: Comment | None = None
    ) -> Future[Receipt]:
        """Queue these acts on one comment, all or none; they leave once `delay` (else the undo delay) has passed.

        What a page wants done by hand waits for `confirm` instead, and never leaves. `shown` is the comment as the
        moderator had it before their eyes, where that may be older than what is known by now. A reply takes the draft's
        place. Raises NotFound, or ActRefused: empty_text, too_long, unfilled, unsupported, out_of_place, already,
        no_proposal, needs_validation, policy_unread; and CredentialError, where a client's policy cannot be read.
        """
        row = self._reader().row(ref)
        due = self._room.now() + (self._undo_delay if delay is None else delay)
        entries = self._making.entries([row], actions, due, shown=shown)
        typed = any(isinstance(action, WriteReply | Escalate) for action in actions)
        write = self._workspace.add_entries(entries, row.comment, forget_draft=typed)
        ends = None if all(entry.by_hand for entry in entries) else due
        receipt = Receipt(entries=tuple(entry.id for entry in entries), due=ends)
        return after([write], receipt, self._outbox_changed)

    def hide_all(self, refs: Collection[CommentRef]) -> Future[Receipt]:
        """Hide all of these or none, in one transaction and under one receipt. Raises what `do` raises."""
        due = self._room.now() + self._undo_delay
        rows = self._reader().aimed_at.rows(list(refs))
        entries = self._making.entries(rows, [Hide()], due)
        write = self._workspace.add_entries(entries, *(row.comment for row in rows))
        receipt = Receipt(entries=tuple(entry.id for entry in entries), due=due)
        return after([write], receipt, self._outbox_changed)

    def dismiss(self, *refs: CommentRef) -> Future[Receipt]:
        """Classer: nothing to do about them. All of them or none, in one transaction. Raises NotFound."""
        return self._decide(refs, Decision.DISMISSED)

    def reopen(self, *refs: CommentRef) -> Future[Receipt]:
        """Put them back among what is to do, in the same way. Raises NotFound."""
        return self._decide(refs, Decision.REOPENED)

    def undo(self, receipt: Receipt) -> Future[Receipt]:
        """Take back what a receipt stands for. Raises ActRefused("too_late") where something has already left."""
        if receipt.dismissed:
            return self._decide(receipt.dismissed, Decision.REOPENED, put_off=receipt.snoozes)
        if receipt.snoozes:
            return self._snoozing.put_back(receipt.snoozes)
        if receipt.unshown:
            return self._looking.shown(*receipt.unshown)
        entries = self._reader().aimed_at.entries(receipt.entries)
        if any(not entry.undoable for entry in entries):
            raise ActRefused("too_late")
        return self._change([(entry, cancel(entry)) for entry in entries])

    def drop(self, name: EntryId) -> Future[Receipt]:
        """Give it up; of an uncertain row: do not send it again. Raises NotFound, ActRefused("too_late")."""
        entry = self._reader().entry(name)
        return self._change([(entry, cancel(entry))])

    def release(self, name: EntryId) -> Future[Receipt]:
        """Let a held row go, try a failed one again, or resend one that asks, for the comment as it stands now.

        Raises NotFound, ActRefused("not_waiting").
        """
        entry = self._reader().entry(name)
        row = self._row(entry.comment)
        return self._change([(entry, release(entry, now=self._room.now(), seen=self._making.seen(row)))])

    def confirm(self, name: EntryId) -> Future[Receipt]:
        """The user saw an uncertain reply on the page, or did there by hand what waits for their hand.

        What was done by hand is put on the shelf as what now stands there. Raises NotFound, ActRefused: not_waiting,
        needs_validation, policy_unread; NotValidated where what was approved no longer is; CredentialError, StoreError.
        """
        entry = self._reader().entry(name)
        over, writes = confirm(entry), list[Future[Any]]()
        if entry.by_hand:  # kept first, and under the same name each time: what fails half-way is confirmed again
            self._making.check_done(entry, self._row(entry.comment))
            writes.append(self._keep_done(entry))
        writes.append(self._workspace.change_entry(entry, over))
        return after(writes, Receipt(entries=(name,)), self._outbox_changed)

    def draft(self, ref: CommentRef, text: str) -> Future[None]:
        """Keep what is being typed under a comment; an empty text forgets it."""
        write = self._workspace.save_draft(ref, text, self._room.now())
        return after([write], None, lambda: self._room.tell(Change.DRAFTS))

    def suspend(self, on: bool) -> Future[None]:  # the state itself is what is said
        """Tout suspendre: nothing leaves until it is lifted."""
        return after([self._workspace.halts.suspend(on)], None, self._outbox_changed)

    def suspend_post(self, ref: CommentRef, on: bool) -> Future[None]:  # the state itself is what is said
        """The same for all that is about comments under the post of this one. Raises NotFound."""
        post = (ref.account, self._row(ref).comment.post)
        return after([self._workspace.halts.suspend_post(post, on)], None, self._outbox_changed)

    def pause_reading(self, on: bool) -> Future[None]:  # the state itself is what is said
        """Read nothing by itself until it is lifted; what the user asks for is read all the same."""
        return after([self._workspace.halts.pause_reading(on)], None, lambda: self._room.tell(Change.ACCOUNTS))

    def _outbox_changed(self) -> None:
        self._room.tell(Change.OUTBOX, Change.COMMENTS, Change.DRAFTS)
        self._hurry()

    def _keep_done(self, entry: Entry) -> Future[None]:
        """Put what the moderator did on the shelf, for ever, and into the cache, to be seen at once."""
        page = self._reader().account(entry.comment.account)
        done = as_done(entry, self._row(entry.comment).comment, page, self._room.now())
        self._room.shelf.add(page.id, (), (done,))
        return self._room.save(done)

    def _row(self, ref: CommentRef) -> Row:
        """The row of a comment; from the outbox's own copy where the cache was thrown away."""
        try:
            return self._reader().row(ref)
        except NotFound:
            return Row(handle=Handle(0), comment=self._reader().kept_comment(ref))

    def _decide(
        self, refs: tuple[CommentRef, ...], decision: Decision, *, put_off: Snoozes = MappingProxyType({})
    ) -> Future[Receipt]:
        """`put_off` is what these comments are put off by again from then on."""
        is_dismissed = decision is Decision.DISMISSED
        receipt = Receipt(dismissed=refs, snoozes=self._snoozing.in_force(refs)) if is_dismissed else Receipt()
        writes = [self._workspace.decide(self._reader().aimed_at.comments(refs), decision, self._room.now())]
        if put_off:
            writes.append(self._workspace.snoozes.keep(self._snoozing.begun_again(put_off)))
        return after(writes, receipt, lambda: self._room.tell(Change.DECISIONS, Change.COMMENTS))

    def _change(self, moves: list[tuple[Entry, Entry]]) -> Future[Receipt]:
        receipt = Receipt(entries=tuple(now.id for _, now in moves))
        return after([self._workspace.change_entries(moves)], receipt, self._outbox_changed)
