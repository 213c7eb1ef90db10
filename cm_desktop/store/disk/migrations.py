"""Bringing a database file to the present version, one numbered step after the other. May not know what a step does."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cm_desktop.store.disk.files import DatabaseFile, writing

if TYPE_CHECKING:
    from sqlite_utils import Database

Step = Callable[["Database"], None]


def migrate(db: sqlite3.Connection, file: DatabaseFile, steps: Sequence[Step]) -> None:
    """Take the steps that this file has not taken yet, each with its number in one transaction."""
    while version(db) < len(steps):
        with writing(db):
            _take(db, file, steps)


def version(db: sqlite3.Connection) -> int:
    """How many steps the file has taken."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _take(db: sqlite3.Connection, file: DatabaseFile, steps: Sequence[Step]) -> None:
    from sqlite_utils import Database  # half a second of imports that an up-to-date workspace does without

    taken = version(db)  # asked again under the lock: another process may have been here first
    if taken < len(steps):
        steps[taken](Database(db, execute_plugins=False, recursive_triggers=False))
        db.execute(f"PRAGMA application_id = {file.application_id}")
        db.execute(f"PRAGMA user_version = {taken + 1}")
