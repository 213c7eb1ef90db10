"""The act that follows from a decision, as a row of the outbox, and back. May not put it there."""

import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime

from cm_desktop.domain.actions import (
    ActionKind,
    Capabilities,
    Delete,
    Hide,
    PlatformAction,
    Publish,
    Repeat,
    WriteReply,
)
from cm_desktop.domain.approvals.cases import Approval, Case, CaseState, Ruling
from cm_desktop.domain.approvals.events import CaseId, EventId, WhyFailed
from cm_desktop.domain.approvals.gate import decided, decided_text
from cm_desktop.domain.approvals.keeping import CaseNote
from cm_desktop.domain.approvals.papers import Answered, Asked
from cm_desktop.domain.comments import Comment
from cm_desktop.domain.errors import ActRefused, Forbidden, Gone, NotAllowedAddress, NotAPage, NotFound
from cm_desktop.domain.outbox import Entry, EntryId, Seen, State, cancel, confirm, put_down
from cm_desktop.store.reader import Reader

_PLAIN: Mapping[ActionKind, Callable[[], PlatformAction]] = {
    ActionKind.HIDE: Hide,
    ActionKind.DELETE: Delete,
    ActionKind.PUBLISH: Publish,
}

_FAILURES: Mapping[str, WhyFailed] = {
    Gone.__name__: WhyFailed.GONE,
    **dict.fromkeys((Forbidden.__name__, NotAPage.__name__, NotAllowedAddress.__name__), WhyFailed.FORBIDDEN),
}
_RESTORED = tuple(ActRefused(reason).trouble() for reason in ("restored", "restored_by_hand"))

_UNSETTLED = (State.SENDING, State.UNCERTAIN)

_RULINGS = uuid.UUID("6f1d6bd6-6a0e-4f0b-9a5b-0d6f5a1c7e52")


def entry_of(made_by: EventId | EntryId) -> EntryId:
    """The row that a ruling makes, or that takes the place of one called back: always the same name, so never made twice."""
    return EntryId(str(uuid.uuid5(_RULINGS, made_by)))


def row_made(reader: Reader, ruling: EventId | None) -> Entry | None:
    """The row that a ruling made, if it made one; the last, where one was called back and made again."""
    made, name = None, entry_of(ruling) if ruling else None
    while name is not None:
        try:
            made = reader.entry(name)
        except NotFound:
            break
        name = entry_of(made.id) if made.state is State.CANCELLED else None
    return made


def request_of(reader: Reader, case: Case, note: CaseNote | None) -> Entry | None:
    """The row of the outbox that asked; None where this file no longer has it."""
    with suppress(NotFound):
        return reader.entry(note.entry if note else first_row(case.id))
    return None


def first_row(case: CaseId) -> EntryId:
    """The row of the outbox that opened a case: they have one name."""
    return EntryId(f"{case[:8]}-{case[8:12]}-{case[12:16]}-{case[16:20]}-{case[20:]}")


def recalled(made: Entry | None) -> tuple[tuple[Entry, Entry], ...]:
    """What a decision made that no longer stands, called back if it has not left."""
    return ((made, cancel(made)),) if made is not None and made.undoable else ()


def said_done(made: Entry | None, state: CaseState) -> tuple[tuple[Entry, Entry], ...]:
    """What was done by hand, and told: a copy that was put back knows neither, and would have it confirmed again."""
    waits = made is not None and made.by_hand and made.state is State.HELD
    return ((made, confirm(made)),) if made is not None and waits and state is CaseState.SENT else ()


def may_have_left(reader: Reader, entry: Entry) -> bool:
    """Whether it is leaving, has left, or was given up while nobody could tell: only the journal knows that of it."""
    if entry.state is not State.CANCELLED:
        return entry.state in (*_UNSETTLED, State.SENT)
    lines = [line for line in reader.past.lines(entry.comment) if line.entry == entry.id]
    states = [State(line.detail.rpartition(" ")[2]) for line in lines]
    stood = [state for state in states if state is not State.CANCELLED]
    tried = [number for number, state in enumerate(stood) if state in _UNSETTLED]
    if not tried:
        return False
    reply = entry.action.kind is ActionKind.REPLY
    sent_again = reply and stood[tried[-1] :][:2] == [State.UNCERTAIN, State.QUEUED]  # asked for, which proves nothing
    return sent_again or stood[-1] in _UNSETTLED


def came_to_nothing(entry: Entry, state: CaseState, *, waits: bool) -> WhyFailed | None:
    """Why what was decided has not left, as the others are to be told; None where there is nothing to say.

    `waits`: what is queued does not leave by itself. What became of a row that was put back from a copy nobody knows.
    Not to be asked of what may have left.
    """
    if entry.state is State.FAILED:
        return _refused(entry) if state is not CaseState.FAILED else None
    if state is not CaseState.SENDING or entry.trouble in _RESTORED:
        return None
    if entry.state is State.CANCELLED:
        return WhyFailed.GIVEN_UP
    is_back = entry.state is State.HELD or (entry.state is State.QUEUED and waits)
    return WhyFailed.HELD if is_back else None


def _refused(entry: Entry) -> WhyFailed:
    """Of a row that the page refused: a word of ours, nothing of what the platform wrote."""
    return _FAILURES.get(entry.trouble.name if entry.trouble else "", WhyFailed.REFUSED)


def action_of(case: Case, ruling: Ruling, asked: Asked, answered: Answered | None) -> PlatformAction | None:
    """What was decided to do; None for nothing, or where the text is erased."""
    kind = decided(case, ruling)
    if kind is ActionKind.REPLY:
        text = decided_text(ruling, asked, answered)
        return WriteReply(text) if text else None
    return _PLAIN[kind]() if kind is not None and kind in _PLAIN else None


def row_of(
    case: Case,
    ruling: Ruling,
    action: PlatformAction,
    *,
    asked: Asked,
    comment: Comment,
    seen: Seen | None,
    caps: Capabilities,
    now: datetime,
    instead: Entry | None,
) -> Entry:
    """The row, as it starts its life. `seen` is what the moderator had seen when asking, None where that is not known.

    `instead`: the row of this ruling that was called back, if there is one.
    """
    return put_down(
        Entry(
            id=entry_of(instead.id if instead else ruling.event.id),
            comment=comment.ref,
            thread=comment.thread,
            action=action,
            seen=seen or Seen(fingerprint=asked.fingerprint),
            acted_at=now,
            not_before=now,
            by_hand=caps.acts.get(action.kind) is Repeat.BY_HAND,
            approval=Approval(case=case.id, request=case.current.id),
        )
    )
