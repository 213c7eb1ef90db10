"""A sweeping that an erasure owes: noted in its transaction, done when the files were swept. May not sweep anything."""

import sqlite3

from cm_desktop.store.cells.sealed import drop, put
from cm_desktop.store.cells.settings import setting

_NAME = "to_sweep"


def owe_sweeping(work: sqlite3.Connection) -> None:
    """In the transaction that erases."""
    put(work, "setting", (_NAME, "yes"))


def owes_sweeping(work: sqlite3.Connection) -> bool:
    """Whether what was erased may still be read in the files."""
    return setting(work, _NAME) == "yes"


def note_swept(work: sqlite3.Connection) -> None:
    """In a transaction that is open already."""
    drop(work, "setting", "name = ?", (_NAME,))
