"""What the rules were mistaken about, as the moderator said: the table `mistake`, read and written."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future

from cm_desktop.domain.comments import AccountId, CommentRef, RemoteId
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.rules import Mistake
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.store.cells.rows import Row, cell, ref_cells, text_of, time_cell, time_of
from cm_desktop.store.cells.sealed import drop, find, put
from cm_desktop.store.disk.files import writing
from cm_desktop.store.tables.work import Work
from cm_desktop.store.writer import Submit

COLUMNS = ("account", "comment", "rule", "passage", "at")


class Mistakes:
    """A part of a workspace: every write answers a Future that is done once committed."""

    def __init__(self, db: sqlite3.Connection, work: Work, submit: Submit) -> None:
        self._db, self._work, self._submit = db, work, submit

    def note(self, mistake: Mistake) -> Future[None]:
        """The moderator says that a rule was mistaken; said again, it is still one mistake."""
        return self._submit(lambda: self._note(mistake))

    def forget(self, ref: CommentRef, rule: RuleId, passage: str) -> Future[None]:
        """They take it back."""
        return self._submit(lambda: self._forget(ref, rule, passage))

    def _note(self, mistake: Mistake) -> None:
        cells = (*ref_cells(mistake.ref), mistake.rule, cell(mistake.passage), time_cell(mistake.at))
        with writing(self._db):
            put(self._db, "mistake", cells)
            self._work.log(Deed.MISTAKE_NOTED, comment=mistake.ref, detail=mistake.rule)

    def _forget(self, ref: CommentRef, rule: RuleId, passage: str) -> None:
        which = "account = ? AND comment = ? AND rule = ? AND passage = ?"
        with writing(self._db):
            if drop(self._db, "mistake", which, (*ref_cells(ref), rule, cell(passage))):
                self._work.log(Deed.MISTAKE_FORGOTTEN, comment=ref, detail=rule)


def every(db: sqlite3.Connection) -> Iterator[Mistake]:
    """The oldest first."""
    return map(_mistake, find(db, "mistake", "ORDER BY at, rule, comment"))


def about(db: sqlite3.Connection, ref: CommentRef) -> Iterator[Mistake]:
    """Those of one comment."""
    return map(_mistake, find(db, "mistake", "WHERE account = ? AND comment = ?", ref_cells(ref)))


def _mistake(row: Row) -> Mistake:
    account, comment, rule, passage, at = row
    ref = CommentRef(AccountId(text_of(account)), RemoteId(text_of(comment)))
    return Mistake(ref=ref, rule=RuleId(rule), passage=text_of(passage), at=time_of(at))
