"""Every write to work.db: one transaction each, with its line in the journal. May not touch the cache."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from cm_desktop.domain.actions import Decision
from cm_desktop.domain.approvals.keeping import Kept
from cm_desktop.domain.approvals.people import TeamId
from cm_desktop.domain.backups import after_restore
from cm_desktop.domain.client_sheet import ClientSheet
from cm_desktop.domain.comments import Account, AccountId, Client, ClientId, Comment, CommentRef
from cm_desktop.domain.departure import leaves, supersedes
from cm_desktop.domain.errors import EntryMoved, NotFound, Trouble
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.outbox import Entry, abandon, cancel
from cm_desktop.store.cells.rows import (
    ENTRY,
    Cell,
    account_cells,
    cell,
    client_cells,
    comment_cells,
    entry_cells,
    entry_from,
    ref_cells,
    time_cell,
    trouble_cell,
)
from cm_desktop.store.cells.sealed import add, change, drop, find, next_number, put
from cm_desktop.store.cells.sql import IS_LIVE
from cm_desktop.store.disk.files import writing
from cm_desktop.store.tables import aside, client_sheets, sheets, teams
from cm_desktop.store.tables.decided import without_erased
from cm_desktop.store.tables.halted import held_back


class Work:
    """The connection that writes to work.db. Belongs to the writer."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def add_entries(self, entries: Sequence[Entry], comments: Sequence[Comment], *, forget_draft: bool) -> None:
        """New rows of the outbox, copies of their comments, and the end of the acts that they make pointless."""
        with writing(self._db):
            for account in {comment.ref.account for comment in comments}:
                self.check_known(account)
            for entry in entries:
                self._add(entry)
            for comment in comments:
                put(self._db, "kept", comment_cells(comment))
                if forget_draft:
                    self._drop_draft(comment.ref)

    def change_entries(
        self,
        moves: Iterable[tuple[Entry, Entry]],
        as_of: Mapping[TeamId, int],
        signed: Iterable[Kept] = (),
    ) -> bool:
        """With what was signed of it; answers whether the words of one were erased by it, and a sweeping is owed.

        Raises EntryMoved, and then does nothing, unless every row is exactly what it was, nobody said more since, and none
        begins to leave that the user suspended.
        """
        with writing(self._db):
            erased = False
            for was, now in moves:
                if not sheets.all_read(self._db, as_of):
                    raise EntryMoved(was.id)
                erased |= self._move(was, now) != now
            for one in signed:
                sheets.keep(self._db, one)
            return erased

    def decide(self, comments: Iterable[Comment], decision: Decision, at: datetime) -> None:
        with writing(self._db):
            for comment in comments:
                self.add_decision(comment, decision, at)

    def save_draft(self, ref: CommentRef, text: str, at: datetime) -> None:
        """The journal tells that a draft came or went, not each time it is kept again."""
        name = ref_cells(ref)
        with writing(self._db):
            if not text:
                self._drop_draft(ref)
                return
            had = drop(self._db, "draft", "account = ? AND comment = ?", name)
            put(self._db, "draft", (*name, cell(text), time_cell(at)))
            if not had:
                self.log(Deed.DRAFT_KEPT, comment=ref)

    def save_client(self, client: Client, sheet: ClientSheet | None) -> None:
        with writing(self._db):
            put(self._db, "client", client_cells(client))
            if sheet is not None:
                client_sheets.save(self._db, sheet)
            self.log(Deed.CLIENT_SAVED, client=client.id)

    def save_account(self, account: Account) -> None:
        with writing(self._db):
            put(self._db, "account", account_cells(account))
            self.log(Deed.ACCOUNT_SAVED, client=account.client, account=account.id)

    def remove_account(self, account: AccountId) -> None:
        """All its acts that are not over are abandoned, even one that is leaving right now."""
        with writing(self._db):
            for entry in self._live("account = ?", (cell(account),)):
                self._move(entry, abandon(entry))
            for table in ("frozen", "suspended_post"):
                drop(self._db, table, "account = ?", (cell(account),))
            aside.leave(self._db, account, None)
            drop(self._db, "author_note", "account = ?", (cell(account),))
            if drop(self._db, "account", "id = ?", (cell(account),)):
                self.log(Deed.ACCOUNT_REMOVED, account=account)

    def leave_aside(self, account: AccountId, before: datetime | None) -> None:
        with writing(self._db):
            self.check_known(account)
            aside.leave(self._db, account, before)
            self.log(Deed.LEFT_ASIDE, account=account, detail="" if before is None else time_cell(before))

    def freeze(self, account: AccountId, trouble: Trouble, until: datetime | None) -> None:
        with writing(self._db):
            self.check_known(account)
            end = None if until is None else time_cell(until)
            put(self._db, "frozen", (cell(account), trouble_cell(trouble), end))
            self.log(Deed.FROZEN, account=account, detail=trouble.name)

    def thaw(self, account: AccountId) -> None:
        with writing(self._db):
            if drop(self._db, "frozen", "account = ?", (cell(account),)):
                self.log(Deed.THAWED, account=account)

    def begin_again(self, name: str, copy: str, now: datetime) -> list[Entry]:
        """This file was restored from a copy: nothing leaves without the user, and the cache is told all of it anew.

        `name` is the workspace's new one. Answers the rows that are not over, as they stand now.
        """
        with writing(self._db):
            live = self._live("true", ())
            for was in live:
                if (entry := after_restore(was, now)) != was:
                    self._move(was, entry)
            put(self._db, "setting", ("workspace", name))
            teams.distrust(self._db)
            self.log(Deed.RESTORED, detail=copy, at=now)
            return [after_restore(was, now) for was in live]

    def tell(self, deed: Deed, detail: str, *comments: CommentRef) -> None:
        """Something was done that is kept elsewhere, to all of these, or to no comment."""
        with writing(self._db):
            for comment in comments or (None,):
                self.log(deed, comment=comment, detail=detail)

    def move_and_add(
        self, moves: Iterable[tuple[Entry, Entry]], acts: Sequence[Entry], comment: Comment | None
    ) -> None:
        """Rows of the outbox moved, and new ones with a copy of their comment, in a transaction that is open already."""
        for was, now in moves:
            self._move(was, now)
        for entry in acts:
            self.check_known(entry.comment.account)
            self._add(entry)
        if comment is not None:
            put(self._db, "kept", comment_cells(comment))

    def add_decision(self, comment: Comment, decision: Decision, at: datetime) -> None:
        """What was decided about a comment, with a copy of it, in a transaction that is open already."""
        put(self._db, "decision", (*ref_cells(comment.ref), decision.value, time_cell(at)))
        put(self._db, "kept", comment_cells(comment))
        self.log(Deed.DECIDED, comment=comment.ref, detail=decision)

    def check_known(self, account: AccountId) -> None:
        """In a transaction that is open already. Raises NotFound."""
        if not self._db.execute("SELECT 1 FROM account WHERE id = ?", (cell(account),)).fetchone():
            raise NotFound("account", account)

    def _add(self, entry: Entry) -> None:
        for earlier in self._live("account = ? AND comment = ?", ref_cells(entry.comment)):
            if supersedes(entry, earlier):
                self._move(earlier, cancel(earlier))
        add(self._db, "outbox", entry_cells(entry))
        self._log_entry(Deed.ACT_ADDED, entry)

    def _drop_draft(self, ref: CommentRef) -> None:
        if drop(self._db, "draft", "account = ? AND comment = ?", ref_cells(ref)):
            self.log(Deed.DRAFT_DROPPED, comment=ref)

    def _live(self, where: str, values: Sequence[Cell]) -> list[Entry]:
        return [entry_from(row) for row in find(self._db, "outbox", f"WHERE {where} AND {IS_LIVE}", values)]

    def _move(self, was: Entry, now: Entry) -> Entry:
        """Answers what is kept of it. Raises EntryMoved too where it begins to leave and is suspended."""
        now = without_erased(self._db, was, now)
        halted = leaves(now) and held_back(self._db, [now.comment])
        if halted or not change(self._db, "outbox", ENTRY, entry_cells(was), entry_cells(now)):
            raise EntryMoved(was.id)
        self._log_entry(Deed.ACT_MOVED, now)
        return now

    def _log_entry(self, deed: Deed, entry: Entry) -> None:
        self.log(deed, comment=entry.comment, entry=entry, detail=f"{entry.action.kind} {entry.state}")

    def log(
        self,
        deed: Deed,
        *,
        client: ClientId | None = None,
        account: AccountId | None = None,
        comment: CommentRef | None = None,
        entry: Entry | None = None,
        detail: str = "",
        at: datetime | None = None,
    ) -> None:
        """One more line, in a transaction that is open already; `at` is now unless told."""
        about = comment.account if comment else account
        cells = (
            next_number(self._db, "journal"),
            time_cell(at or datetime.now(UTC)),
            deed.value,
            None if client is None else cell(client),
            None if about is None else cell(about),
            None if comment is None else cell(comment.id),
            None if entry is None else entry.id,
            detail,
        )
        add(self._db, "journal", cells)
