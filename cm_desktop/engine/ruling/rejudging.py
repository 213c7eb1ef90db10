"""The history judged again by the rules in force. May not read a rule, nor fetch a comment.

Which comments are out of date is told by the version beside each verdict: what is cut short goes on at the next start.
"""

import time
from collections.abc import Sequence
from threading import Lock

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.ports import Judge
from cm_desktop.engine.workroom import Workroom
from cm_desktop.store.history import Said
from cm_desktop.store.sql import slices

JUDGED_AT_ONCE = 2000
SAVED_AT_ONCE = 200  # between two slices, the user's writes have their turn
TELL_EVERY = 1.0  # seconds: whoever listens reads its whole list again


class Rejudging:
    """Any thread may ask for it; one at a time does it."""

    def __init__(self, room: Workroom) -> None:
        self._room = room
        self._turn = Lock()

    def run(self) -> None:
        """Until nothing is out of date, or the program ends."""
        with self._turn:
            told, untold = time.monotonic(), False
            while self._some():
                untold = time.monotonic() < told + TELL_EVERY
                if not untold:
                    self._room.tell(Change.COMMENTS)
                    told = time.monotonic()
            if untold:
                self._room.tell(Change.COMMENTS)

    def one(self, ref: CommentRef) -> None:
        """This one now, before all others."""
        said = self._room.reader().history.one(ref)
        if said is not None:
            self._save(self._room.judge(), [said])
            self._room.tell(Change.COMMENTS)

    def _some(self) -> bool:
        """Judge some of those that are out of date; False where there are none, or where to stop."""
        judge = self._room.judge()
        stale = self._room.reader().history.stale(judge.version, JUDGED_AT_ONCE)
        return self._save(judge, stale) > 0 and not self._room.stopping.is_set()

    def _save(self, judge: Judge, judged: Sequence[Said]) -> int:
        verdicts = judge.judge_all([(said.text, said.client) for said in judged])
        saved = 0
        for some in slices(list(zip(judged, verdicts, strict=True)), SAVED_AT_ONCE):
            if self._room.stopping.is_set():
                break
            rejudged = {said.ref: (said.text, verdict, judge.fold(said.text)) for said, verdict in some}
            saved += self._room.workspace.save_verdicts(rejudged, rules=judge.version).result()
        return saved
