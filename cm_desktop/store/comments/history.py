"""The history as the rules go through it: texts with their clients, what was found in them, and what became of them.

May not write. Each answer is from one snapshot.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from cm_desktop.domain.actions import ActionKind, Decision
from cm_desktop.domain.comments import AccountId, ClientId, CommentRef, RemoteId
from cm_desktop.domain.outbox import State
from cm_desktop.domain.rules import Dealt, Mistake, Wanted
from cm_desktop.domain.verdicts import Hit, RuleId
from cm_desktop.store.cells import rows as cells
from cm_desktop.store.cells.rows import cell
from cm_desktop.store.cells.sealed import find
from cm_desktop.store.cells.sql import holes, slices
from cm_desktop.store.comments import judging
from cm_desktop.store.comments.judging import Unjudged
from cm_desktop.store.index.search import holding
from cm_desktop.store.index.words import FOUND
from cm_desktop.store.lists.listing import hits_of, read
from cm_desktop.store.tables import mistakes


class Text(NamedTuple):
    """What a comment says, and its place in time. No dataclass: a million are made in a row."""

    handle: int
    at: str  # as a cell
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A comment as rules read it; `rules` is the version of those that judged it last, `by_page` if the page wrote it."""

    handle: int
    ref: CommentRef
    client: ClientId
    text: str
    at: datetime
    by_page: bool
    rules: str


_COLUMNS = f"comment.id, account, remote_id, client, text, created_at, is_page, {judging.VERSION}"
_SAID = f"SELECT {_COLUMNS} FROM comment CROSS JOIN ruleset ON ruleset.id = comment.ruleset WHERE comment.id IN"
_BEYOND = 1 << 62  # every handle
_NO_ACT = frozenset({ActionKind.LIKE, ActionKind.PUBLISH, ActionKind.UNHIDE, ActionKind.RESTORE, ActionKind.EDIT})
_NOT_DONE = frozenset({State.CANCELLED, State.FAILED})

Opening = Callable[[], AbstractContextManager[sqlite3.Connection]]


