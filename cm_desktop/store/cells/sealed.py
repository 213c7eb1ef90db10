"""Rows with a seal: written with it, checked against it whenever they are read. May not know what they mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from cm_desktop.store.cells.rows import Cell, Row, seal
from cm_desktop.store.cells.sql import holes
from cm_desktop.store.disk.files import Misread


def add(db: sqlite3.Connection, table: str, cells: Sequence[Cell]) -> None:
    """Write a new row, its cells in the order of the table's columns."""
    db.execute(f"INSERT INTO {table} VALUES ({holes(cells)}, ?)", (*cells, seal(cells)))


def put(db: sqlite3.Connection, table: str, cells: Sequence[Cell]) -> None:
    """Write a row over the one of the same name, if there is one."""
    db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({holes(cells)}, ?)", (*cells, seal(cells)))


def find(db: sqlite3.Connection, table: str, which: str = "", values: Sequence[Cell] = ()) -> Iterator[Row]:
    """The rows `which` ("WHERE … ORDER BY …") tells, without their seals. Raises Misread where a seal is broken."""
    for *cells, sha256 in db.execute(f"SELECT * FROM {table} {which}", values):
        if seal(cells) != sha256:
            raise Misread(table)
        yield cells


def change(
    db: sqlite3.Connection, table: str, columns: Sequence[str], was: Sequence[Cell], now: Sequence[Cell]
) -> bool:
    """Write a row over what it was. Answers False, and writes nothing, where it is no longer exactly that."""
    changes = ", ".join(f"{column} = ?" for column in (*columns, "sha256"))
    written = db.execute(
        f"UPDATE {table} SET {changes} WHERE {columns[0]} = ? AND sha256 = ?", (*now, seal(now), was[0], seal(was))
    )
    return written.rowcount == 1


def drop(db: sqlite3.Connection, table: str, where: str, values: Sequence[Cell]) -> bool:
    """Remove the rows that answer `where`; answers whether there were any."""
    return db.execute(f"DELETE FROM {table} WHERE {where}", values).rowcount > 0


def next_number(db: sqlite3.Connection, table: str) -> int:
    """What the next row of a table that counts its rows is called: no number is ever given twice."""
    last = db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return (int(last[0]) if last else 0) + 1
