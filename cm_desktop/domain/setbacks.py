"""What a platform's error means for a row of the outbox that was to be sent. May not send, read a clock or touch a database."""

from datetime import datetime, timedelta

from cm_desktop.domain.actions import Delete, Repeat
from cm_desktop.domain.errors import (
    AuthExpired,
    Blocked,
    Duplicate,
    Forbidden,
    Gone,
    Invalid,
    NotAllowedAddress,
    NotAPage,
    Offline,
    PlatformError,
    RateLimited,
    Transient,
    Unknown,
    Unreadable,
    UpgradeNeeded,
)
from cm_desktop.domain.outbox import Entry, doubt, postpone, refuse, sent


def settle(
    entry: Entry, error: PlatformError, *, repeat: Repeat, now: datetime, settle_time: timedelta, backoff: timedelta
) -> Entry:
    """Where a row that was sending stands after the platform answered with an error.

    What proves that nothing happened goes back to the queue, a definite refusal fails, everything else is in doubt.
    """
    match error:
        case Offline() | Transient() | AuthExpired():
            return postpone(entry, error, until=now + backoff)
        case RateLimited(retry_after=seconds) | Blocked(retry_after=seconds):
            return postpone(entry, error, until=now + (timedelta(seconds=seconds) if seconds else backoff))
        case Unknown() | Unreadable():
            return doubt(entry, error, repeat=repeat, until=now + settle_time)
        case Duplicate() if repeat is not Repeat.DEDUP or entry.attempts > 1:
            return doubt(entry, error, repeat=repeat, until=now + settle_time)  # it may stand and not show yet
        case Gone() if isinstance(entry.action, Delete):
            return sent(entry)
        case _:
            return refuse(entry, error)


def defer(entry: Entry, error: PlatformError, *, now: datetime, backoff: timedelta) -> Entry:
    """Where a queued row stands when looking at its comment failed: nothing of the act itself was sent."""
    match error:
        case Gone() if isinstance(entry.action, Delete):
            return sent(entry)
        case Gone() | Forbidden() | Invalid() | NotAPage() | NotAllowedAddress() | UpgradeNeeded():
            return refuse(entry, error)
        case RateLimited(retry_after=seconds) | Blocked(retry_after=seconds):
            return postpone(entry, error, until=now + (timedelta(seconds=seconds) if seconds else backoff))
        case _:
            return postpone(entry, error, until=now + backoff)
