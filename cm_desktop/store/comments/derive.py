"""What follows in the cache from the work done: triage, drafts, sleep, what is unread. May not write to work.db.

Called with the cache locked, so that of two processes the later to write has read the later work.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime

from cm_desktop.domain.actions import Decided, Decision
from cm_desktop.domain.comments import Comment, RemoteId
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.outbox import Entry
from cm_desktop.domain.projection import triage
from cm_desktop.domain.queue import Triage
from cm_desktop.domain.snooze import Rest, Snooze, rest
from cm_desktop.store.cells.rows import (
    COMMENT,
    Cell,
    cell,
    comment_from,
    decided_from,
    entry_from,
    text_of,
    time_cell,
    time_of,
)
from cm_desktop.store.cells.sealed import find
from cm_desktop.store.cells.sql import holes, slices
from cm_desktop.store.tables import aside, cases, snoozes

DERIVED = ("triage", "draft", "unread", "asleep_until", "returned")
_WORKED_ON = ("outbox", "decision", "draft", "snooze")
_STANDS = "visibility NOT IN ('gone', 'trashed', 'spam')"


@dataclass(frozen=True, slots=True)
class Cached:
    """A comment in the cache, and what the cache says that follows: the cells of DERIVED.

    `guessed`: they were just written for the first time, as they follow where nothing was done and nobody replied.
    """

    handle: int
    derived: tuple[Cell, ...]
    comment: Comment
    guessed: bool = False


@dataclass(slots=True)
class Done:
    """What work.db holds about one comment."""

    entries: list[Entry] = field(default_factory=list)
    decided: Decided | None = None
    dismissed_text: str | None = None
    draft: bool = False
    validating: bool = False
    snooze: Snooze | None = None


_NOTHING = Done()  # nobody writes to it


def derive(cache: sqlite3.Connection, work: sqlite3.Connection, account: Cell, ids: Iterable[Cell]) -> None:
    """Write again what follows for these comments of one account; those that are not in the cache are left out."""
    for some in slices(list(dict.fromkeys(ids))):
        correct(cache, work, account, _cached(cache, account, some))


def correct(cache: sqlite3.Connection, work: sqlite3.Connection, account: Cell, cached: dict[Cell, Cached]) -> None:
    """The same for comments at hand, by remote id."""
    ids = list(cached)
    known_of, answers = _told_of(work, account, ids), _answers(cache, account, ids)
    done = _done(work, account, [*known_of]) if known_of else {}  # whatever is done leaves a line in the journal
    withdrawn = _withdrawn(cache, work, account, [row.remote_id for about in done.values() for row in about.entries])
    moment = aside.before(work, account)
    spoken = snoozes.spoken(cache, account, [name for name, about in done.items() if about.snooze is not None])
    changes = []
    for name, known in cached.items():
        if known.guessed and name not in known_of and name not in answers:
            continue
        about = done.get(name, _NOTHING)
        sleep = rest(about.snooze, known.comment, about.entries, about.decided, spoke_at=spoken.get(name))
        now = triage(
            known.comment,
            about.entries,
            about.decided,
            answered_at=answers.get(name),
            edited=about.dismissed_text not in (None, known.comment.text),
            withdrawn=withdrawn,
            validating=about.validating,
            aside_before=moment,
            rest=sleep,
        )
        unread = now is Triage.TODO and known_of.get(name, Deed.UNSHOWN) == Deed.UNSHOWN
        derived = (now.value, int(about.draft), int(unread), *_sleep(now, sleep, about.snooze))
        if known.derived != derived:
            changes.append((*derived, known.handle))
    cache.executemany(f"UPDATE comment SET {' = ?, '.join(DERIVED)} = ? WHERE id = ?", changes)


def _sleep(stands: Triage, sleep: Rest, snooze: Snooze | None) -> tuple[str, int]:
    """Until when it sleeps, and whether it woke: of one that stands elsewhere neither is said."""
    until = time_cell(snooze.until) if snooze is not None and stands is Triage.SNOOZED else ""
    return until, int(stands is Triage.TODO and sleep is Rest.BACK)


def guess(comment: Comment, *, answered_at: datetime | None, aside_before: datetime | None) -> Triage:
    """Where a new comment stands while nothing has been done about it: nearly always right, and so written only once."""
    return triage(comment, (), None, answered_at=answered_at, aside_before=aside_before)


def answered_by(cache: sqlite3.Connection, work: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> set[Cell]:
    """The comments that those of the page among these stand under, or were sent to answer."""
    return stood_under(cache, account, ids) | sent_to(work, account, ids)


def stood_under(cache: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> set[Cell]:
    """The comments that those of the page among these stand under, as the cache has them."""
    found: set[Cell] = set()
    for some in slices(ids):
        which, values = f"account = ? AND remote_id IN ({holes(some)})", (account, *some)
        found |= {name for (name,) in cache.execute(f"SELECT parent FROM comment WHERE {which} AND is_page", values)}
    return found - {None}


def sent_to(work: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> set[Cell]:
    """The comments that we sent any of these to, as an answer."""
    found: set[Cell] = set()
    for some in slices(ids):
        # A name finds few rows, an account all that were ever sent there.
        which = f"+account = ? AND remote_id IN ({holes(some)}) AND kind = 'reply'"
        found |= {name for (name,) in work.execute(f"SELECT comment FROM outbox WHERE {which}", (account, *some))}
    return found


def worked_on(work: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> set[Cell]:
    """Those of these comments about which the moderator did, decided or wrote anything, or which were put off."""
    which = f"account = ? AND comment IN ({holes(ids)})"
    statement = " UNION ".join(f"SELECT comment FROM {table} WHERE {which}" for table in _WORKED_ON)
    return {name for (name,) in work.execute(statement, (account, *ids) * len(_WORKED_ON))}


def taken_away(work: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> set[Cell]:
    """Those of these comments that we ever took away: a reading that finds one in its place moves it."""
    return {
        name
        for some in slices(ids)
        for (name,) in work.execute(
            f"SELECT comment FROM outbox WHERE account = ? AND comment IN ({holes(some)})"
            " AND kind IN ('hide', 'spam', 'delete') AND state = 'sent'",
            (account, *some),
        )
    }


def _done(work: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> dict[Cell, Done]:
    done: dict[Cell, Done] = defaultdict(Done)
    which, values = f"WHERE account = ? AND comment IN ({holes(ids)})", (account, *ids)
    for cells in find(work, "outbox", which, values):
        done[cells[2]].entries.append(entry_from(cells))
    for _account, comment, *decided in find(work, "decision", which, values):
        done[comment].decided = decided_from(decided)
    dismissed = [name for name, about in done.items() if _is_dismissed(about)]
    kept = f"WHERE account = ? AND remote_id IN ({holes(dismissed)})"
    for cells in find(work, "kept", kept, (account, *dismissed)):
        known = comment_from(cells)
        if known.text or known.author.name:  # else it was erased, and what the page says again is no edit
            done[cells[1]].dismissed_text = known.text
    for _account, comment, *_text in find(work, "draft", which, values):
        done[comment].draft = True
    for comment, snooze in snoozes.of_account(work, account, ids).items():
        done[comment].snooze = snooze
    for note in cases.notes(work, which, values):
        done[cell(note.comment.id)].validating |= note.waits
    return done


def _told_of(work: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> dict[Cell, str]:
    """What the last line of the journal says of each of these comments that any is about."""
    which = f"account = ? AND comment IN ({holes(ids)})"
    last = f"SELECT comment, deed, max(number) FROM journal WHERE {which} GROUP BY comment"
    return {name: deed for name, deed, _number in work.execute(last, (account, *ids))}


def _is_dismissed(about: Done) -> bool:
    return about.decided is not None and about.decided.decision is Decision.DISMISSED


def _cached(cache: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> dict[Cell, Cached]:
    found = cache.execute(
        f"SELECT remote_id, id, {', '.join((*DERIVED, *COMMENT))} FROM comment"
        f" WHERE account = ? AND remote_id IN ({holes(ids)})",
        (account, *ids),
    )
    end = len(DERIVED)
    return {name: Cached(handle, tuple(told[:end]), comment_from(told[end:])) for name, handle, *told in found}


def _answers(cache: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> dict[Cell, datetime]:
    """When the page last replied, for those under which a reply of its stands."""
    replies = cache.execute(
        f"SELECT parent, max(created_at) FROM comment WHERE account = ? AND parent IN ({holes(ids)}) AND is_page"
        f" AND {_STANDS} GROUP BY parent",
        (account, *ids),
    )
    return {parent: time_of(replied) for parent, replied in replies}


def _withdrawn(
    cache: sqlite3.Connection, work: sqlite3.Connection, account: Cell, sent: Iterable[RemoteId | None]
) -> Set[RemoteId]:
    """Which of these replies no longer stand on the page: it said so, or we took them away, and the cache may not know."""
    ids = [cell(name) for name in sent if name is not None]
    found: set[RemoteId] = set()
    for some in slices(ids):
        gone = cache.execute(
            f"SELECT remote_id FROM comment WHERE account = ? AND remote_id IN ({holes(some)}) AND NOT {_STANDS}",
            (account, *some),
        )
        deleted = work.execute(
            f"SELECT comment FROM outbox WHERE account = ? AND comment IN ({holes(some)})"
            " AND kind = 'delete' AND state = 'sent'",
            (account, *some),
        )
        found |= {RemoteId(text_of(name)) for (name,) in (*gone, *deleted)}
    return found
