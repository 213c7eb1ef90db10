"""Every write to work.db: one transaction each, with its line in the journal. May not touch the cache."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from cm_desktop.domain.actions import Decision
from cm_desktop.domain.comments import Account, AccountId, Client, ClientId, Comment, CommentRef
from cm_desktop.domain.departure import supersedes
from cm_desktop.domain.errors import EntryMoved, NotFound, Trouble
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.outbox import Entry, abandon, cancel
from cm_desktop.domain.rules import Mistake
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.store import mistakes
from cm_desktop.store.files import writing
from cm_desktop.store.rows import (
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
from cm_desktop.store.sealed import add, change, drop, find, put
from cm_desktop.store.sql import IS_LIVE


class Work:
    """The connection that writes to work.db. Belongs to the writer."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def add_entries(self, entries: Sequence[Entry], comment: Comment, *, forget_draft: bool) -> None:
        """New rows of the outbox, a copy of their comment, and the end of the acts that they make pointless."""
        with writing(self._db):
            self._known(comment.ref.account)
            for entry in entries:
                self._add(entry)
            put(self._db, "kept", comment_cells(comment))
            if forget_draft:
                self._drop_draft(comment.ref)

    def change_entries(self, moves: Iterable[tuple[Entry, Entry]]) -> None:
        """Raises EntryMoved, and moves none, unless every row is exactly what it was."""
        with writing(self._db):
            for was, now in moves:
                self._move(was, now)

    def decide(self, comment: Comment, decision: Decision, at: datetime) -> None:
        ref = comment.ref
        with writing(self._db):
            put(self._db, "decision", (*ref_cells(ref), decision.value, time_cell(at)))
            put(self._db, "kept", comment_cells(comment))
            self._log(Deed.DECIDED, comment=ref, detail=decision)

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
                self._log(Deed.DRAFT_KEPT, comment=ref)

    def save_client(self, client: Client) -> None:
        with writing(self._db):
            put(self._db, "client", client_cells(client))
            self._log(Deed.CLIENT_SAVED, client=client.id)

    def save_account(self, account: Account) -> None:
        with writing(self._db):
            put(self._db, "account", account_cells(account))
            self._log(Deed.ACCOUNT_SAVED, client=account.client, account=account.id)

    def remove_account(self, account: AccountId) -> None:
        """All its acts that are not over are abandoned, even one that is leaving right now."""
        with writing(self._db):
            for entry in self._live("account = ?", (cell(account),)):
                self._move(entry, abandon(entry))
            drop(self._db, "frozen", "account = ?", (cell(account),))
            if drop(self._db, "account", "id = ?", (cell(account),)):
                self._log(Deed.ACCOUNT_REMOVED, account=account)

    def freeze(self, account: AccountId, trouble: Trouble, until: datetime | None) -> None:
        with writing(self._db):
            self._known(account)
            end = None if until is None else time_cell(until)
            put(self._db, "frozen", (cell(account), trouble_cell(trouble), end))
            self._log(Deed.FROZEN, account=account, detail=trouble.name)

    def thaw(self, account: AccountId) -> None:
        with writing(self._db):
            if drop(self._db, "frozen", "account = ?", (cell(account),)):
                self._log(Deed.THAWED, account=account)

    def suspend(self, on: bool) -> None:
        with writing(self._db):
            put(self._db, "setting", ("suspended", "yes" if on else "no"))
            self._log(Deed.SUSPENDED if on else Deed.RESUMED)

    def pause_reading(self, on: bool) -> None:
        with writing(self._db):
            put(self._db, "setting", ("reading_paused", "yes" if on else "no"))
            self._log(Deed.READING_PAUSED if on else Deed.READING_RESUMED)

    def note_mistake(self, mistake: Mistake) -> None:
        with writing(self._db):
            mistakes.note(self._db, mistake)
            self._log(Deed.MISTAKE_NOTED, comment=mistake.ref, detail=mistake.rule)

    def forget_mistake(self, ref: CommentRef, rule: RuleId, passage: str) -> None:
        with writing(self._db):
            if mistakes.forget(self._db, ref, rule, passage):
                self._log(Deed.MISTAKE_FORGOTTEN, comment=ref, detail=rule)

    def tell(self, deed: Deed, detail: str, comment: CommentRef | None) -> None:
        """Something was done that is kept elsewhere."""
        with writing(self._db):
            self._log(deed, comment=comment, detail=detail)

    def _known(self, account: AccountId) -> None:
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
            self._log(Deed.DRAFT_DROPPED, comment=ref)

    def _live(self, where: str, values: Sequence[Cell]) -> list[Entry]:
        return [entry_from(row) for row in find(self._db, "outbox", f"WHERE {where} AND {IS_LIVE}", values)]

    def _move(self, was: Entry, now: Entry) -> None:
        if not change(self._db, "outbox", ENTRY, entry_cells(was), entry_cells(now)):
            raise EntryMoved(was.id)
        self._log_entry(Deed.ACT_MOVED, now)

    def _log_entry(self, deed: Deed, entry: Entry) -> None:
        self._log(deed, comment=entry.comment, entry=entry, detail=f"{entry.action.kind} {entry.state}")

    def _log(
        self,
        deed: Deed,
        *,
        client: ClientId | None = None,
        account: AccountId | None = None,
        comment: CommentRef | None = None,
        entry: Entry | None = None,
        detail: str = "",
    ) -> None:
        about = comment.account if comment else account
        last = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'journal'").fetchone()
        cells = (
            (last[0] if last else 0) + 1,
            time_cell(datetime.now(UTC)),
            deed.value,
            None if client is None else cell(client),
            None if about is None else cell(about),
            None if comment is None else cell(comment.id),
            None if entry is None else entry.id,
            detail,
        )
        add(self._db, "journal", cells)
