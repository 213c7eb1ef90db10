"""Every write about teams, sheets and cases: one transaction each. May not say how a case stands."""

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future

from cm_desktop.domain.approvals.events import CaseId
from cm_desktop.domain.approvals.keeping import Kept, Step, Team
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.people import KeyId, TeamId
from cm_desktop.domain.comments import Author, ClientId, CommentRef
from cm_desktop.domain.errors import EntryMoved
from cm_desktop.domain.journal import Deed
from cm_desktop.store.disk.files import writing
from cm_desktop.store.letting_go.erasing import forget_text
from cm_desktop.store.tables import cases, sheets, teams
from cm_desktop.store.tables.decided import forget_cases, forget_decided
from cm_desktop.store.tables.owed import owe_sweeping
from cm_desktop.store.tables.work import Work
from cm_desktop.store.writer import Submit


class SupervisionWork:
    """What the connection that writes to work.db does about supervision. Belongs to the writer."""

    def __init__(self, db: sqlite3.Connection, work: Work) -> None:
        self._db, self._work = db, work

    def save_team(self, team: Team) -> None:
        with writing(self._db):
            teams.save(self._db, team)
            self._work.log(Deed.TEAM_SAVED, detail=team.id)

    def take_on(self, team: TeamId, clients: Collection[ClientId]) -> bool:
        with writing(self._db):
            more = teams.take_on(self._db, team, clients)
            if more:
                self._work.log(Deed.TEAM_SAVED, detail=team)
            return bool(more)

    def put_aside(self, team: TeamId, key: KeyId, *, on: bool) -> None:
        with writing(self._db):
            teams.save_aside(self._db, team, key, on=on)
            self._work.log(Deed.TEAM_SAVED, detail=team)

    def note_checked(self, team: TeamId, number: int, remembered: str) -> None:
        with writing(self._db):
            teams.save_checked(self._db, team, number, remembered)

    def keep_sheets(self, kept: Sequence[Kept]) -> int:
        with writing(self._db):
            return sum([sheets.keep(self._db, one) for one in kept])

    def take_step(self, step: Step) -> None:
        with writing(self._db):
            if not sheets.all_read(self._db, step.as_of) or not cases.note(self._db, step.was, step.now):
                raise EntryMoved(step.now.entry)
            for one in step.sheets:
                sheets.keep(self._db, one)
            self._work.move_and_add(step.moves, step.acts, step.comment)
            if step.decision is not None and step.comment is not None:
                self._work.add_decision(step.comment, step.decision, step.now.at)
            self._work.log(Deed.CASE_NOTED, comment=step.now.comment, detail=f"{step.now.case} {step.now.state}")

    def drop_papers(self, team: TeamId, papers: Sequence[PapersId], cases: Collection[CaseId]) -> int:
        with writing(self._db):
            gone = sheets.drop_papers(self._db, team, papers)
            if gone:
                owe_sweeping(self._db)
                for case, comment in forget_cases(self._db, cases):
                    self._work.log(Deed.PAPERS_ERASED, comment=comment, detail=case)
                self._work.log(Deed.PAPERS_ERASED, detail=f"{team} {gone}")
            return gone

    def forget_texts(self, written: Mapping[CommentRef, Author | None], erasure: str) -> None:
        with writing(self._db):
            owe_sweeping(self._db)
            for comment, author in written.items():
                forget_text(self._db, comment, author)
                forget_decided(self._db, comment)
                self._work.log(Deed.TEXT_ERASED, comment=comment, detail=erasure)


class Supervision:
    """A part of a workspace: every write answers a Future that is done once committed."""

    def __init__(self, work: SupervisionWork, submit: Submit, sweep: Callable[[], None]) -> None:
        self._work, self._submit, self._sweep = work, submit, sweep

    def save_team(self, team: Team) -> Future[None]:
        """Keep a team, over what was known of it. A client that it works for leaves the team that it had."""
        return self._submit(lambda: self._work.save_team(team))

    def take_on(self, team: TeamId, clients: Collection[ClientId]) -> Future[bool]:
        """Have a team work for those of these clients that are ours and that no team has; answers whether there were any."""
        return self._submit(lambda: self._work.take_on(team, clients))

    def put_aside(self, team: TeamId, key: KeyId, *, on: bool) -> Future[None]:
        """Show a device that asks to take part no more, or again."""
        return self._submit(lambda: self._work.put_aside(team, key, on=on))

    def note_checked(self, team: TeamId, number: int, remembered: str) -> Future[None]:
        """Note that this device has checked the events up to that number: see `Notary.remember`."""
        return self._submit(lambda: self._work.note_checked(team, number, remembered))

    def keep_sheets(self, kept: Sequence[Kept]) -> Future[int]:
        """Keep what was opened, or signed, in this order; answers how many events and papers were new."""
        return self._submit(lambda: self._work.keep_sheets(kept))

    def take_step(self, step: Step) -> Future[None]:
        """What is done about one case, all of it or nothing.

        Raises EntryMoved, and nothing is done, where the case's note or a row of the outbox is no longer what it was, or
        an event was taken in after `as_of`: to be thought over again. NotFound for an account that is gone.
        """
        return self._submit(lambda: self._work.take_step(step))

    def drop_papers(self, team: TeamId, papers: Sequence[PapersId], cases: Collection[CaseId] = ()) -> Future[int]:
        """Erase these papers from work.db, and from the outbox what was asked and decided in these cases; answers how many
        papers were there. Then sweeps, as `erase_texts`.

        They live on in copies: in `backups/` until those are purged, and in what a restoring or a repair put aside.
        """
        dropped = self._submit(lambda: self._work.drop_papers(team, papers, cases))
        self._sweep()
        return dropped

    def erase_texts(self, written: Mapping[CommentRef, Author | None], erasure: str = "") -> Future[None]:
        """Erase what people wrote in comments, their names, what was noted about them, drafted and looked for, from both
        databases, and the words of what was asked and decided about it. `erasure` is the event that asks for it, which the
        journal keeps.

        Once the files were swept behind the user's writes, no byte of it is left in them or in their logs. It lives on
        in copies, as papers do; in what was imported, in `arrivals/`; in what a moderator quoted. It comes back with the
        next reading while the platform still has it.
        """
        erased = self._submit(lambda: self._work.forget_texts(written, erasure))
        self._sweep()
        return erased
