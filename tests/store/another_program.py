"""Another program at work.db: it reads and writes without asking. May not assert anything."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from cm_desktop.store.workspace import Workspace


@contextmanager
def tampering(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    """A connection of its own; its rows know their columns by name."""
    with closing(sqlite3.connect(workspace.folder / "work.db", isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        yield db


def journal(workspace: Workspace) -> list[sqlite3.Row]:
    """Every line, the oldest first."""
    with tampering(workspace) as db:
        return db.execute("SELECT * FROM journal ORDER BY number").fetchall()
