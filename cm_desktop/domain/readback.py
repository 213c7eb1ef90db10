"""Finding out what became of an uncertain write from what stands on the page. May not read the page itself."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from cm_desktop.domain.actions import ActionKind, EditReply, Escalate, Like, WriteReply, effect
from cm_desktop.domain.comments import Comment, RemoteId, Reply, Visibility
from cm_desktop.domain.errors import Duplicate, Unknown
from cm_desktop.domain.outbox import (
    BETWEEN_READS,
    READS_BEFORE_ASKING,
    Entry,
    postpone,
    refuse,
    sent,
)

SKEW = timedelta(minutes=5)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe0e\ufe0f\ufeff]")

# WordPress has one state for what is hidden and what is held, and brings a comment back to where it was.
_AS_GOOD = {
    ActionKind.HIDE: (Visibility.HELD,),
    ActionKind.RESTORE: (Visibility.HELD,),
    ActionKind.DELETE: (Visibility.GONE,),
}


def same_text(ours: str, theirs: str) -> bool:
    """Whether a platform could have made `theirs` out of `ours`: spacing and invisible characters do not count."""
    return _plain(ours) == _plain(theirs)


def _plain(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def ours(entry: Entry, replies: Iterable[Reply], *, credited: Collection[RemoteId], now: datetime) -> Reply | None:
    """The oldest reply on the page that an attempt of this row can have made, with its text; None before any attempt."""
    return next((reply for reply in _fresh(entry, replies, credited, now) if same_text(_text(entry), reply.text)), None)


def find_reply(entry: Entry, replies: Iterable[Reply], *, credited: Collection[RemoteId], now: datetime) -> Entry:
    """The row after one complete reading of our own replies under its comment.

    `replies` is complete, in this machine's clock; `credited` holds those that other rows already stand for. Found: the
    row is sent. Absent: after two readings it asks, and never leaves again by itself. A platform that told of a
    duplicate and shows no new reply of ours refused the row.
    """
    replies = tuple(replies)
    if (found := ours(entry, replies, credited=credited, now=now)) is not None:
        return sent(entry, found.id)
    if entry.trouble is not None and entry.trouble.name == Duplicate.__name__:
        return refuse(entry, Duplicate())
    # A new reply of ours with another text may be this one, rewritten by the platform: only a person can tell.
    reads = READS_BEFORE_ASKING if _fresh(entry, replies, credited, now) else entry.absent_reads + 1
    return replace(entry, absent_reads=reads, not_before=now + BETWEEN_READS)


def _fresh(entry: Entry, replies: Iterable[Reply], credited: Collection[RemoteId], now: datetime) -> list[Reply]:
    """The replies that an attempt of this row can have made, oldest first."""
    if entry.attempted_at is None:
        return []
    # A clock that was set back since shows the attempt still to come: then it may have been made at any time.
    earliest, taken = min(entry.attempted_at, now) - SKEW, {*entry.baseline, *credited}
    found = [r for r in replies if r.id not in taken and earliest <= r.created_at <= now + SKEW]
    return sorted(found, key=lambda reply: (reply.created_at, reply.id))


def _text(entry: Entry) -> str:
    assert isinstance(entry.action, WriteReply)
    return entry.action.text


def find_effect(entry: Entry, comment: Comment, *, until: datetime) -> Entry:
    """The row of an act that sets a state, after its comment was read again: done, or free to leave again at `until`."""
    assert not isinstance(entry.action, Escalate | WriteReply)
    if stands(comment, entry):
        return sent(entry)
    return postpone(entry, Unknown(), until=until)


def stands(comment: Comment, entry: Entry) -> bool:
    """Whether the comment already is where this act would put it. A like cannot be seen."""
    if isinstance(entry.action, EditReply):
        return same_text(entry.action.text, comment.text)
    if isinstance(entry.action, Escalate | WriteReply | Like):
        return False
    return comment.visibility is effect(entry.action) or comment.visibility in _AS_GOOD.get(entry.action.kind, ())