class History:
    """A part of a reader, and as much its thread's own."""

    def __init__(self, cache: Opening, work: Opening) -> None:
        self._cache = cache
        self._work = work

    def behind(self, rules: str) -> bool:
        """Whether any comment may have a verdict of another set of rules."""
        with self._cache() as db:
            return judging.behind(db, rules)

    def unjudged(self, rules: str, limit: int) -> Unjudged | None:
        """Some comments that these rules, which have begun to, have yet to judge again; None where none is left."""
        with self._cache() as db:
            return judging.unjudged(db, rules, limit)

    def newest(self, limit: int, *, before: Text | None = None) -> list[Text]:
        """So many texts, those of the newest comments first, from behind one on."""
        key = () if before is None else (before.at, before.handle)
        where = "WHERE (created_at, id) < (?, ?)" if key else ""
        with self._cache() as db:
            return _texts(db, f"{where} ORDER BY created_at DESC, id DESC LIMIT ?", (*key, limit))

    def holding(self, wanted: Wanted, limit: int) -> list[Text] | None:
        """The texts in which the index of words finds some, the newest first; but for doubtful ones.

        None where they are more than `limit`, or it does not know of such words.
        """
        asked = holding(wanted)
        if asked is None:
            return None
        sure = f"SELECT {FOUND} FROM search WHERE search MATCH ? AND {FOUND} NOT IN (SELECT comment_id FROM doubtful) LIMIT ?"
        with self._cache() as db:
            found = _texts(db, f"WHERE id IN ({sure}) ORDER BY created_at DESC, id DESC", (asked, limit + 1))
        return found if len(found) <= limit else None

    def doubtful(self, limit: int, *, before: Text | None = None) -> list[Text]:
        """So many texts of which the index does not tell all the words that rules may see, from behind one on."""
        handle = _BEYOND if before is None else before.handle
        which = "WHERE id IN (SELECT comment_id FROM doubtful WHERE comment_id < ? ORDER BY 1 DESC LIMIT ?)"
        with self._cache() as db:
            return _texts(db, f"{which} ORDER BY id DESC", (handle, limit))

    def doubts(self) -> int:
        """How many these are."""
        with self._cache() as db:
            return int(db.execute("SELECT count(*) FROM doubtful").fetchone()[0])

    def said(self, handles: Sequence[int]) -> list[Said]:
        """These comments, in the order asked; those that are no longer there are left out."""
        with self._cache() as db:
            rows = [row for some in slices(handles) for row in db.execute(f"{_SAID} ({holes(some)})", some)]
        found = {row[0]: read(_said_from, row) for row in rows}
        return [found[handle] for handle in handles if handle in found]

    def total(self) -> int:
        """How many comments there are."""
        with self._cache() as db:
            return int(db.execute("SELECT coalesce(sum(number), 0) FROM tally").fetchone()[0])

    def hits(self, handles: Sequence[int]) -> dict[int, list[Hit]]:
        """What was found in these comments, in the order of the text; nothing is said of those in which nothing was."""
        with self._cache() as db:
            return {handle: hits for some in slices(handles) for handle, hits in hits_of(db, some).items()}

    def rules_of(self, refs: Iterable[CommentRef]) -> Iterator[tuple[CommentRef, RuleId]]:
        """Each rule that hits one of these comments, once for each of them."""
        by_account: dict[AccountId, list[CommentRef]] = defaultdict(list)
        for ref in refs:
            by_account[ref.account].append(ref)
        for account, named in by_account.items():
            for some in slices(named):
                which = f"account = ? AND remote_id IN ({holes(some)})"
                with self._cache() as db:
                    found = db.execute(
                        "SELECT DISTINCT account, remote_id, rule FROM comment CROSS JOIN hit ON comment_id = comment.id"
                        f" WHERE {which}",
                        (cell(account), *(cell(ref.id) for ref in some)),
                    ).fetchall()
                yield from ((_ref(row), RuleId(row[2])) for row in found)

    def dealt(self) -> dict[CommentRef, Dealt]:
        """What the moderator did about comments: acted, or else classed them. Nothing is said of the others."""
        dealt: dict[CommentRef, Dealt] = {}
        with self._work() as db:
            for decision in find(db, "decision", "WHERE decision = ?", (Decision.DISMISSED.value,)):
                dealt[_ref(decision)] = Dealt.CLASSED
            for entry in map(cells.entry_from, find(db, "outbox")):
                if entry.action.kind not in _NO_ACT and entry.state not in _NOT_DONE:
                    dealt[entry.comment] = Dealt.ACTED
        return dealt

    def mistakes(self) -> tuple[Mistake, ...]:
        """What the moderator said to be highlighted by mistake, the oldest first."""
        with self._work() as db:
            return tuple(mistakes.every(db))

    def mistaken(self, refs: Iterable[CommentRef]) -> frozenset[RuleId]:
        """The rules that the moderator said to be mistaken about any of these comments."""
        with self._work() as db:
            return frozenset(one.rule for ref in refs for one in mistakes.about(db, ref))


def _texts(db: sqlite3.Connection, which: str, values: tuple[object, ...]) -> list[Text]:
    found = db.execute(f"SELECT id, created_at, text FROM comment {which}", values)
    return [Text(handle, at, cells.text_of(text)) for handle, at, text in found]


def _said_from(row: cells.Row) -> Said:
    handle, account, name, client, text, at, by_page, rules = row
    return Said(
        handle=handle,
        ref=_ref((account, name)),
        client=ClientId(cells.text_of(client)),
        text=cells.text_of(text),
        at=cells.time_of(at),
        by_page=bool(by_page),
        rules=rules,
    )


def _ref(row: cells.Row) -> CommentRef:
    return CommentRef(AccountId(cells.text_of(row[0])), RemoteId(cells.text_of(row[1])))
