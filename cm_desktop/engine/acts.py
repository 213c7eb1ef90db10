"""What a moderator does: every act becomes one row in `work.db` and nothing else. May not wait for any platform."""

import itertools
import secrets
import uuid
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from cm_desktop.domain.actions import (
    Action,
    ActionKind,
    Capabilities,
    Decision,
    Escalate,
    Hide,
    Repeat,
    WriteReply,
    effect,
)
from cm_desktop.domain.by_hand import as_done
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Account, AccountId, Comment, CommentRef, Visibility, fingerprint
from cm_desktop.domain.errors import ActRefused, NotFound
from cm_desktop.domain.outbox import Entry, EntryId, Seen, cancel, confirm, put_down, release
from cm_desktop.domain.queue import Handle, Row
from cm_desktop.domain.verdicts import Category
from cm_desktop.engine.accepting import check
from cm_desktop.engine.commits import after
from cm_desktop.engine.concerns import categories
from cm_desktop.engine.receipt import Receipt, Snoozes
from cm_desktop.engine.snoozing import Snoozing
from cm_desktop.engine.workroom import Workroom

_AT_ONCE = 500  # comments that are read together

Demanded = Callable[[Account, ActionKind, Collection[Category] | None], bool | None]


class Acts:
    """The moderator's hand. Refusals are raised at once; the futures are done when the act is safely on disk."""

    def __init__(
        self, room: Workroom, undo_delay: timedelta, hurry: Callable[[], None], demanded: Demanded, snoozing: Snoozing
    ) -> None:
        """`hurry` is called when something may now leave sooner than was known; `demanded` is what clients want validated,
        None while that cannot be read.
        """
        self._snoozing = snoozing
        self._room = room
        self._workspace = room.workspace
        self._reader = room.reader
        self._undo_delay = undo_delay
        self._hurry = hurry
        self._demanded = demanded
        self._numbers = itertools.count()

    def do(
        self, ref: CommentRef, *actions: Action, delay: timedelta | None = None, shown: Comment | None = None
    ) -> Future[Receipt]:
        """Queue these acts on one comment, all or none; they leave once `delay` (else the undo delay) has passed.

        What a page wants done by hand waits for `confirm` instead, and never leaves. `shown` is the comment as the
        moderator had it before their eyes, where that may be older than what is known by now. A reply takes the draft's
        place. Raises NotFound, or ActRefused: empty_text, too_long, unfilled, unsupported, out_of_place, already,
        needs_validation, policy_unread; and CredentialError, where a client's policy cannot be read.
        """
        row = self._reader().row(ref)
        now = self._room.now()
        acted_at = self._after_the_last(ref.account, now)
        due = now + (self._undo_delay if delay is None else delay)
        entries = self._entries(row, actions, shown or row.comment, acted_at=acted_at, due=due)
        typed = any(isinstance(action, WriteReply | Escalate) for action in actions)
        write = self._workspace.add_entries(entries, row.comment, forget_draft=typed)
        ends = None if all(entry.by_hand for entry in entries) else due
        receipt = Receipt(entries=tuple(entry.id for entry in entries), due=ends)
        return after([write], receipt, self._outbox_changed)

    def hide_all(self, refs: Collection[CommentRef]) -> Future[Receipt]:
        """Hide all of these or none, in one transaction and under one receipt. Raises what `do` raises."""
        now = self._room.now()
        acted_at = {account: self._after_the_last(account, now) for account in {ref.account for ref in refs}}
        due = now + self._undo_delay
        rows = [self._reader().row(ref) for ref in refs]
        entries = [
            entry
            for row in rows
            for entry in self._entries(row, [Hide()], row.comment, acted_at=acted_at[row.comment.ref.account], due=due)
        ]
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
        entries = [self._reader().entry(name) for name in receipt.entries]
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
        row = self._row(entry)
        return self._change([(entry, release(entry, now=self._room.now(), seen=self._seen(row, row.comment)))])

    def confirm(self, name: EntryId) -> Future[Receipt]:
        """The user saw an uncertain reply on the page, or did there by hand what waits for their hand.

        What was done by hand is put on the shelf as what now stands there. Raises NotFound, ActRefused: not_waiting,
        needs_validation, policy_unread; CredentialError, StoreError.
        """
        entry = self._reader().entry(name)
        over, writes = confirm(entry), []
        if entry.by_hand and entry.approval is None:
            self._check_alone(entry.action, self._row(entry), by_hand=True)
        if entry.by_hand:  # first, and under the same name each time: what fails half-way is confirmed again
            writes.append(self._keep_done(entry))
        writes.append(self._workspace.change_entry(entry, over))
        return after(writes, Receipt(entries=(name,)), self._outbox_changed)

    def draft(self, ref: CommentRef, text: str) -> Future[None]:
        """Keep what is being typed under a comment; an empty text forgets it."""
        write = self._workspace.save_draft(ref, text, self._room.now())
        return after([write], None, lambda: self._room.tell(Change.DRAFTS))

    def suspend(self, on: bool) -> Future[None]:  # the state itself is what is said
        """Tout suspendre: nothing leaves until it is lifted."""
        return after([self._workspace.suspend(on)], None, self._outbox_changed)

    def pause_reading(self, on: bool) -> Future[None]:  # the state itself is what is said
        """Read nothing by itself until it is lifted; what the user asks for is read all the same."""
        return after([self._workspace.pause_reading(on)], None, lambda: self._room.tell(Change.ACCOUNTS))

    def _check_alone(self, action: Action, row: Row, *, by_hand: bool) -> None:
        """Raise ActRefused where the client wants this act validated, or may want it: no gate stands before the hand."""
        if isinstance(action, Escalate):
            return
        account = self._reader().account(row.comment.ref.account)
        about = categories(self._reader(), row.comment, row.verdict.categories)
        demanded = self._demanded(account, action.kind, about)
        if demanded:
            raise ActRefused("needs_validation")
        if demanded is None and by_hand:
            raise ActRefused("policy_unread")

    def _outbox_changed(self) -> None:
        self._room.tell(Change.OUTBOX, Change.COMMENTS, Change.DRAFTS)
        self._hurry()

    def _keep_done(self, entry: Entry) -> Future[None]:
        """Put what the moderator did on the shelf, for ever, and into the cache, to be seen at once."""
        page = self._reader().account(entry.comment.account)
        done = as_done(entry, self._row(entry).comment, page, self._room.now())
        self._room.shelf.add(page.id, (), (done,))
        return self._room.save(done)

    def _entries(
        self, row: Row, actions: Collection[Action], shown: Comment, *, acted_at: datetime, due: datetime
    ) -> list[Entry]:
        """The rows of these acts on one comment, each made on what the one before leaves. Raises what `do` raises."""
        caps = self._room.caps(self._reader().account(row.comment.ref.account))
        for action in actions:
            check(action, row, caps)
            self._check_alone(action, row, by_hand=_is_by_hand(action, caps))
        seen = self._seen(row, shown)
        entries: list[Entry] = []
        for action in actions:
            by_hand = _is_by_hand(action, caps)
            entries.append(put_down(self._entry(action, row, seen, acted_at=acted_at, due=due, by_hand=by_hand)))
            seen = replace(seen, visibility=_expected(action, seen.visibility))
        return entries

    def _entry(
        self, action: Action, row: Row, seen: Seen, *, acted_at: datetime, due: datetime, by_hand: bool
    ) -> Entry:
        return Entry(
            id=entry_id(acted_at, next(self._numbers)),
            comment=row.comment.ref,
            thread=row.comment.thread,
            action=action,
            seen=seen,
            acted_at=acted_at,
            not_before=due,
            by_hand=by_hand,
        )

    def _after_the_last(self, account: AccountId, now: datetime) -> datetime:
        """Now; after a clock was set back, just after the last act that has not left: the order is that of the acts."""
        last = max((entry.acted_at for entry in self._reader().entries(account=account)), default=now)
        return now if last <= now else last + timedelta(milliseconds=1)

    def _row(self, entry: Entry) -> Row:
        """The row of an entry's comment; from the outbox's own copy where the cache was thrown away."""
        try:
            return self._reader().row(entry.comment)
        except NotFound:
            return Row(handle=Handle(0), comment=self._reader().kept_comment(entry.comment))

    def _seen(self, row: Row, shown: Comment) -> Seen:
        visibility = shown.visibility
        for entry in row.pending:
            visibility = _expected(entry.action, visibility)
        own = tuple(other.comment.ref.id for other in self._thread(row) if other.comment.author.is_page)
        return Seen(fingerprint=fingerprint(shown.text), visibility=visibility, own_replies=own)

    def _thread(self, row: Row) -> tuple[Row, ...]:
        try:
            return self._reader().thread(row.comment.ref)
        except NotFound:
            return ()

    def _decide(
        self, refs: tuple[CommentRef, ...], decision: Decision, *, put_off: Snoozes = MappingProxyType({})
    ) -> Future[Receipt]:
        """`put_off` is what these comments are put off by again from then on."""
        is_dismissed = decision is Decision.DISMISSED
        receipt = Receipt(dismissed=refs, snoozes=self._snoozing.in_force(refs)) if is_dismissed else Receipt()
        writes = [self._workspace.decide(self._comments(refs), decision, self._room.now())]
        if put_off:
            writes.append(self._workspace.snoozes.keep(self._snoozing.begun_again(put_off)))
        return after(writes, receipt, lambda: self._room.tell(Change.DECISIONS, Change.COMMENTS))

    def _comments(self, refs: Sequence[CommentRef]) -> list[Comment]:
        """As the cache has them. Raises NotFound."""
        known: dict[CommentRef, Comment] = {}
        for account in {ref.account for ref in refs}:
            ids = [ref.id for ref in refs if ref.account == account]
            for some in (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)):
                known |= {comment.ref: comment for comment in self._reader().known(account, some).values()}
        missing = next((ref for ref in refs if ref not in known), None)
        if missing is not None:
            raise NotFound("comment", str(missing))
        return [known[ref] for ref in refs]

    def _change(self, moves: list[tuple[Entry, Entry]]) -> Future[Receipt]:
        receipt = Receipt(entries=tuple(now.id for _, now in moves))
        return after([self._workspace.change_entries(moves)], receipt, self._outbox_changed)


def _expected(action: Action, visibility: Visibility) -> Visibility:
    """Where a comment will stand once this act has left."""
    return visibility if isinstance(action, Escalate) else effect(action) or visibility


def _is_by_hand(action: Action, caps: Capabilities) -> bool:
    return caps.acts.get(action.kind) is Repeat.BY_HAND


def entry_id(now: datetime, number: int) -> EntryId:
    """A UUID of version 7: sorts by time, then by `number` within a millisecond (RFC 9562, sections 5.7 and 6.2).

    It doubles as the key of an idempotent write.
    """
    value = (int(now.timestamp() * 1000) << 80) | (7 << 76) | ((number & 0xFFF) << 64)
    return EntryId(str(uuid.UUID(int=value | (0b10 << 62) | secrets.randbits(62))))
