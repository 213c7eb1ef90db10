"""The table `bundle`: which comment of a post comes first among those that stand alike, so that a list can go post by post.

Kept by the file itself: to find it anew for each page would be felt. May not read a list.
"""

import sqlite3
from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from cm_desktop.store.cells.rows import Cell

if TYPE_CHECKING:
    from sqlite_utils import Database

_COLUMNS = "(of_triage, of_account, of_post, gravest, newest)"
_BY, _ORDER = ("triage", "account", "post"), ("severity", "created_at")
_TOLD = ("triage", "post", "severity", "created_at")
_OLD = "of_triage = old.triage AND of_account = old.account AND of_post = old.post"
_LEFT = "FROM comment WHERE triage = old.triage AND account = old.account AND post = old.post"
# One that was not the first leaves its bundle as it is; after the first, the next one is.
_GONE = (
    f"DELETE FROM bundle WHERE {_OLD} AND NOT EXISTS (SELECT 1 {_LEFT});"
    f" UPDATE bundle SET (gravest, newest) = (SELECT severity, created_at {_LEFT}"
    " ORDER BY severity DESC, created_at DESC LIMIT 1)"
    f" WHERE {_OLD} AND (gravest, newest) = (old.severity, old.created_at);"
)
_FIRST = (  # the comment of these cells, where it is
    f"INSERT INTO bundle {_COLUMNS} VALUES ({{}})"
    " ON CONFLICT (of_triage, of_account, of_post) DO UPDATE SET gravest = excluded.gravest, newest = excluded.newest"
    " WHERE (excluded.gravest, excluded.newest) > (gravest, newest)"
)
_COME = _FIRST.format("new.triage, new.account, new.post, new.severity, new.created_at") + ";"
FIRSTS = (
    "SELECT triage, account, post, severity, created_at FROM (SELECT triage, account, post, severity, created_at,"
    " max(severity || created_at) FROM comment GROUP BY triage, account, post)"
)


def make(db: "Database") -> None:
    """The table with all that is there already, what keeps it, and the index by which one post is read."""
    db.execute("DROP TABLE IF EXISTS bundle")
    db.execute(
        "CREATE TABLE bundle (number INTEGER PRIMARY KEY, of_triage TEXT, of_account TEXT, of_post TEXT,"
        " gravest INTEGER, newest TEXT, UNIQUE (of_triage, of_account, of_post))"
    )
    db.execute("CREATE INDEX bundle_by_severity ON bundle (of_triage, gravest, newest)")
    db.execute("CREATE INDEX IF NOT EXISTS queue_post ON comment (triage, account, post, severity, created_at)")
    db.execute(f"INSERT INTO bundle {_COLUMNS} {FIRSTS}")
    was, now = (", ".join(f"{row}.{column}" for column in _TOLD) for row in ("old", "new"))
    for name, when, then in (
        ("comes", "INSERT", _COME),
        ("goes", "DELETE", _GONE),
        ("moves", f"UPDATE OF {', '.join(_TOLD)}", _GONE + _COME),
    ):
        changed = f"WHEN ({was}) IS NOT ({now})" if name == "moves" else ""
        db.execute(f"DROP TRIGGER IF EXISTS bundle_{name}")
        db.execute(f"CREATE TRIGGER bundle_{name} AFTER {when} ON comment {changed} BEGIN {then} END")


def come(cache: sqlite3.Connection, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> None:
    """Tell the table of comments that were just written for the first time: of each post once."""
    where, order = itemgetter(*map(columns.index, _BY)), itemgetter(*map(columns.index, _ORDER))
    firsts: dict[tuple[Cell, ...], tuple[Cell, ...]] = {}
    for row in rows:
        bundle, first = where(row), order(row)
        firsts[bundle] = max(firsts.get(bundle, first), first)
    cache.executemany(_FIRST.format("?, ?, ?, ?, ?"), [(*bundle, *first) for bundle, first in firsts.items()])


def leave_comers_to_batches(db: "Database") -> None:
    """No trigger for those that come: `come` tells of many at once."""
    db.execute("DROP TRIGGER IF EXISTS bundle_comes")


def order_whole_posts(db: "Database") -> None:
    """By which a list that goes over several triages goes post by post."""
    db.execute("CREATE INDEX IF NOT EXISTS bundle_by_first ON bundle (gravest, newest)")
    db.execute("CREATE INDEX IF NOT EXISTS bundle_of_post ON bundle (of_account, of_post)")
