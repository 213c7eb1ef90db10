"""The words of what others decided about an erased comment, in the outbox. May not open a transaction.

What is leaving, or may have left, keeps its own until that is settled: it is found on the page by them.
"""

import sqlite3

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.erasing import emptied
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.outbox import LIVE, Addressee, Entry, State
from cm_desktop.store.owed import owe_sweeping
from cm_desktop.store.rows import entry_cells, entry_from, ref_cells
from cm_desktop.store.sealed import find, put

_UNSETTLED = frozenset({State.SENDING, State.UNCERTAIN})


def forget_decided(work: sqlite3.Connection, comment: CommentRef) -> None:
    """Those of what was asked too, once that is over. What has not left never will."""
    for row in list(find(work, "outbox", "WHERE account = ? AND comment = ?", ref_cells(comment))):
        entry = entry_from(row)
        is_asked = entry.addressee is Addressee.SUPERVISOR and entry.state not in LIVE
        if is_asked or (entry.approval is not None and entry.state not in _UNSETTLED):
            put(work, "outbox", entry_cells(emptied(entry)))


def without_erased(work: sqlite3.Connection, was: Entry, now: Entry) -> Entry:
    """`now`, emptied and its sweeping owed where it is settled by this move, and its comment was erased while it was not."""
    settles = was.state in _UNSETTLED and now.state not in _UNSETTLED
    if not settles or now.approval is None or not _erased_since(work, now):
        return now
    owe_sweeping(work)
    return emptied(now)


def _erased_since(work: sqlite3.Connection, entry: Entry) -> bool:
    """Whether its comment was erased after the row was put down."""
    about = "FROM journal WHERE account = ? AND comment = ?"
    found = work.execute(
        f"SELECT 1 {about} AND deed = ? AND number > (SELECT min(number) {about} AND entry = ?)",
        (*ref_cells(entry.comment), Deed.TEXT_ERASED.value, *ref_cells(entry.comment), entry.id),
    )
    return found.fetchone() is not None
