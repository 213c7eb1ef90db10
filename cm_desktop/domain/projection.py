"""Platform truth plus what is on its way: where a comment stands in the moderator's work. Pure; may not keep anything."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from cm_desktop.domain.actions import ActionKind, Decided, Decision
from cm_desktop.domain.comments import Comment, RemoteId, Visibility
from cm_desktop.domain.outbox import LIVE, Addressee, Entry, State
from cm_desktop.domain.queue import Triage
from cm_desktop.domain.snooze import Rest

SETTLED = timedelta(minutes=2)  # a reading so soon after a write may still show what was there before

_ANSWERING = frozenset({ActionKind.REPLY, ActionKind.PUBLISH})
_MOVING_NOTHING = frozenset({ActionKind.REPLY, ActionKind.ESCALATE})
_TAKING_AWAY = frozenset({ActionKind.HIDE, ActionKind.SPAM, ActionKind.DELETE})
_OUT_OF_SIGHT = frozenset({Visibility.HIDDEN, Visibility.SPAM, Visibility.TRASHED})


def triage(
    comment: Comment,
    entries: Iterable[Entry],
    decided: Decided | None,
    *,
    answered_at: datetime | None,
    edited: bool = False,
    withdrawn: Collection[RemoteId] = (),
    validating: bool = False,
    aside_before: datetime | None = None,
    rest: Rest = Rest.NONE,
) -> Triage:
    """Where the comment stands. `entries` are all rows of the outbox for it, `decided` the last decision about it.

    `answered_at` is when the page last replied under it, on the platform; `withdrawn` are replies of ours that no longer
    stand there. `edited` says that its text is no longer the one that was dismissed. `validating`: somebody was asked, and
    has not answered. What was written before `aside_before`, about which nothing was ever decided, and which was never put
    off, is not to do. What is to do and sleeps is snoozed instead. A like leaves the comment where it is; what the moderator
    reopened is to do until something answers it again; our own words are never to do.
    """
    rows = [entry for entry in entries if entry.action.kind is not ActionKind.LIKE]
    if rows or validating:
        alive = [entry for entry in rows if entry.state in LIVE]
        if any(entry.addressee is not Addressee.SUPERVISOR for entry in alive):
            return Triage.OUTGOING
        if alive or validating:
            return Triage.VALIDATION
    if comment.visibility is Visibility.GONE or comment.author.is_page:
        return Triage.DONE
    sent = sorted((entry for entry in rows if entry.state is State.SENT), key=lambda entry: (entry.acted_at, entry.id))
    move = next((entry for entry in reversed(sent) if entry.action.kind not in _MOVING_NOTHING), None) if sent else None
    # A blog has one state for what is hidden and what nobody has seen yet.
    hidden_by_us = move is not None and move.action.kind is ActionKind.HIDE and comment.visibility is Visibility.HELD
    if comment.visibility in _OUT_OF_SIGHT or hidden_by_us:
        return Triage.HIDDEN
    if decided is not None and decided.decision is Decision.DISMISSED and not edited:
        return Triage.DONE
    settled = [answered_at] if answered_at else []
    if sent:  # few comments have anything sent about them, and this is asked of every one that comes in
        settled += [*_answers(sent, withdrawn), *_removal(move, comment)]
    if any(decided is None or moment >= decided.at for moment in settled):
        return Triage.DONE
    if rest is Rest.ASLEEP:
        return Triage.SNOOZED
    is_old = rest is Rest.NONE and aside_before is not None and comment.created_at < aside_before
    return Triage.ASIDE if is_old and decided is None else Triage.TODO


def _answers(sent: Iterable[Entry], withdrawn: Collection[RemoteId]) -> Iterator[datetime]:
    """When something of ours answered it: sent, perhaps not confirmed by a reading yet."""
    for entry in sent:
        if entry.action.kind in _ANSWERING and (entry.remote_id is None or entry.remote_id not in withdrawn):
            yield entry.acted_at


def _removal(move: Entry | None, comment: Comment) -> Iterator[datetime]:
    """When we last took it away, unless a later reading finds it in its place: then somebody showed it again."""
    if move is None or move.action.kind not in _TAKING_AWAY:
        return
    if move.attempted_at is not None and comment.read_at <= move.attempted_at + SETTLED:
        yield move.acted_at
