"""The words of what others decided about an erased comment, or in an erased case, in the outbox. May not open a transaction.

What is leaving, or may have left, keeps its own until that is settled: it is found on the page by them.
"""

import sqlite3
from collections.abc import Collection

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.events import CaseId
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.erasing import emptied
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.outbox import Addressee, Entry, State
from cm_desktop.store.cells.rows import entry_cells, entry_from, ref_cells
from cm_desktop.store.cells.sealed import find, put
from cm_desktop.store.tables.owed import owe_sweeping

_UNSETTLED = frozenset({State.SENDING, State.UNCERTAIN})


def forget_decided(work: sqlite3.Connection, comment: CommentRef) -> None:
    """Those of what was asked too, also of what nobody signed yet. What has not left never will."""
    for entry in _about(work, comment):
        _empty(work, entry)


def forget_cases(work: sqlite3.Connection, cases: Collection[CaseId]) -> list[tuple[CaseId, CommentRef]]:
    """The same in these cases alone, whose comment was not erased: it showed one that was. Answers what they were about."""
    found = []
    for case in sorted(cases):
        which = "WHERE kind = ? AND remote_id = ?"
        asked = [entry_from(row) for row in find(work, "outbox", which, (ActionKind.ESCALATE.value, case))]
        for comment in {entry.comment for entry in asked}:
            found.append((case, comment))
            for entry in _about(work, comment):
                if case in (entry.remote_id, entry.approval and entry.approval.case):
                    _empty(work, entry)
    return found


def _about(work: sqlite3.Connection, comment: CommentRef) -> list[Entry]:
    return [entry_from(row) for row in find(work, "outbox", "WHERE account = ? AND comment = ?", ref_cells(comment))]


def _empty(work: sqlite3.Connection, entry: Entry) -> None:
    """Unless nobody else is to decide it, or it is leaving."""
    is_asked = entry.addressee is Addressee.SUPERVISOR
    if is_asked or (entry.approval is not None and entry.state not in _UNSETTLED):
        put(work, "outbox", entry_cells(emptied(entry)))


def without_erased(work: sqlite3.Connection, was: Entry, now: Entry) -> Entry:
    """`now`, emptied and its sweeping owed where it is settled by this move, and was to be erased while it was not."""
    settles = was.state in _UNSETTLED and now.state not in _UNSETTLED
    if not settles or now.approval is None or not _erased_since(work, now, now.approval.case):
        return now
    owe_sweeping(work)
    return emptied(now)


def _erased_since(work: sqlite3.Connection, entry: Entry, case: CaseId) -> bool:
    """Whether its comment, or its case, was erased after the row was put down."""
    which, about = "FROM journal WHERE account = ? AND comment = ?", ref_cells(entry.comment)
    found = work.execute(
        f"SELECT 1 {which} AND (deed = ? OR (deed = ? AND detail = ?))"
        f" AND number > (SELECT min(number) {which} AND entry = ?)",
        (*about, Deed.TEXT_ERASED.value, Deed.PAPERS_ERASED.value, case, *about, entry.id),
    )
    return found.fetchone() is not None
