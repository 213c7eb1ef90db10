"""Every write to cache.db, one transaction each: what platforms said, and what work.db was told. May not judge a text."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime

from cm_desktop.domain.comments import AccountId, Batch, Comment, RemoteId
from cm_desktop.domain.errors import NotFound, Trouble
from cm_desktop.domain.verdicts import Verdict
from cm_desktop.store import judging, spending
from cm_desktop.store.apply import apply_journal
from cm_desktop.store.derive import worked_on
from cm_desktop.store.files import writing
from cm_desktop.store.ingest import (
    Judged,
    Rejudged,
    forget_bare_posts,
    forget_comments,
    save_comments,
    save_posts,
    save_verdicts,
)
from cm_desktop.store.judging import Fold, Unjudged
from cm_desktop.store.rows import Cell, cell, time_cell, trouble_cell
from cm_desktop.store.sql import slices

SLICE = 200  # comments in one transaction: some milliseconds, and no write of the user's waits longer


class Cache:
    """The connection that writes to cache.db, beside the one that writes to work.db. Belongs to the writer."""

    def __init__(self, db: sqlite3.Connection, work: sqlite3.Connection) -> None:
        self._db, self._work = db, work

    def catch_up(self) -> None:
        """Apply what work.db was told since."""
        with writing(self._db):
            apply_journal(self._db, self._work)

    def save_batch(
        self, account: AccountId, batch: Batch, judged: Judged, *, rules: str, at: datetime, pause: Callable[[], None]
    ) -> int:
        """Keep what a fetch brought; answers how many comments were written. Raises NotFound for an account that is gone.

        One transaction for each slice, `pause` called between them; posts and cursor go with the last, so that a
        batch cut short is fetched again.
        """
        comments, written = [*batch.comments], 0
        while len(comments) > SLICE:
            with writing(self._db):
                written += self._save(account, comments[:SLICE], judged, rules)
            del comments[:SLICE]
            pause()
        with writing(self._db):
            written += self._save(account, comments, judged, rules)
            save_posts(self._db, batch.posts)
            self._save_cursor(account, batch.cursor, at)
        return written

    def save_comment(self, comment: Comment, verdict: Verdict, folded: str, *, rules: str) -> None:
        """Keep what the platform said of this very comment. Raises NotFound for an account that is gone."""
        account = comment.ref.account
        with writing(self._db):
            self._save(account, [comment], {comment.ref: (verdict, folded)}, rules)

    def forget_comments(
        self, account: AccountId, ids: Sequence[RemoteId], *, read_again: bool, pause: Callable[[], None]
    ) -> None:
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
            pause()
        with writing(self._db):
            forget_bare_posts(self._db, cell(account))

    def save_verdicts(self, judged: Rejudged, *, rules: str) -> int:
        """Keep what newer rules say of texts that are here; answers how many still were."""
        with writing(self._db):
            return save_verdicts(self._db, judged, ruleset=judging.ruleset(self._db, rules))

    def begin_judging(self, rules: str) -> None:
        """These rules are to judge again whatever others judged."""
        with writing(self._db):
            judging.begin(self._db, rules)

    def save_judged(self, part: Unjudged, verdicts: Sequence[Verdict], fold: Fold, *, rules: str) -> int | None:
        """Keep what they say of a part; answers how many verdicts that changed, None where other rules began meanwhile."""
        with writing(self._db):
            return judging.save(self._db, part, verdicts, fold, rules)

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

    def _save(self, account: AccountId, comments: list[Comment], judged: Judged, rules: str) -> int:
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
