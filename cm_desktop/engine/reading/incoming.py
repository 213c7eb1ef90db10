"""What people bring in themselves: from a file or pasted, by way of the shelf, to the queues. May not read a file itself.

Waits for the disk: may not be called from the window's thread.
"""

from collections.abc import Mapping, Sequence, Set
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from threading import Event

from cm_desktop.domain.arrivals import ColumnMapping, PastedComment, Report, Survey
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Account, AccountId, Comment, RemoteId
from cm_desktop.domain.errors import ActRefused, WorkspaceBusy
from cm_desktop.domain.ports import Intake, Progress
from cm_desktop.engine.reading.pull import Pull
from cm_desktop.engine.workroom import Workroom
from cm_desktop.store.cells.sql import slices
from cm_desktop.store.disk.lock import hold

ASK_FOR_THE_TURN_EVERY = 0.5


class Incoming:
    """Fulfils `domain.bringing_in.Imports`: what the intake puts on the shelf is read at once, like any other page."""

    def __init__(self, room: Workroom, intake: Intake, pull: Pull) -> None:
        self._room = room
        self._intake = intake
        self._pull = pull

    def survey(self, file: Path, *, encoding: str | None = None) -> Survey:
        """A first look, quick however long the file is. Raises ImportRefused."""
        return self._intake.survey(file, encoding=encoding)

    def preview(self, survey: Survey, mapping: ColumnMapping, account: AccountId) -> tuple[Comment, ...]:
        """The sample as comments, as they would come in. Raises ImportRefused for a mapping that cannot be used."""
        return self._intake.preview(survey, mapping, account)

    def bring_in(
        self, survey: Survey, mapping: ColumnMapping, account: AccountId, *, progress: Progress, cancelled: Event
    ) -> Report:
        """Bring the file in and remember the mapping. Cancelled, it leaves nothing behind but what was acted on meanwhile.

        A record counts half once it was read, and whole once its comment is in the queues. Waits while another file is
        brought into the workspace: what that one adds may yet be taken back. Raises ImportRefused, StoreError, NotFound, and
        ActRefused("not_brought_in") for a page that is read from its platform.
        """
        with ExitStack() as turn:
            while not self._takes(turn):
                if cancelled.wait(ASK_FOR_THE_TURN_EVERY):
                    return Report(cancelled=True)
            return self._bring_in(survey, mapping, self._caught_up(account), progress, cancelled)

    def _takes(self, turn: ExitStack) -> bool:
        """Be the only one who brings a file in, if nobody is, until `turn` ends."""
        try:
            turn.enter_context(hold(self._room.workspace.folder, "import"))
        except WorkspaceBusy:
            return False
        return True

    def _bring_in(
        self, survey: Survey, mapping: ColumnMapping, page: Account, progress: Progress, cancelled: Event
    ) -> Report:
        before: set[RemoteId] = set()

        def known(names: Sequence[RemoteId]) -> Mapping[RemoteId, Comment]:
            here = self._room.reader().aimed_at.known(page.id, names)
            before.update(here)
            return here

        report = self._intake.bring_in(
            survey,
            mapping,
            page.id,
            known=known,
            progress=lambda read, rows: progress(read // 2, rows),
            cancelled=cancelled,
        )
        if not report.arrival:
            return report

        def saved(comments: int) -> bool:
            share = min(comments / (report.new + report.changed), 1)
            progress(int(report.read * (1 + share) / 2), report.read)
            return cancelled.is_set()

        self._pull.account(page, enough=saved)
        if cancelled.is_set():
            self._take_back(page, report, before)
            return Report(cancelled=True)
        return report

    def paste(self, text: str) -> tuple[PastedComment, ...]:
        """The comments in a pasted text, for the moderator to correct."""
        return self._intake.paste(text)

    def add_pasted(self, account: AccountId, pasted: Sequence[PastedComment]) -> Report:
        """Bring them in. Raises StoreError, NotFound."""
        page = self._caught_up(account)
        report = self._intake.add_pasted(account, pasted, known=partial(self._room.reader().aimed_at.known, account))
        self._pull.account(page)
        return report

    def _caught_up(self, account: AccountId) -> Account:
        """The page, once the cache knows all that is on its shelf: only then can be told what is new."""
        page = self._room.reader().account(account)
        if not self._room.caps(page).brought_in:
            raise ActRefused("not_brought_in")
        while self._pull.account(page).unfinished and not self._room.stopping.is_set():
            continue
        return page

    def _take_back(self, page: Account, report: Report, before: Set[RemoteId]) -> None:
        """Off the shelf first, so that nobody reads it again; what it changed comes back from the earlier arrivals.

        Of what was not there `before`, what was acted on stays.
        """
        room, keep = self._room, set()
        with self._pull.alone(page.id):
            brought = room.shelf.arrived(page.id, report.arrival)
            for some in slices(brought):
                keep |= room.reader().worked_on(page.id, some) - before
            room.shelf.withdraw(page.id, report.arrival, keep=keep)
            leaving = [name for name in brought if name not in keep]
            room.workspace.forget_comments(page.id, leaving, read_again=report.changed > 0).result()
        if report.changed:
            self._pull.account(page)
        room.tell(Change.COMMENTS, Change.ACCOUNTS)
