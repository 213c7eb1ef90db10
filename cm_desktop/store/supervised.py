"""What is kept of teams, sheets and cases, as it is read: every row checked against its seal. May not write."""

import sqlite3
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from pathlib import Path

from cm_desktop.domain.approvals.events import CaseId, EventId
from cm_desktop.domain.approvals.keeping import CaseNote, Kept, SheetKind, Team
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.people import KeyId, TeamId
from cm_desktop.domain.approvals.ports import Sheet
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import NotFound
from cm_desktop.store.cells.rows import Cell, ref_cells
from cm_desktop.store.copies.left_behind import sheets_left_behind
from cm_desktop.store.tables import cases, sheets, teams

Opening = Callable[[], AbstractContextManager[sqlite3.Connection]]


class Supervised:
    """A part of a reader, and as much its thread's own. Each answer is from one snapshot."""

    def __init__(self, work: Opening, folder: Path) -> None:
        self._work, self._folder = work, folder

    def teams(self) -> tuple[Team, ...]:
        """By name."""
        with self._work() as db:
            return tuple(teams.every(db))

    def team(self, id: TeamId) -> Team:  # noqa: A002 - the word of the trade
        """One of them. Raises NotFound."""
        for team in self.teams():
            if team.id == id:
                return team
        raise NotFound("team", id)

    def put_aside(self, team: TeamId) -> frozenset[KeyId]:
        """Devices that ask to take part and are not to be shown."""
        with self._work() as db:
            return teams.put_aside(db, team)

    def checked(self, team: TeamId) -> tuple[int, str] | None:
        """Up to which number this device has checked the events, and what it wrote of that. Whoever writes this file may
        have written it: it is for who holds the keys to say.
        """
        with self._work() as db:
            return teams.checked(db, team)

    def events(self, team: TeamId, *, after: int = 0) -> tuple[Kept, ...]:
        """Those that were taken in after that number, in that order: what was read before has not to be read again."""
        with self._work() as db:
            return tuple(sheets.of(db, team, SheetKind.EVENT, after))

    def papers(self, team: TeamId, ids: Collection[PapersId | EventId]) -> tuple[Kept, ...]:
        """These, where they are kept: papers may be late, or erased. Events are found by their ids too."""
        with self._work() as db:
            return tuple(sheets.named(db, team, "id", ids))

    def sheets(self, team: TeamId, names: Collection[str]) -> tuple[Kept, ...]:
        """These, by the names under which they are carried."""
        with self._work() as db:
            return tuple(sheets.named(db, team, "name", names))

    def sheet_names(self, team: TeamId) -> frozenset[str]:
        """The names under which all that is kept is carried."""
        with self._work() as db:
            return sheets.names(db, team)

    def left_behind(self, team: TeamId) -> tuple[Sheet, ...]:
        """What is in the files that a restoring put aside, and not here: nobody looked at it since."""
        return sheets_left_behind(self._folder, team, self.sheet_names(team))

    def last_event(self, team: TeamId) -> int:
        """The number of the last event that was taken in, by whatever process; 0 where there is none."""
        with self._work() as db:
            return sheets.last_event(db, team)

    def notes(self, *, team: TeamId | None = None, comment: CommentRef | None = None) -> tuple[CaseNote, ...]:
        """Where cases stood when they were last acted upon: all of them, a team's, or those about a comment."""
        asked: dict[str, Cell] = {} if team is None else {"team": team}
        if comment is not None:
            asked |= zip(("account", "comment"), ref_cells(comment), strict=True)
        which = f"WHERE {' AND '.join(f'{column} = ?' for column in asked)}" if asked else ""
        with self._work() as db:
            return tuple(cases.notes(db, which, [*asked.values()]))

    def note(self, case: CaseId) -> CaseNote | None:
        """The same of one case; None where this workspace did not open it."""
        with self._work() as db:
            return next(cases.notes(db, "WHERE id = ?", (case,)), None)
