"""Which rows of the outbox may leave now, what stops one, and what makes one pointless. Pure; may not move a row.

Rows of one lane leave first in, first out; a lane is closed while one of its rows is sending, uncertain, failed or held.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cm_desktop.domain.actions import Action, ActionKind, EditReply, Escalate, WriteReply, effect
from cm_desktop.domain.comments import Comment, RemoteId, Visibility, fingerprint
from cm_desktop.domain.errors import ActRefused, Offline, ProxyRefused, Untrusted
from cm_desktop.domain.outbox import LIVE, Addressee, Entry, Lane, State

STALE_AFTER = timedelta(hours=24)
LONG_AWAY = timedelta(minutes=5)  # after less, nobody has forgotten what they did
_NOTICED_LATE = timedelta(minutes=1)  # that nothing can be reached is only known once something was tried
_UNREACHED = frozenset({Offline.__name__, ProxyRefused.__name__, Untrusted.__name__})


@dataclass(frozen=True, slots=True)
class Away:
    """From when to when no platform could be reached."""

    since: datetime
    until: datetime


def unreached(entry: Entry) -> bool:
    """Whether it was tried, and the request never left this machine."""
    return entry.trouble is not None and entry.trouble.name in _UNREACHED


def prepared_offline(entry: Entry, away: Iterable[Away]) -> bool:
    """Whether the moderator did this while nothing could be reached, for so long that the page is worth a look first.

    What somebody approved, and what the moderator let go of since, is not asked about again.
    """
    if entry.renewed_at is not None or entry.approval is not None:
        return False
    long = [one for one in away if one.until - one.since >= LONG_AWAY]
    return any(one.since - _NOTICED_LATE <= entry.acted_at <= one.until for one in long)


def heads(entries: Iterable[Entry]) -> list[Entry]:
    """The queued rows that wait for nothing but their time, oldest first."""
    closed: set[Lane] = set()
    first: list[Entry] = []
    for entry in sorted(entries, key=lambda e: (e.acted_at, e.id)):
        if entry.addressee is Addressee.PLATFORM and entry.state in LIVE:
            if entry.state is State.QUEUED and not entry.waits_for & closed:
                first.append(entry)
            closed.add(entry.lane)
    return first


def leaves(entry: Entry) -> bool:
    """Whether it has just been marked as leaving: a request is on its way with its mark, and is never `sending`."""
    is_request = entry.addressee is Addressee.SUPERVISOR
    return entry.state is (State.SENT if is_request else State.SENDING)


def hindrance(entry: Entry, comment: Comment, *, own_replies: Iterable[RemoteId], now: datetime) -> ActRefused | None:
    """Why this row must wait for the user instead of leaving: what the moderator acted on is not what stands there now.

    `comment` was just read; `own_replies` are those that no row of ours has been credited with.
    """
    if fingerprint(comment.text) != entry.seen.fingerprint:
        return ActRefused("changed")
    if entry.action.kind is not ActionKind.REPLY:
        return None
    if comment.visibility is not Visibility.PUBLIC and not _as_seen(comment.visibility, entry.seen.visibility):
        return ActRefused("moved")
    if now - (entry.renewed_at or entry.acted_at) > STALE_AFTER:
        return ActRefused("stale")
    if set(own_replies) - set(entry.seen.own_replies):
        return ActRefused("answered")
    return None


def supersedes(later: Entry, earlier: Entry) -> bool:
    """Whether `later` makes pointless an earlier act on the same comment that never left: the last word is the one sent.

    Replies and requests all count; acts that set a state replace one another, and a like repeats only a like. What is
    to be done by hand never leaves, and is replaced until it is done.
    """
    never_left = earlier.state is State.QUEUED and not earlier.attempts
    by_hand = earlier.by_hand and earlier.state is State.HELD
    if earlier.comment != later.comment or not (never_left or by_hand):
        return False
    return _what_it_sets(earlier.action) is not None and _what_it_sets(earlier.action) == _what_it_sets(later.action)


def _what_it_sets(action: Action) -> str | None:
    if isinstance(action, Escalate | WriteReply):
        return None
    if isinstance(action, EditReply):
        return "text"
    return "like" if effect(action) is None else "visibility"


def _as_seen(visibility: Visibility, seen: Visibility) -> bool:
    """A blog has one state for what is hidden and what is held."""
    out_of_sight = {Visibility.HIDDEN, Visibility.HELD}
    return visibility is seen or {visibility, seen} <= out_of_sight
