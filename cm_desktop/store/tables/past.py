"""What the journal says of one comment, as it is read: every line checked against its seal. May not write."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.journal import Deed, Line
from cm_desktop.domain.outbox import EntryId
from cm_desktop.store.cells.rows import Row, ref_cells, time_of
from cm_desktop.store.cells.sealed import find

Opening = Callable[[], AbstractContextManager[sqlite3.Connection]]


class Past:
    """A part of a reader, and as much its thread's own."""

    def __init__(self, work: Opening) -> None:
        self._work = work

    def lines(self, comment: CommentRef) -> tuple[Line, ...]:
        """All that was done about it, in the order of the commits."""
        which = "WHERE account = ? AND comment = ? ORDER BY number"
        with self._work() as db:
            return tuple(map(_line, find(db, "journal", which, ref_cells(comment))))

    def restored_at(self) -> datetime | None:
        """When a copy last took the place of this workspace; None where none did."""
        which = "WHERE deed = ? ORDER BY number DESC LIMIT 1"
        with self._work() as db:
            return next((_line(row).at for row in find(db, "journal", which, (Deed.RESTORED.value,))), None)


def _line(row: Row) -> Line:
    _number, at, deed, _client, _account, _comment, entry, detail = row
    return Line(at=time_of(at), deed=Deed(deed), entry=None if entry is None else EntryId(entry), detail=detail)
