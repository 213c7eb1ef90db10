"""Acts made into rows of the outbox, of one comment or of a thousand: what they need is read once for all. May not write."""

import itertools
import secrets
import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from cm_desktop.domain.actions import (
    Action,
    ActionKind,
    Capabilities,
    Escalate,
    Repeat,
    effect,
)
from cm_desktop.domain.comments import Account, AccountId, Comment, RemoteId, Visibility, fingerprint
from cm_desktop.domain.errors import ActRefused
from cm_desktop.domain.outbox import Entry, EntryId, Seen, put_down
from cm_desktop.domain.queue import Row
from cm_desktop.domain.verdicts import Category
from cm_desktop.engine.accepting import check
from cm_desktop.engine.concerns import categories
from cm_desktop.engine.supervision.gate import Gate
from cm_desktop.engine.workroom import Workroom

Demanded = Callable[[Account, ActionKind, Collection[Category] | None], bool | None]


class PuttingDown:
    """`demanded` is what clients want validated, None while that cannot be read; `gate` knows what approved an act."""

    def __init__(self, room: Workroom, demanded: Demanded, gate: Gate) -> None:
        self._room = room
        self._reader = room.reader
        self._demanded = demanded
        self._gate = gate
        self._numbers = itertools.count()

    def entries(
        self, rows: Sequence[Row], actions: Sequence[Action], due: datetime, *, shown: Comment | None = None
    ) -> list[Entry]:
        """The rows of these acts on each of these comments, each made on what the one before leaves; they leave when `due`.

        `shown` is the one comment as the moderator had it before their eyes. Raises ActRefused and CredentialError.
        """
        accounts = {name: self._reader().account(name) for name in {row.comment.ref.account for row in rows}}
        acted_at = {name: self._after_the_last(name) for name in accounts}
        replies = self._reader().aimed_at.own_replies(row.comment for row in rows)
        entries: list[Entry] = []
        for row in rows:
            account = accounts[row.comment.ref.account]
            caps = self._room.caps(account)
            for action in actions:
                check(action, row, caps)
                self.check_alone(action, row, account, by_hand=_is_by_hand(action, caps))
            seen = _seen(row, shown or row.comment, replies[row.comment.ref])
            for action in actions:
                entries.append(self._entry(action, row, seen, caps, acted_at=acted_at[account.id], due=due))
                seen = replace(seen, visibility=_expected(action, seen.visibility))
        return entries

    def seen(self, row: Row) -> Seen:
        """What stands there as it is known now, and will once what waits has left."""
        comment = row.comment
        return _seen(row, comment, self._reader().aimed_at.own_replies([comment])[comment.ref])

    def check_alone(self, action: Action, row: Row, account: Account, *, by_hand: bool) -> None:
        """Raise ActRefused where the client wants this act validated, or may want it: no gate stands before the hand."""
        if isinstance(action, Escalate):
            return
        demanded = self._demanded(account, action.kind, None)  # whatever it is about: most of a thousand ask no more
        if demanded:
            about = categories(self._room, row.comment, row.verdict.categories)
            demanded = self._demanded(account, action.kind, about)
        if demanded:
            raise ActRefused("needs_validation")
        if demanded is None and by_hand:
            raise ActRefused("policy_unread")

    def check_done(self, entry: Entry, row: Row) -> None:
        """Raise where what a hand did may not be said to be done: as `check_alone`, or NotValidated where somebody approved
        it and that is not enough, by what was read of the folder. A window waits for neither folder nor keyring.
        """
        account = self._reader().account(entry.comment.account)
        if entry.approval is None:
            self.check_alone(entry.action, row, account, by_hand=True)
        elif self._demanded(account, entry.action.kind, None) is None:
            raise ActRefused("policy_unread")
        elif (why := self._gate.weigh(entry, row.comment).why) is not None:
            raise why

    def _entry(
        self, action: Action, row: Row, seen: Seen, caps: Capabilities, *, acted_at: datetime, due: datetime
    ) -> Entry:
        made = Entry(
            id=entry_id(acted_at, next(self._numbers)),
            comment=row.comment.ref,
            thread=row.comment.thread,
            action=action,
            seen=seen,
            acted_at=acted_at,
            not_before=due,
            by_hand=_is_by_hand(action, caps),
        )
        return put_down(made)

    def _after_the_last(self, account: AccountId) -> datetime:
        """Now; after a clock was set back, just after the last act that has not left: the order is that of the acts."""
        now, last = self._room.now(), self._reader().aimed_at.last_act(account)
        return now if last is None or last.acted_at <= now else last.acted_at + timedelta(milliseconds=1)


def _seen(row: Row, shown: Comment, own_replies: tuple[RemoteId, ...]) -> Seen:
    visibility = shown.visibility
    for entry in row.pending:
        visibility = _expected(entry.action, visibility)
    return Seen(fingerprint=fingerprint(shown.text), visibility=visibility, own_replies=own_replies)


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
