"""What became of a comment, in the order of time: what we did, what others said. May not read anything."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cm_desktop.domain.actions import ActionKind, Decision, EditReply, Escalate, WriteReply
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.views import Answering, CaseView
from cm_desktop.domain.comments import Comment, fingerprint
from cm_desktop.domain.journal import Deed, Line
from cm_desktop.domain.outbox import Entry, EntryId, State

ERASED = frozenset({Deed.TEXT_ERASED, Deed.PERSON_ERASED})


class What(StrEnum):
    """What kind of thing happened."""

    WRITTEN = "written"
    EDITED = "edited"  # by its author: between that moment, when another text stood there, and the next look
    ACTED = "acted"
    DECIDED = "decided"
    SNOOZED = "snoozed"
    WOKEN = "woken"
    ANSWERED = "answered"  # in the page's name, and not from here
    ASKED = "asked"
    RULED = "ruled"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened at that moment. `who` did it; empty for whoever moderates here.

    `act` and `state` are of an act, `done_at` is when it came to stand there, and `lasted` how long a comment
    was hidden by it, None while that is not over, or not known. `until` is of a snooze. `text` is what was written, or
    stood there before an edit.
    """

    at: datetime
    what: What
    who: str = ""
    text: str = ""
    act: ActionKind | None = None
    by_hand: bool = False
    state: State | None = None
    done_at: datetime | None = None
    lasted: timedelta | None = None
    decision: Decision | None = None
    until: datetime | None = None
    outcome: Outcome | None = None
    declared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All that is known of one comment. `kept` is how it stood when it was last worked on; `thread` its whole thread.

    `lines` are those of the journal about it, `entries` its rows of the outbox, the oldest first.
    """

    comment: Comment
    kept: Comment | None
    thread: Sequence[Comment]
    lines: Sequence[Line]
    entries: Sequence[Entry]
    cases: Sequence[CaseView]


def history(known: Sources) -> tuple[Event, ...]:
    """What happened, the oldest first."""
    comment = known.comment
    found = [Event(at=comment.created_at, what=What.WRITTEN, who=comment.author.name)]
    found += _acts(known)
    found += _decisions(known.lines)
    found += _answers(known)
    found += _edits(known)
    for case in known.cases:
        found += _validation(case)
    return tuple(sorted(found, key=lambda event: event.at))


def _acts(known: Sources) -> Iterable[Event]:
    done = {(line.entry, line.detail.rpartition(" ")[2]): line.at for line in known.lines if line.entry is not None}
    asked = bool(known.cases)  # then the request itself tells more than the row that carried it
    for entry in known.entries:
        if isinstance(entry.action, Escalate) and entry.state is State.SENT and asked:
            continue
        yield Event(
            at=entry.acted_at,
            what=What.ACTED,
            act=entry.action.kind,
            by_hand=entry.by_hand,
            state=entry.state,
            done_at=done.get((entry.id, entry.state.value)),
            lasted=_hidden_for(entry, known.entries, done),
            text=entry.action.text if isinstance(entry.action, WriteReply | EditReply) else "",
        )


def _hidden_for(
    hidden: Entry, entries: Sequence[Entry], done: Mapping[tuple[EntryId, str], datetime]
) -> timedelta | None:
    """From when it was hidden until we showed it again."""
    begun = done.get((hidden.id, State.SENT.value)) if hidden.action.kind is ActionKind.HIDE else None
    shown = (done.get((entry.id, State.SENT.value)) for entry in entries if entry.action.kind is ActionKind.UNHIDE)
    return min((at - begun for at in shown if at is not None and at > begun), default=None) if begun else None


def _decisions(lines: Iterable[Line]) -> Iterable[Event]:
    for line in lines:
        if line.deed is Deed.DECIDED:
            yield Event(at=line.at, what=What.DECIDED, decision=Decision(line.detail))
        elif line.deed is Deed.SNOOZED:
            yield Event(at=line.at, what=What.SNOOZED, until=datetime.fromisoformat(line.detail))
        elif line.deed is Deed.WOKEN:
            yield Event(at=line.at, what=What.WOKEN)
        elif line.deed in ERASED:
            yield Event(at=line.at, what=What.ERASED)
        elif line.deed is Deed.CASE_NOTED and line.detail.endswith(f" {CaseState.EXPIRED}"):
            yield Event(at=line.at, what=What.EXPIRED)
        elif line.deed is Deed.CASE_NOTED and line.detail.endswith(f" {CaseState.WITHDRAWN}"):
            yield Event(at=line.at, what=What.WITHDRAWN)


def _answers(known: Sources) -> Iterable[Event]:
    """Replies of the page; ours are told by their rows."""
    ours = {entry.remote_id for entry in known.entries}
    for other in known.thread:
        if other.author.is_page and other.parent == known.comment.ref.id and other.ref.id not in ours:
            yield Event(at=other.created_at, what=What.ANSWERED, who=other.author.name, text=other.text)


def _edits(known: Sources) -> Iterable[Event]:
    """Each act names the text that it was about: where the next one names another, its author changed it in between."""
    if known.comment.author.is_page or _is_erased(known):
        return
    looks = [(entry.renewed_at or entry.acted_at, entry.seen.fingerprint) for entry in known.entries]
    if known.kept is not None:
        decided = [line.at for line in known.lines if line.deed is Deed.DECIDED]
        last = max([*decided, *(at for at, _ in looks)], default=known.kept.read_at)
        looks.append((last, fingerprint(known.kept.text)))
    looks = sorted(looks, key=lambda look: look[0])
    following = [*(seen for _, seen in looks), fingerprint(known.comment.text)][1:]
    for (at, seen), after in zip(looks, following, strict=True):
        if seen != after:
            before = known.kept.text if known.kept and fingerprint(known.kept.text) == seen else ""
            yield Event(at=at, what=What.EDITED, who=known.comment.author.name, text=before)


def _is_erased(known: Sources) -> bool:
    return any(line.deed in ERASED for line in known.lines)


def _validation(case: CaseView) -> Iterable[Event]:
    for version in case.versions:
        reason = version.asked.reason if version.asked else ""
        yield Event(at=version.event.at, what=What.ASKED, who=case.author, text=reason)
    for answer in (*case.answers, *case.advice, *case.earlier):
        yield _answered(answer)


def _answered(answer: Answering) -> Event:
    return Event(
        at=answer.event.at,
        what=What.RULED,
        who=answer.who,
        outcome=answer.outcome,
        text=answer.reason or answer.text,
        declared=answer.declared,
    )
