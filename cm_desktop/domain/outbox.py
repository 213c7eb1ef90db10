"""The outbox's rows and their life: pure transitions from state to state. May not send, read a clock or touch a database.

queued ──> sending ──> sent
  │ ▲ │      │ │ └───> failed ──> queued (the user tries again) | cancelled (dropped)
  │ │ │      │ └─────> queued (proved to have had no effect)
  │ │ │      └───────> uncertain ──> sent (read back, or the user saw it) | failed | cancelled (do not resend)
  │ │ │                    └───────> queued (a reply: the user resends; an act that sets a state: by itself)
  │ │ └───> sent (it already stands so)
  │ └── held
  └───> held | failed | cancelled

What the moderator does by hand is held from its first moment: held ──> sent (they say it is done) | cancelled.

Where its account is removed, a row that is not over becomes cancelled wherever it stands. Where the work was put back from
a copy, what had not left is held, a failed row too: it may have left since (`domain/backups.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from cm_desktop.domain.actions import Action, ActionKind, Escalate, Repeat
from cm_desktop.domain.comments import CommentRef, RemoteId, Visibility
from cm_desktop.domain.errors import (
    ActRefused,
    CmDesktopError,
    Trouble,
    Unknown,
)

if TYPE_CHECKING:
    from cm_desktop.domain.approvals.cases import Approval

EntryId = NewType("EntryId", str)
Lane = tuple[str, str, str]  # the account, "thread" or "comment", and which one

READS_BEFORE_ASKING = 2
BETWEEN_READS = timedelta(seconds=60)
LONGEST_WAIT = timedelta(days=1)
"""No platform asks for a longer one, and the program waits no longer by itself."""


class State(StrEnum):
    """Where a row stands."""

    QUEUED = "queued"
    HELD = "held"  # waits for the user
    SENDING = "sending"
    UNCERTAIN = "uncertain"  # sent, with no proof either way: a reply is never sent again by itself
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


LIVE = frozenset({State.QUEUED, State.HELD, State.SENDING, State.UNCERTAIN, State.FAILED})
WAITS_FOR_THE_USER = frozenset({State.HELD, State.FAILED})

NEXT: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.SENDING, State.SENT, State.HELD, State.FAILED, State.QUEUED, State.CANCELLED}),
    State.HELD: frozenset({State.QUEUED, State.SENT, State.CANCELLED}),
    State.SENDING: frozenset({State.SENT, State.QUEUED, State.FAILED, State.UNCERTAIN}),
    State.UNCERTAIN: frozenset({State.SENT, State.QUEUED, State.FAILED, State.UNCERTAIN, State.CANCELLED}),
    State.FAILED: frozenset({State.QUEUED, State.CANCELLED}),
    State.SENT: frozenset(),
    State.CANCELLED: frozenset(),
}


class Addressee(StrEnum):
    """Who a row goes to."""

    PLATFORM = "platform"
    SUPERVISOR = "supervisor"
    HAND = "hand"  # the moderator's own, on the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the moderator acted on: an act on anything else is held, never sent blindly.

    `visibility` is where the comment stood, or will stand once the acts that were already on their way have left.
    """

    fingerprint: str
    visibility: Visibility = Visibility.PUBLIC
    own_replies: tuple[RemoteId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the outbox. Times are aware and UTC.

    `acted_at` decides the order; `renewed_at` is when the user last let it go again, and restarts the day it may wait.
    `attempted_at` is the first moment at which an effect may have happened: a reply's never moves, whatever was tried
    since; an act that sets a state again is dated by its last attempt of which nothing proves that it failed.
    `baseline` holds our replies that stood under the comment before the attempt: none of them can be this one.
    `by_hand` rows never leave: the moderator carries them out on the page. `approval` is by what somebody decided it.
    """

    id: EntryId
    comment: CommentRef
    thread: RemoteId
    action: Action
    seen: Seen
    acted_at: datetime
    not_before: datetime
    renewed_at: datetime | None = None
    state: State = State.QUEUED
    attempts: int = 0
    attempted_at: datetime | None = None
    baseline: tuple[RemoteId, ...] = ()
    absent_reads: int = 0
    remote_id: RemoteId | None = None
    trouble: Trouble | None = None
    by_hand: bool = False
    approval: Approval | None = None

    @property
    def addressee(self) -> Addressee:
        if isinstance(self.action, Escalate):
            return Addressee.SUPERVISOR
        return Addressee.HAND if self.by_hand else Addressee.PLATFORM

    @property
    def asking(self) -> bool:
        """Whether only the user can now tell what became of it."""
        return self.state is State.UNCERTAIN and self.absent_reads >= READS_BEFORE_ASKING

    @property
    def found_done(self) -> bool:
        """Whether it stood so on the page already, and nothing of ours can have done it: somebody else did."""
        is_over = self.state is State.SENT and self.attempted_at is None
        return is_over and self.addressee is Addressee.PLATFORM

    @property
    def undoable(self) -> bool:
        """Whether it can be taken back with no trace on the page."""
        return self.state in (State.QUEUED, State.HELD, State.FAILED)

    @property
    def lane(self) -> Lane:
        """Rows of one lane leave in order: replies by thread, other acts by comment."""
        reply = self.action.kind is ActionKind.REPLY
        return (self.comment.account, "thread" if reply else "comment", self.thread if reply else self.comment.id)

    @property
    def waits_for(self) -> frozenset[Lane]:
        """The lanes that must be free: its own, and for a reply what still happens to its comment."""
        return frozenset({self.lane, (self.comment.account, "comment", self.comment.id)})


class IllegalMove(AssertionError):
    """A transition that the diagram does not have: a fault of ours, never of a platform."""


def _move(entry: Entry, state: State, **changes: object) -> Entry:
    if state not in NEXT[entry.state]:
        raise IllegalMove(f"{entry.state} -> {state}")
    return replace(entry, state=state, **changes)  # type: ignore[arg-type]  # names are checked by replace itself


def put_down(entry: Entry) -> Entry:
    """A new row, as it starts its life: what is done by hand waits for the user from the first moment."""
    return replace(entry, state=State.HELD) if entry.by_hand else entry


def hold(entry: Entry, why: CmDesktopError) -> Entry:
    """Keep it back until the user decides."""
    return _move(entry, State.HELD, trouble=why.trouble())


def claim(entry: Entry, *, now: datetime, baseline: Iterable[RemoteId]) -> Entry:
    """Mark it as leaving. Must be committed before the first byte is written."""
    first = entry.attempted_at if entry.action.kind is ActionKind.REPLY else None
    return _move(
        entry,
        State.SENDING,
        attempts=entry.attempts + 1,
        attempted_at=first or now,
        baseline=tuple(baseline),
        absent_reads=0,
        trouble=None,
    )


def sent(entry: Entry, remote_id: RemoteId | None = None) -> Entry:
    """It is on the page: proved by the platform's answer, by a reading, or by the user's word."""
    return _move(entry, State.SENT, remote_id=remote_id, trouble=None)


def postpone(entry: Entry, why: CmDesktopError, *, until: datetime) -> Entry:
    """It had no effect, and may leave again at `until`."""
    return _move(entry, State.QUEUED, not_before=until, trouble=why.trouble())


def refuse(entry: Entry, why: CmDesktopError) -> Entry:
    """It had no effect, and trying again unchanged would not help."""
    return _move(entry, State.FAILED, trouble=why.trouble())


def doubt(entry: Entry, why: CmDesktopError, *, repeat: Repeat, until: datetime) -> Entry:
    """It may have had its effect. `until` is when a reading can first tell; a BLIND platform never can."""
    asked = READS_BEFORE_ASKING if repeat is Repeat.BLIND else 0
    return _move(entry, State.UNCERTAIN, not_before=until, absent_reads=asked, trouble=why.trouble())


def as_before(entry: Entry, before: Entry) -> Entry:
    """`entry` after an attempt that provably changed nothing: an act that sets a state is dated as `before` it."""
    if entry.state is State.UNCERTAIN or entry.action.kind is ActionKind.REPLY:
        return entry
    return replace(entry, attempted_at=before.attempted_at)


def recover(entry: Entry, *, repeat: Repeat, until: datetime) -> Entry:
    """A row left sending by a sender that died, or that failed unforeseen, is in doubt. `attempted_at` does not move."""
    return doubt(entry, Unknown(), repeat=repeat, until=until)


def cancel(entry: Entry) -> Entry:
    """The user takes it back; of an uncertain row: do not send it again. Raises ActRefused while it is sending or over."""
    if State.CANCELLED not in NEXT[entry.state]:
        raise ActRefused("too_late")
    return _move(entry, State.CANCELLED)


def abandon(entry: Entry) -> Entry:
    """Its account is removed: wherever it stands, even leaving, it is over here and never looked for again."""
    return replace(entry, state=State.CANCELLED)


def release(entry: Entry, *, now: datetime, seen: Seen) -> Entry:
    """The user lets it go (held), tries again (failed), or sends again what is asking (uncertain).

    `seen` is what stands before the user's eyes now. Raises ActRefused for any other state: an uncertain row that is
    not asking yet is still being looked for.
    """
    if entry.by_hand or (entry.state not in WAITS_FOR_THE_USER and not entry.asking):
        raise ActRefused("not_waiting")
    return _move(entry, State.QUEUED, not_before=now, renewed_at=now, seen=seen, absent_reads=0, trouble=None)


def confirm(entry: Entry) -> Entry:
    """The user saw it on the page, or did it there by hand: a reply is then named after its row.

    Raises ActRefused unless the row is uncertain, or by hand and not over.
    """
    if entry.state is not State.UNCERTAIN and not (entry.by_hand and entry.state is State.HELD):
        raise ActRefused("not_waiting")
    is_ours = entry.by_hand and entry.action.kind is ActionKind.REPLY
    return sent(entry, RemoteId(entry.id) if is_ours else None)
