"""The first rows of a list, by what its order goes by. May not open a transaction."""

import sqlite3
from typing import Any

from cm_desktop.store.lists.queries import Listing

Key = tuple[Any, ...]  # what the order of a list goes by, and the handle


def keys_of(db: sqlite3.Connection, asked: Listing, limit: int, skip: int = 0) -> list[Key]:
    """So many, from the start of a list or behind its first ones."""
    return db.execute(
        f"SELECT {', '.join(asked.key)} FROM {asked.table} WHERE {asked.where} ORDER BY {asked.order} LIMIT ? OFFSET ?",
        (*asked.values, limit, skip),
    ).fetchall()
