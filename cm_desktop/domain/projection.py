"""Platform truth plus what is on its way: where a comment stands in the moderator's work. Pure; may not keep anything."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from cm_desktop.domain.actions import ActionKind, Decided, Decision
from cm_desktop.domain.comments import Comment, Visibility
from cm_desktop.domain.outbox import LIVE, Addressee, Entry, State
from cm_desktop.domain.queue import Triage

_ANSWERING = frozenset({ActionKind.REPLY, ActionKind.PUBLISH})
_TAKING_AWAY = frozenset({ActionKind.HIDE, ActionKind.SPAM, ActionKind.DELETE})
_OUT_OF_SIGHT = frozenset({Visibility.HIDDEN, Visibility.SPAM, Visibility.TRASHED})


def triage(
    comment: Comment, entries: Iterable[Entry], decided: Decided | None, *, answered_at: datetime | None
) -> Triage:
    """Where the comment stands. `entries` are all rows of the outbox for it, `decided` the last decision about it.

    `answered_at` is when the page last replied under it, on the platform. A like leaves the comment where it is; what
    the moderator reopened is to do until something answers it again.
    """
    rows = [entry for entry in entries if entry.action.kind is not ActionKind.LIKE]
    alive = [entry for entry in rows if entry.state in LIVE]
    if any(entry.addressee is not Addressee.SUPERVISOR for entry in alive):
        return Triage.OUTGOING
    if alive:
        return Triage.VALIDATION
    sent = sorted((entry for entry in rows if entry.state is State.SENT), key=lambda entry: (entry.acted_at, entry.id))
    move = next((entry for entry in reversed(sent) if entry.action.kind is not ActionKind.REPLY), None)
    # A blog has one state for what is hidden and what nobody has seen yet.
    hidden_by_us = move is not None and move.action.kind is ActionKind.HIDE and comment.visibility is Visibility.HELD
    if comment.visibility in _OUT_OF_SIGHT or hidden_by_us:
        return Triage.HIDDEN
    if comment.visibility is Visibility.GONE or comment.author.is_page:
        return Triage.DONE
    if decided is not None and decided.decision is Decision.DISMISSED:
        return Triage.DONE
    settled = [*_settled(sent, move), *([answered_at] if answered_at is not None else [])]
    return Triage.DONE if any(decided is None or moment >= decided.at for moment in settled) else Triage.TODO


def _settled(sent: Iterable[Entry], move: Entry | None) -> Iterator[datetime]:
    """When something of ours answered it or took it away: sent, perhaps not confirmed by a reading yet."""
    yield from (entry.acted_at for entry in sent if entry.action.kind in _ANSWERING)
    if move is not None and move.action.kind in _TAKING_AWAY:
        yield move.acted_at
