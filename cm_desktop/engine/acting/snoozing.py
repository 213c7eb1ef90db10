"""Putting comments off until a moment, and waking them. No platform hears of it; may not wait for one."""

from collections.abc import Collection, Mapping
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import CommentRef, fingerprint
from cm_desktop.domain.errors import ActRefused
from cm_desktop.domain.queue import Triage
from cm_desktop.domain.snooze import LONGEST, Snooze
from cm_desktop.engine.acting.receipt import Receipt, Snoozes
from cm_desktop.engine.commits import after
from cm_desktop.engine.workroom import Workroom


class Snoozing:
    """Refusals are raised at once; the futures are done when it is safely on disk."""

    def __init__(self, room: Workroom) -> None:
        self._room = room

    def snooze(self, refs: Collection[CommentRef], until: datetime) -> Future[Receipt]:
        """Put all of these off, or none; what sleeps already sleeps until then instead.

        Raises NotFound, and ActRefused: out_of_place where one is neither to do nor asleep, no_time_to_sleep.
        """
        now = self._room.now()
        if not now < until <= now + LONGEST:
            raise ActRefused("no_time_to_sleep")
        rows = [self._room.reader().row(ref) for ref in refs]
        if any(row.triage not in (Triage.TODO, Triage.SNOOZED) for row in rows):
            raise ActRefused("out_of_place")
        told = {row.comment.ref: fingerprint(row.comment.text) for row in rows}
        return self._keep({ref: Snooze(at=now, until=until, fingerprint=text) for ref, text in told.items()})

    def wake(self, refs: Collection[CommentRef]) -> Future[Receipt]:
        """All of these are to do again, or none. Raises ActRefused("not_asleep")."""
        known = self.of(refs)
        awake = {ref: replace(snooze, asleep=False) for ref, snooze in known.items() if snooze and snooze.asleep}
        if len(awake) < len(known):
            raise ActRefused("not_asleep")
        return self._keep(awake)

    def of(self, refs: Collection[CommentRef]) -> Snoozes:
        """What puts these off."""
        return self._room.reader().sleeping.of(refs)

    def in_force(self, refs: Collection[CommentRef]) -> Snoozes:
        """The same of those alone about which nothing was done since."""
        rows = [self._room.reader().row(ref) for ref, snooze in self.of(refs).items() if snooze is not None]
        return self.of([row.comment.ref for row in rows if row.triage is Triage.SNOOZED or row.returned])

    def begun_again(self, snoozes: Snoozes) -> Snoozes:
        """The same, as if they began now: what was done about the comments meanwhile no longer counts."""
        return {ref: snooze and replace(snooze, at=self._room.now()) for ref, snooze in snoozes.items()}

    def put_back(self, snoozes: Snoozes) -> Future[Receipt]:
        """As a receipt has them."""
        return after([self._room.workspace.snoozes.keep(snoozes)], Receipt(), self._tell)

    def wake_due(self) -> int:
        """Wake those whose time has come; answers how many. Raises StoreError."""
        due, now = self.next_due(), self._room.now()
        if due is None or due > now:
            return 0
        woken = self._room.workspace.snoozes.wake(now).result()
        self._tell()
        return woken

    def next_due(self) -> datetime | None:
        """When the next one wakes; None where none sleeps."""
        return self._room.reader().sleeping.next(self._room.now())

    def _keep(self, snoozes: Mapping[CommentRef, Snooze]) -> Future[Receipt]:
        receipt = Receipt(snoozes=self.of(snoozes.keys()))
        return after([self._room.workspace.snoozes.keep(snoozes)], receipt, self._tell)

    def _tell(self) -> None:
        self._room.tell(Change.DECISIONS, Change.COMMENTS)
