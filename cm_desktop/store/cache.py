"""Every write to cache.db, one transaction each: what platforms said, and what work.db was told. May not judge a text."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime

from cm_desktop.domain.comments import AccountId, Batch, Comment, RemoteId
from cm_desktop.domain.errors import NotFound, Trouble
from cm_desktop.domain.verdicts import Verdict
from cm_desktop.store.apply import apply_journal
from cm_desktop.store.cells.rows import Cell, cell, time_cell, trouble_cell
from cm_desktop.store.cells.sql import slices
from cm_desktop.store.comments import judging, spending
from cm_desktop.store.comments.derive import worked_on
from cm_desktop.store.comments.ingest import (
    Judged,
    Rejudged,
    forget_bare_posts,
    forget_comments,
    save_comments,
    save_posts,
    save_verdicts,
)
from cm_desktop.store.comments.judging import Fold, Unjudged
from cm_desktop.store.disk.files import writing
from cm_desktop.store.index import merging
from cm_desktop.store.index.words import Words, save_words
from cm_desktop.store.letting_go.retention import taken_in

SHORT, LONG = 50, 400  # comments written without a look at who waits: after somebody did, and where nobody does
SLICE = 6 * LONG  # in one transaction, where nobody does: each adds a part to the index of words


class Cache:
    """The connection that writes to cache.db, beside the one that writes to work.db. Belongs to the writer.

    `pause` lets through who waits, and is called between two transactions; `is_awaited` tells whether anybody does.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        work: sqlite3.Connection,
        *,
        pause: Callable[[], None],
        is_awaited: Callable[[], bool],
    ) -> None:
        self._db, self._work = db, work
        self._pause, self._is_awaited = pause, is_awaited
        self._part = LONG

    def catch_up(self) -> None:
        """Apply what work.db was told since."""
        with writing(self._db):
            apply_journal(self._db, self._work)

    def save_batch(self, account: AccountId, batch: Batch, judged: Judged, *, rules: str, at: datetime) -> int:
        """Keep what a fetch brought; answers how many comments were written. Raises NotFound for an account that is gone.

        One transaction for each slice, or what of it was written when somebody came to wait. Posts and cursor go with the
        last, so that a batch cut short is fetched again.
        """
        left, written, over = taken_in(self._db, self._work, cell(account), batch.comments), 0, False
        while not over:
            with writing(self._db):
                news = self._save_slice(account, left, judged, rules)
                over = not left
                if over:
                    save_posts(self._db, batch.posts)
                    self._save_cursor(account, batch.cursor, at)
            self._pause()
            if news:
                self._join_words()
            written += news
        return written

    def save_comment(self, comment: Comment, verdict: Verdict, folded: str, *, rules: str) -> None:
        """Keep what the platform said of this very comment. Raises NotFound for an account that is gone."""
        account = comment.ref.account
        with writing(self._db):
            save_words(self._db, news := self._save(account, [comment], {comment.ref: (verdict, folded)}, rules))
        if news:
            self._join_words()

    def forget_comments(self, account: AccountId, ids: Sequence[RemoteId], *, read_again: bool) -> None:
        """Comments leave the cache, and posts that nothing is left under.

        Those that work was done about stay, unless `read_again` has the account read from its beginning: what still
        stands then comes back. Raises NotFound for an account that is gone.
        """
        if read_again:  # first: a program that is killed here loses nothing
            with writing(self._db):
                self._db.execute("UPDATE sync SET cursor = NULL WHERE account = ?", (cell(account),))
        for some in slices([*map(cell, ids)], SLICE):
            with writing(self._db):
                self._client(account)
                stay = set() if read_again else worked_on(self._work, cell(account), some)
                forget_comments(self._db, self._work, cell(account), [name for name in some if name not in stay])
            self._pause()
        with writing(self._db):
            forget_bare_posts(self._db, cell(account))

    def save_verdicts(self, judged: Rejudged, *, rules: str) -> int:
        """Keep what newer rules say of texts that are here; answers how many still were."""
        with writing(self._db):
            written = save_verdicts(self._db, judged, ruleset=judging.ruleset(self._db, rules))
        if written:
            self._join_words()
        return written

    def begin_judging(self, rules: str) -> None:
        """These rules are to judge again whatever others judged."""
        with writing(self._db):
            judging.begin(self._db, rules)

    def save_judged(self, part: Unjudged, verdicts: Sequence[Verdict], fold: Fold, *, rules: str) -> int | None:
        """Keep what they say of a part; answers how many verdicts that changed, None where other rules began meanwhile."""
        with writing(self._db):
            changed = judging.save(self._db, part, verdicts, fold, rules)
        self._join_words()
        return changed

    def note_sync(self, account: AccountId, at: datetime, trouble: Trouble | None) -> None:
        """It was read to the end, or stopped by a trouble. Raises NotFound for an account that is gone."""
        with writing(self._db):
            self._client(account)
            read_at = None if trouble else time_cell(at)
            self._db.execute(
                "INSERT INTO sync (account, read_at, trouble) VALUES (?, ?, ?) ON CONFLICT (account) DO UPDATE"
                " SET read_at = coalesce(excluded.read_at, read_at), trouble = excluded.trouble",
                (cell(account), read_at, trouble_cell(trouble) if trouble else ""),
            )

    def note_calls(self, account: AccountId, at: datetime, calls: int) -> None:
        """So many calls were made; of an account that is gone, nothing is kept."""
        with writing(self._db):
            spending.note(self._db, cell(account), at, calls)

    def clock_set_back(self, now: datetime) -> None:
        """Calls that were noted at moments still to come count from now on."""
        with writing(self._db):
            spending.bring_back(self._db, now)

    def _save_slice(self, account: AccountId, left: list[Comment], judged: Judged, rules: str) -> int:
        """The first of these comments, and more while nobody waits; they leave the list."""
        end = max(0, len(left) - SLICE)
        words: dict[int, Words] = {}
        while True:
            words |= self._save(account, left[: self._part], judged, rules)
            del left[: self._part]
            if (awaited := self._is_awaited()) or len(left) <= end:
                break
        # At once: each time, the index of words gets one more part, to be joined to the others.
        save_words(self._db, words)
        self._part = SHORT if awaited else min(2 * self._part, LONG)
        return len(words)

    def _join_words(self) -> None:
        """What was just written to the index of words, with what is as small: searches look through few parts."""
        left = True
        while left:
            with writing(self._db):
                left = merging.join_some(self._db)
            self._pause()

    def _save(self, account: AccountId, comments: Sequence[Comment], judged: Judged, rules: str) -> dict[int, Words]:
        client = self._client(account)
        by_id: dict[Cell, Comment] = {cell(comment.ref.id): comment for comment in comments}
        return save_comments(
            self._db, self._work, cell(account), by_id, judged, client=client, ruleset=judging.ruleset(self._db, rules)
        )

    def _save_cursor(self, account: AccountId, cursor: str | None, at: datetime) -> None:
        """A batch without a cursor leaves the one that is there."""
        if cursor is not None:
            self._db.execute(
                "INSERT INTO sync (account, cursor, cursor_at, trouble) VALUES (?, ?, ?, '') ON CONFLICT (account)"
                " DO UPDATE SET cursor = excluded.cursor, cursor_at = excluded.cursor_at",
                (cell(account), cell(cursor), time_cell(at)),
            )

    def _client(self, account: AccountId) -> Cell:
        """The client of an account, as work.db has it now."""
        apply_journal(self._db, self._work)
        known = self._db.execute("SELECT client FROM account WHERE id = ?", (cell(account),)).fetchone()
        if known is None:
            raise NotFound("account", account)
        client: Cell = known[0]
        return client
