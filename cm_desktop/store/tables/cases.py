"""Where each case stood when it was last acted upon: the table `case_note`. May not open a transaction."""

import sqlite3
from collections.abc import Iterator, Sequence

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, EventId
from cm_desktop.domain.approvals.keeping import CaseNote
from cm_desktop.domain.approvals.people import TeamId
from cm_desktop.domain.comments import AccountId, CommentRef, RemoteId
from cm_desktop.domain.outbox import EntryId
from cm_desktop.store.cells.rows import Cell, Row, ref_cells, text_of, time_cell, time_of
from cm_desktop.store.cells.sealed import add, change, find

COLUMNS = ("id", "team", "account", "comment", "entry", "state", "ruling", "at")


def note(db: sqlite3.Connection, was: CaseNote | None, now: CaseNote) -> bool:
    """Answers False, and writes nothing, where what is noted is not exactly what it was."""
    if was is not None:
        return change(db, "case_note", COLUMNS, _cells(was), _cells(now))
    if db.execute("SELECT 1 FROM case_note WHERE id = ?", (now.case,)).fetchone():
        return False
    add(db, "case_note", _cells(now))
    return True


def notes(db: sqlite3.Connection, which: str = "", values: Sequence[Cell] = ()) -> Iterator[CaseNote]:
    """Those that `which` ("WHERE …") tells, the oldest first."""
    return map(_note, find(db, "case_note", f"{which} ORDER BY at, id", values))


def _cells(noted: CaseNote) -> tuple[Cell, ...]:
    names = (noted.case, noted.team, *ref_cells(noted.comment), noted.entry)
    return (*names, noted.state.value, noted.ruling, time_cell(noted.at))


def _note(row: Row) -> CaseNote:
    case, team, account, comment, entry, state, ruling, at = row
    return CaseNote(
        case=CaseId(case),
        team=TeamId(team),
        comment=CommentRef(AccountId(text_of(account)), RemoteId(text_of(comment))),
        entry=EntryId(entry),
        state=CaseState(state),
        at=time_of(at),
        ruling=None if ruling is None else EventId(ruling),
    )
