"""What an act put down, so that it can be undone. May not undo it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.outbox import EntryId
from cm_desktop.domain.snooze import Snooze

Snoozes = Mapping[CommentRef, Snooze | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """`due` is when it can no longer be undone, None where that never ends. `snoozes` is what put these comments off before:
    undoing it puts them off by that again, or by nothing. `unshown` are those that are to be read anew, and had been read.
    """

    entries: tuple[EntryId, ...] = ()
    dismissed: tuple[CommentRef, ...] = ()
    snoozes: Snoozes = field(default_factory=dict)
    unshown: tuple[CommentRef, ...] = ()
    due: datetime | None = None
