"""What the rules were mistaken about, as the moderator said: the table `mistake`. May not open a transaction."""

import sqlite3
from collections.abc import Iterator

from cm_desktop.domain.comments import AccountId, CommentRef, RemoteId
from cm_desktop.domain.rules import Mistake
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.store.rows import Row, cell, ref_cells, text_of, time_cell, time_of
from cm_desktop.store.sealed import drop, find, put

COLUMNS = ("account", "comment", "rule", "passage", "at")


def note(db: sqlite3.Connection, mistake: Mistake) -> None:
    """Keep one; said again, it is still one."""
    put(db, "mistake", (*ref_cells(mistake.ref), mistake.rule, cell(mistake.passage), time_cell(mistake.at)))


def forget(db: sqlite3.Connection, ref: CommentRef, rule: RuleId, passage: str) -> bool:
    """Take one back; answers whether it was there."""
    which = "account = ? AND comment = ? AND rule = ? AND passage = ?"
    return drop(db, "mistake", which, (*ref_cells(ref), rule, cell(passage)))


def every(db: sqlite3.Connection) -> Iterator[Mistake]:
    """The oldest first."""
    return map(_mistake, find(db, "mistake", "ORDER BY at, rule, comment"))


def _mistake(row: Row) -> Mistake:
    account, comment, rule, passage, at = row
    ref = CommentRef(AccountId(text_of(account)), RemoteId(text_of(comment)))
    return Mistake(ref=ref, rule=RuleId(rule), passage=text_of(passage), at=time_of(at))
