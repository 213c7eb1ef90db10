"""The history judged again by the rules in force. May not read a rule, nor fetch a comment.

Which comments are out of date is told by the version beside each verdict: what is cut short goes on at the next start.
"""

import time
from threading import Lock

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.ports import Judge
from cm_desktop.engine.workroom import Workroom
from cm_desktop.store.comments.judging import Unjudged

JUDGED_AT_ONCE = 2000
SAVED_AT_ONCE = 200  # between two slices, the user's writes and the window have their turn
TELL_EVERY = 1.0  # seconds: whoever listens reads its whole list again


class Rejudging:
    """Any thread may ask for it; one at a time does it."""

    def __init__(self, room: Workroom) -> None:
        self._room = room
        self._turn = Lock()
        self._told = 0.0
        self._untold = 0

    def run(self) -> None:
        """Until nothing is out of date, the rules change again, or the program ends."""
        with self._turn:
            room, judge = self._room, self._room.judge()
            if room.reader().history.behind(judge.version):
                room.workspace.begin_judging(judge.version).result()
            while (part := room.reader().history.unjudged(judge.version, JUDGED_AT_ONCE)) is not None:
                if not self._judge(judge, part):
                    break
            self._tell()

    def one(self, ref: CommentRef) -> None:
        """This one now, before all others."""
        room = self._room
        comment, client = room.about(ref)
        judged, rules = room.opinions([comment], client)
        verdict, folded = judged[ref]
        room.workspace.save_verdicts({ref: (comment.text, verdict, folded)}, rules=rules).result()
        room.tell(Change.COMMENTS)

    def _judge(self, judge: Judge, part: Unjudged) -> bool:
        """Judge a part of the history; False where that is to stop."""
        room = self._room
        verdicts = iter(judge.judge_all(room.in_turn((line.text, line.client) for line in part.lines)))
        for some in part.parts(SAVED_AT_ONCE):
            if room.stopping.is_set():
                return False
            said = [next(verdicts) for _ in some.lines]
            changed = room.workspace.save_judged(some, said, judge.fold, rules=judge.version).result()
            if changed is None:  # somebody else goes on with it
                return False
            self._untold += changed
        if time.monotonic() >= self._told + TELL_EVERY:
            self._tell()
        return room.judge().version == judge.version

    def _tell(self) -> None:
        if self._untold:
            self._untold, self._told = 0, time.monotonic()
            self._room.tell(Change.COMMENTS)
