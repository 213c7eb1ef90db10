"""How far the cache has applied the journal of work.db. May not apply a line."""

import sqlite3
from typing import NamedTuple

from cm_desktop.store.cells.settings import setting


class Mark(NamedTuple):
    """A line of the journal of one workspace."""

    workspace: str
    number: int


def applied(cache: sqlite3.Connection) -> Mark:
    """The last line that the cache has applied."""
    return Mark(*cache.execute("SELECT workspace, number FROM applied").fetchone())


def last_line(work: sqlite3.Connection) -> Mark:
    """The last line that there is."""
    number = work.execute("SELECT coalesce(max(number), 0) FROM journal").fetchone()[0]
    return Mark(setting(work, "workspace"), number)


def is_behind(cache: sqlite3.Connection, work: sqlite3.Connection) -> bool:
    """Whether there are lines that the cache has not applied, or it belongs to another work.db."""
    return applied(cache) != last_line(work)
