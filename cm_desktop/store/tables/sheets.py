"""Our own copy of what the members of a team carry to one another: the table `sheet`. May not open one, nor a transaction."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence

from cm_desktop.domain.approvals.events import EventId
from cm_desktop.domain.approvals.keeping import Kept, SheetKind
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.people import KeyId, TeamId
from cm_desktop.domain.approvals.ports import Sheet
from cm_desktop.store.cells.rows import Cell, Row, time_cell, time_of
from cm_desktop.store.cells.sealed import add, find, next_number
from cm_desktop.store.cells.sql import holes, slices

COLUMNS = ("number", "team", "name", "kind", "id", "by", "seq", "data", "read_at")


def keep(db: sqlite3.Connection, kept: Kept) -> bool:
    """Unless the event, or the papers, are there already; answers whether they were new."""
    there = "SELECT 1 FROM sheet WHERE team = ? AND kind = ? AND id = ?"
    if db.execute(there, (kept.team, kept.kind.value, kept.id)).fetchone():
        return False
    names = (kept.team, kept.sheet.name, kept.kind.value, kept.id)
    add(
        db,
        "sheet",
        (next_number(db, "sheet"), *names, kept.by, kept.seq, kept.sheet.data, time_cell(kept.read_at)),
    )
    return True


def of(db: sqlite3.Connection, team: TeamId, kind: SheetKind, after: int) -> Iterator[Kept]:
    """Those that were taken in after that number, in the order of their numbers."""
    which = "WHERE team = ? AND kind = ? AND number > ? ORDER BY number"
    return map(_kept, find(db, "sheet", which, (team, kind.value, after)))


def named(db: sqlite3.Connection, team: TeamId, column: str, names: Collection[str]) -> Iterator[Kept]:
    """Those whose `id`, or whose `name`, is among these."""
    for some in slices(sorted(names)):
        which = f"WHERE team = ? AND {column} IN ({holes(some)}) ORDER BY number"
        yield from map(_kept, find(db, "sheet", which, (team, *some)))


def names(db: sqlite3.Connection, team: TeamId) -> frozenset[str]:
    """All that are kept."""
    return frozenset(name for (name,) in db.execute("SELECT name FROM sheet WHERE team = ?", (team,)))


def last_event(db: sqlite3.Connection, team: TeamId) -> int:
    """The number of the last event that was taken in; 0 where there is none."""
    last = "SELECT coalesce(max(number), 0) FROM sheet WHERE team = ? AND kind = 'event'"
    return int(db.execute(last, (team,)).fetchone()[0])


def all_read(db: sqlite3.Connection, as_of: Mapping[TeamId, int]) -> bool:
    """Whether no event of these teams was taken in after these numbers."""
    return all(last_event(db, team) <= number for team, number in as_of.items())


def drop_papers(db: sqlite3.Connection, team: TeamId, papers: Sequence[PapersId]) -> int:
    """Answers how many were there."""
    gone = 0
    for some in slices(papers):
        which = f"team = ? AND kind = 'papers' AND id IN ({holes(some)})"
        values: tuple[Cell, ...] = (team, *some)
        gone += db.execute(f"DELETE FROM sheet WHERE {which}", values).rowcount
    return gone


def _kept(row: Row) -> Kept:
    number, team, name, kind, id_, by, seq, data, read_at = row
    return Kept(
        team=TeamId(team),
        sheet=Sheet(name=name, data=data),
        kind=SheetKind(kind),
        id=EventId(id_) if kind == SheetKind.EVENT else PapersId(id_),
        read_at=time_of(read_at),
        by=None if by is None else KeyId(by),
        seq=seq,
        number=number,
    )
