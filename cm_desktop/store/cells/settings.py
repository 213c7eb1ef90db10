"""The table `setting`, read. May not know what any of it means."""

import sqlite3

from cm_desktop.store.cells.rows import text_of
from cm_desktop.store.cells.sealed import find


def setting(work: sqlite3.Connection, name: str) -> str:
    """What is set under that name; empty where nothing is. Raises Misread."""
    return next((text_of(value) for _, value in find(work, "setting", "WHERE name = ?", (name,))), "")
