"""What follows in the cache from the work done: each comment's triage and draft mark. May not write to work.db.

Called with the cache locked, so that of two processes the later to write has read the later work.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cm_desktop.domain.actions import Decided
from cm_desktop.domain.comments import Comment
from cm_desktop.domain.outbox import Entry
from cm_desktop.domain.projection import triage
from cm_desktop.domain.queue import Triage
from cm_desktop.store.rows import COMMENT, Cell, comment_from, decided_from, entry_from, time_of
from cm_desktop.store.sealed import find
from cm_desktop.store.sql import holes, slices


@dataclass(frozen=True, slots=True)
class Cached:
    """A comment in the cache, and what the cache says that follows."""

    handle: int
    triage: str
    draft: int
    comment: Comment


@dataclass(slots=True)
class Done:
    """What work.db holds about one comment."""

    entries: list[Entry] = field(default_factory=list)
    decided: Decided | None = None
    draft: bool = False


def derive(cache: sqlite3.Connection, work: sqlite3.Connection, account: Cell, ids: Iterable[Cell]) -> None:
    """Write again what follows for these comments of one account; those that are not in the cache are left out."""
    for some in slices(list(dict.fromkeys(ids))):
        correct(cache, work, account, _cached(cache, account, some))


def correct(cache: sqlite3.Connection, work: sqlite3.Connection, account: Cell, cached: dict[Cell, Cached]) -> None:
    """The same for comments at hand, by remote id."""
    ids = list(cached)
    done, answers = _done(work, account, ids), _answers(cache, account, ids)
    changes = []
    for name, known in cached.items():
        about = done[name]
        now = triage(known.comment, about.entries, about.decided, answered_at=answers.get(name))
        if (known.triage, known.draft) != (now, about.draft):
            changes.append((now.value, int(about.draft), known.handle))
    cache.executemany("UPDATE comment SET triage = ?, draft = ? WHERE id = ?", changes)


def guess(comment: Comment, *, answered_at: datetime | None) -> Triage:
    """Where a new comment stands while nothing has been done about it: nearly always right, and so written only once."""
    return triage(comment, (), None, answered_at=answered_at)


def _done(work: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> dict[Cell, Done]:
    done: dict[Cell, Done] = defaultdict(Done)
    which, values = f"WHERE account = ? AND comment IN ({holes(ids)})", (account, *ids)
    for cells in find(work, "outbox", which, values):
        done[cells[2]].entries.append(entry_from(cells))
    for _account, comment, *decided in find(work, "decision", which, values):
        done[comment].decided = decided_from(decided)
    for _account, comment, *_text in find(work, "draft", which, values):
        done[comment].draft = True
    return done


def _cached(cache: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> dict[Cell, Cached]:
    found = cache.execute(
        f"SELECT remote_id, id, triage, draft, {', '.join(COMMENT)} FROM comment"
        f" WHERE account = ? AND remote_id IN ({holes(ids)})",
        (account, *ids),
    )
    return {name: Cached(handle, was, draft, comment_from(cells)) for name, handle, was, draft, *cells in found}


def _answers(cache: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> dict[Cell, datetime]:
    """When the page last replied, for those under which a reply of its stands."""
    replies = cache.execute(
        f"SELECT parent, max(created_at) FROM comment WHERE account = ? AND parent IN ({holes(ids)}) AND is_page"
        " AND visibility NOT IN ('gone', 'trashed', 'spam') GROUP BY parent",
        (account, *ids),
    )
    return {parent: time_of(replied) for parent, replied in replies}
