"""The index of words joins what was written to it piece by piece, in steps short enough that whoever acts can wait for one.

By itself it joins a great deal at once, in the middle of a write. May not begin or end a transaction.
"""

import sqlite3

PAGES = 32  # joined in one step: some milliseconds


def leave_to_steps(cache: sqlite3.Connection) -> None:
    """Have it join nothing by itself, from now on and for all connections."""
    if cache.execute("SELECT v FROM search_config WHERE k = 'automerge'").fetchone() != (0,):
        cache.execute("INSERT INTO search (search, rank) VALUES ('automerge', 0)")


def join_some(cache: sqlite3.Connection) -> bool:
    """One step; answers whether anything was left to join."""
    before = cache.total_changes
    cache.execute("INSERT INTO search (search, rank) VALUES ('merge', ?)", (PAGES,))
    return cache.total_changes - before > 1  # so SQLite tells
