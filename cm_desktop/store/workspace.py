"""The workspace: two database files in a folder, one writer, readers on demand. May not judge, send or decide anything."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cm_desktop.domain.errors import Damaged, Trouble
from cm_desktop.store.cells.applied import is_behind
from cm_desktop.store.databases.opening import Opened, open_files, put_cache_aside
from cm_desktop.store.disk.files import CACHE, WORK, writing
from cm_desktop.store.disk.others import Others
from cm_desktop.store.index.merging import leave_to_steps
from cm_desktop.store.reader import Reader
from cm_desktop.store.tables.owed import owes_sweeping
from cm_desktop.store.writer import Window, tell_failure
from cm_desktop.store.writes import ANY_TIME, Writes

if TYPE_CHECKING:
    from cm_desktop.domain.actions import Decision
    from cm_desktop.domain.approvals.keeping import Kept
    from cm_desktop.domain.approvals.people import TeamId
    from cm_desktop.domain.client_sheet import ClientSheet
    from cm_desktop.domain.comments import Account, AccountId, Batch, Client, Comment, CommentRef, RemoteId
    from cm_desktop.domain.journal import Deed
    from cm_desktop.domain.outbox import Entry
    from cm_desktop.domain.verdicts import Verdict
    from cm_desktop.store.comments.ingest import Judged, Rejudged
    from cm_desktop.store.comments.judging import Fold, Unjudged


class Workspace(Writes):
    """One open workspace. Every write answers a Future that is done once committed; what failed is its exception.

    Writes may be asked for in any thread. With `threads=False` they are done, in the calling thread, when they return.
    """

    def __init__(self, folder: Path, opened: Opened, *, threads: bool) -> None:
        super().__init__(folder, opened, threads=threads)
        self._others = Others(self._connections)
        self._look: Future[None] = Future()
        self._look.set_result(None)

    @classmethod
    def open(cls, folder: Path, *, threads: bool = True) -> Self:
        """Open the workspace in `folder`, made where there is none, and apply what a killed program left unapplied.

        Raises NewerVersion, ForeignFile, Damaged, NotWritable or DiskFull, and then has changed nothing of work.db. A
        damaged cache is put aside and made anew.
        """
        try:
            return cls._begin(folder, threads=threads)
        except Damaged as error:
            if error.path != folder / CACHE.name:
                raise
        put_cache_aside(folder)
        return cls._begin(folder, threads=threads)

    @classmethod
    def _begin(cls, folder: Path, *, threads: bool) -> Self:
        workspace = cls(folder, open_files(folder), threads=threads)
        try:
            workspace._submit(CACHE, workspace._catch_up_at_first, urgent=True).result()
            if owes_sweeping(workspace._connections[0]):
                workspace.sweeping.begin()
        except BaseException:
            workspace.close()
            raise
        return workspace

    def reader(self) -> Reader:
        """A reader for the calling thread, to be closed by whoever asked for it."""
        return Reader(self.folder)

    def close(self) -> None:
        """Finish every write that was asked for, then let go of the files."""
        self._writer.close()
        self._checkpoints.close()
        for db in self._connections:
            db.close()

    def give_way_to(self, window: Window) -> None:
        """What nobody waits for is written while nobody works in this window."""
        self._writer.window = window

    def notice_others(self, then: Callable[[], None]) -> None:
        """Look for what other processes committed since; `then` is called once it is in the cache, if there was any.

        Waits for nothing: the look is the writer's, among the user's writes, and `then` is called in its thread.
        """
        if self._look.done():
            self._look = self._submit(WORK, lambda: self._look_around(then), urgent=True)
            self._look.add_done_callback(tell_failure)

    # -- what the user does: one transaction on work.db, then applied to the cache; WorkRestored where a copy took its place

    def add_entries(self, entries: Sequence[Entry], *comments: Comment, forget_draft: bool = False) -> Future[None]:
        """New rows of the outbox for these comments, in their order, with copies of them; all or nothing. NotFound.

        Acts that they make pointless are cancelled, and the comments' drafts are removed where they are to be forgotten.
        """
        return self._user(lambda: self._work.add_entries(entries, comments, forget_draft=forget_draft))

    def change_entries(
        self, moves: Sequence[tuple[Entry, Entry]], as_of: Mapping[TeamId, int] = ANY_TIME, signed: Sequence[Kept] = ()
    ) -> Future[bool]:
        """Move rows of the outbox, each from what it was, with what was signed of it. EntryMoved, and none moves, where one no
        longer is exactly that, where one begins to leave that is suspended, or an event came after those of `as_of`.
        Answers whether words left with one: its comment was erased while it was leaving. Then sweeps.
        """
        changed = self._user(lambda: self._work.change_entries(moves, as_of, signed))
        self.sweeping.begin_after(changed)
        return changed

    def change_entry(
        self, was: Entry, now: Entry, *, as_of: Mapping[TeamId, int] = ANY_TIME, signed: Sequence[Kept] = ()
    ) -> Future[bool]:
        """The same for one row."""
        return self.change_entries([(was, now)], as_of, signed)

    def decide(self, comments: Sequence[Comment], decision: Decision, at: datetime) -> Future[None]:
        """One decision about all of these, or about none, that no platform is told of; it replaces the last ones."""
        return self._user(lambda: self._work.decide(comments, decision, at))

    def save_draft(self, ref: CommentRef, text: str, at: datetime) -> Future[None]:
        """Keep the reply being written; an empty text removes it."""
        return self._user(lambda: self._work.save_draft(ref, text, at))

    def save_client(self, client: Client, sheet: ClientSheet | None = None) -> Future[None]:
        return self._user(lambda: self._work.save_client(client, sheet))

    def save_account(self, account: Account) -> Future[None]:
        return self._user(lambda: self._work.save_account(account))

    def remove_account(self, account: AccountId) -> Future[None]:
        """All its acts that are not over are abandoned in the same commit, one that is leaving right now included.

        Then its comments leave the cache, and their pictures the disk. The journal stays.
        """

        def remove() -> None:
            self._work.remove_account(account)
            self.pictures.forget(account)

        return self._user(remove)

    def leave_aside(self, account: AccountId, before: datetime | None) -> Future[None]:
        """What was written before that moment is not to do; with None, all of it is. NotFound."""
        return self._user(lambda: self._work.leave_aside(account, before))

    def freeze(self, account: AccountId, trouble: Trouble, until: datetime | None) -> Future[None]:
        """Ask nothing of an account until then; with None, until the user reconnects it. NotFound."""
        return self._user(lambda: self._work.freeze(account, trouble, until))

    def thaw(self, account: AccountId) -> Future[None]:
        return self._user(lambda: self._work.thaw(account))

    def tell_journal(self, deed: Deed, detail: str, *comments: CommentRef) -> Future[None]:
        """Something was done to the rules, whose packs are files; or these comments were looked at."""
        return self._user(lambda: self._work.tell(deed, detail, *comments))

    # -- what platforms say: transactions on cache.db, behind the user's

    def save_batch(self, account: AccountId, batch: Batch, judged: Judged, *, rules: str, at: datetime) -> Future[int]:
        """Keep what a fetch brought; answers how many comments were new, changed, or judged by other rules. NotFound.

        `judged` holds, for each comment, the verdict of the `rules` of that version and its text folded for search. What
        a batch leaves out is left alone, and so is the cursor where it brings none.
        """
        return self._submit(CACHE, lambda: self._cache.save_batch(account, batch, judged, rules=rules, at=at))

    def save_comment(self, comment: Comment, verdict: Verdict, folded: str, *, rules: str) -> Future[None]:
        """Keep what the platform said of one comment asked for by name, gone ones included. NotFound."""
        return self._submit(CACHE, lambda: self._cache.save_comment(comment, verdict, folded, rules=rules))

    def forget_comments(self, account: AccountId, ids: Sequence[RemoteId], *, read_again: bool) -> Future[None]:
        """Take out of the cache what came in by mistake. NotFound.

        What the user worked on stays, unless `read_again` has the account read from its beginning the next time.
        """
        return self._submit(CACHE, lambda: self._cache.forget_comments(account, ids, read_again=read_again))

    def save_verdicts(self, judged: Rejudged, *, rules: str) -> Future[int]:
        """Keep what the `rules` of that version say of texts in the cache: text, verdict, text folded for search.

        Only where a comment still has that very text; answers of how many. One transaction: some hundred at a time.
        """
        return self._submit(CACHE, lambda: self._cache.save_verdicts(judged, rules=rules))

    def begin_judging(self, rules: str) -> Future[None]:
        """The rules of that version are to judge again whatever others judged."""
        return self._submit(CACHE, lambda: self._cache.begin_judging(rules))

    def save_judged(self, part: Unjudged, verdicts: Sequence[Verdict], fold: Fold, *, rules: str) -> Future[int | None]:
        """Keep what they say of a part of the history; a verdict for each of its lines.

        Answers how many verdicts that changed, None where other rules began meanwhile: then nothing is kept. One
        transaction: some hundred lines at a time.
        """
        return self._submit(CACHE, lambda: self._cache.save_judged(part, verdicts, fold, rules=rules))

    def note_sync(self, account: AccountId, at: datetime, trouble: Trouble | None) -> Future[None]:
        """An account was read to the end, or a trouble stopped it. NotFound."""
        return self._submit(CACHE, lambda: self._cache.note_sync(account, at, trouble))

    def note_calls(self, account: AccountId, at: datetime, calls: int) -> Future[None]:
        """So many calls were made for an account; of one that is gone, nothing is kept."""
        return self._submit(CACHE, lambda: self._cache.note_calls(account, at, calls))

    def clock_set_back(self, now: datetime) -> Future[None]:
        """Calls that were noted at moments still to come count from now on."""
        return self._submit(CACHE, lambda: self._cache.clock_set_back(now))

    def _catch_up_at_first(self) -> None:
        """Where what follows from work.db finds its place taken, the cache no longer holds together."""
        work, cache = self._connections
        try:
            if is_behind(cache, work):
                self._cache.catch_up()
            with writing(cache):
                leave_to_steps(cache)
        except sqlite3.IntegrityError as error:
            raise Damaged(self.folder / CACHE.name) from error

    def _look_around(self, then: Callable[[], None]) -> None:
        if not self._others.committed() and not self._behind:
            return
        self._catch_up()
        if not self._behind:
            then()
