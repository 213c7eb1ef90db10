"""Comments that were never here: written at once, and told at once to what the file keeps of many together.

That is the table `tally` and the table `bundle`; what changes or leaves is told to them by triggers, row by row. May not
say where a comment stands, nor begin or end a transaction.
"""

import sqlite3
from collections import Counter
from collections.abc import Sequence

from cm_desktop.store.cells.rows import Cell
from cm_desktop.store.cells.sql import holes
from cm_desktop.store.comments import bundles


def arrive(cache: sqlite3.Connection, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> range:
    """Write these rows, none of which is there, under the handles behind all others; answers these, in their order."""
    (last,) = cache.execute("SELECT coalesce(max(id), 0) FROM comment").fetchone()
    handles = range(last + 1, last + 1 + len(rows))
    if rows:
        row_of_holes = f"(?, {holes(columns)})"
        values = [value for handle, row in zip(handles, rows, strict=True) for value in (handle, *row)]
        cache.execute(
            f"INSERT INTO comment (id, {', '.join(columns)}) VALUES {', '.join([row_of_holes] * len(rows))}", values
        )
    _count(cache, columns, rows)
    bundles.come(cache, columns, rows)
    return handles


def _count(cache: sqlite3.Connection, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> None:
    client, triage, severity, draft = map(columns.index, ("client", "triage", "severity", "draft"))
    kinds = Counter((row[client], row[triage], row[severity], row[draft]) for row in rows)
    cache.executemany(
        "INSERT INTO tally VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET number = number + excluded.number",
        [(*kind, number) for kind, number in kinds.items()],
    )
