"""What follows in the cache from the work done: each comment's triage and draft mark. May not write to work.db.

Called with the cache locked, so that of two processes the later to write has read the later work.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cm_desktop.domain.actions import Decision
from cm_desktop.domain.outbox import Entry
from cm_desktop.domain.projection import triage
from cm_desktop.store.rows import COMMENT, Cell, comment_from, entry_from
from cm_desktop.store.sealed import find
from cm_desktop.store.sql import holes, slices


@dataclass(slots=True)
class Done:
    """What work.db holds about one comment."""

    entries: list[Entry] = field(default_factory=list)
    decision: Decision | None = None
    draft: bool = False


def derive(cache: sqlite3.Connection, work: sqlite3.Connection, account: Cell, ids: Iterable[Cell]) -> None:
    """Write again what follows for these comments of one account; those that are not in the cache are left out."""
    for some in slices(list(dict.fromkeys(ids))):
        done, answered = _done(work, account, some), _answered(cache, account, some)
        changes = []
        for handle, was, drafted, *cells in _comments(cache, account, some):
            name = cells[COMMENT.index("remote_id")]
            about = done[name]
            now = triage(comment_from(cells), about.entries, about.decision, answered=name in answered)
            if (was, drafted) != (now, about.draft):
                changes.append((now, int(about.draft), handle))
        cache.executemany("UPDATE comment SET triage = ?, draft = ? WHERE id = ?", changes)


def _done(work: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> dict[Cell, Done]:
    done: dict[Cell, Done] = defaultdict(Done)
    where, values = f"account = ? AND comment IN ({holes(ids)})", (account, *ids)
    for cells in find(work, "outbox", where, values):
        entry = entry_from(cells)
        done[cells[2]].entries.append(entry)
    for _account, comment, decision, _at in find(work, "decision", where, values):
        done[comment].decision = Decision(decision)
    for _account, comment, *_text in find(work, "draft", where, values):
        done[comment].draft = True
    return done


def _comments(cache: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> list[tuple[Cell, ...]]:
    return cache.execute(
        f"SELECT id, triage, draft, {', '.join(COMMENT)} FROM comment WHERE account = ? AND remote_id IN ({holes(ids)})",
        (account, *ids),
    ).fetchall()


def _answered(cache: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> set[Cell]:
    """Those under which a reply of the page stands."""
    replies = cache.execute(
        f"SELECT parent FROM comment WHERE account = ? AND parent IN ({holes(ids)}) AND is_page"
        " AND visibility NOT IN ('gone', 'trashed', 'spam')",
        (account, *ids),
    )
    return {parent for (parent,) in replies}
