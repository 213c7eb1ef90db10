"""Platform truth plus what is on its way: where a comment stands in the moderator's work. Pure; may not keep anything."""

from collections.abc import Iterable

from cm_desktop.domain.actions import ActionKind, Decision
from cm_desktop.domain.comments import Comment, Visibility
from cm_desktop.domain.outbox import LIVE, Addressee, Entry, State
from cm_desktop.domain.queue import Triage

_ANSWERING = frozenset({ActionKind.REPLY, ActionKind.PUBLISH})
_TAKING_AWAY = frozenset({ActionKind.HIDE, ActionKind.SPAM, ActionKind.DELETE})


def triage(comment: Comment, entries: Iterable[Entry], decision: Decision | None, *, answered: bool) -> Triage:
    """Where the comment stands. `entries` are all rows of the outbox for it, `decision` the last one taken.

    `answered` says that the page has replied under it, on the platform. A like leaves the comment where it is.
    """
    rows = [entry for entry in entries if entry.action.kind is not ActionKind.LIKE]
    alive = [entry for entry in rows if entry.state in LIVE]
    if any(entry.addressee is Addressee.PLATFORM for entry in alive):
        return Triage.OUTGOING
    if alive:
        return Triage.VALIDATION
    if comment.visibility in (Visibility.HIDDEN, Visibility.SPAM, Visibility.TRASHED):
        return Triage.HIDDEN
    last = _last_move(rows)
    if comment.visibility is Visibility.HELD and last is ActionKind.HIDE:
        return Triage.HIDDEN  # a blog has one state for what is hidden and what nobody has seen yet
    if comment.visibility is Visibility.GONE or comment.author.is_page:
        return Triage.DONE
    if decision is Decision.REOPENED:
        return Triage.TODO
    if decision is Decision.DISMISSED or answered or last in _TAKING_AWAY or _answered(rows):
        return Triage.DONE
    return Triage.TODO


def _answered(rows: Iterable[Entry]) -> bool:
    """Whether something of ours answered it: sent, though the next reading has not confirmed it yet."""
    return any(entry.state is State.SENT and entry.action.kind in _ANSWERING for entry in rows)


def _last_move(rows: Iterable[Entry]) -> ActionKind | None:
    """The last act that moved it, of those that were sent."""
    moves = [entry for entry in rows if entry.state is State.SENT and entry.action.kind is not ActionKind.REPLY]
    return max(moves, key=lambda entry: (entry.acted_at, entry.id)).action.kind if moves else None
