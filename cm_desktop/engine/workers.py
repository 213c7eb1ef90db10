"""The workers behind an open window: one reads, one sends, one has things validated, one judges again, one keeps copies,
one wakes what was put off.

May not decide what is read or sent. Only one process sends for a workspace: it holds the sender's lock until it ends.
"""

from contextlib import ExitStack
from datetime import datetime, timedelta
from threading import Event

from cm_desktop.domain.departure import unreached
from cm_desktop.domain.errors import WorkspaceBusy
from cm_desktop.engine.acting.snoozing import Snoozing
from cm_desktop.engine.keeping.files_watch import FilesWatch
from cm_desktop.engine.keeping.safekeeping import Safekeeping
from cm_desktop.engine.loop import Loop
from cm_desktop.engine.reading.pictures import PicturesAhead
from cm_desktop.engine.reading.pull import Pull
from cm_desktop.engine.reading.timetable import Timetable
from cm_desktop.engine.ruling.rules import Rules
from cm_desktop.engine.sending.push import Push
from cm_desktop.engine.supervision.supervision import Supervision
from cm_desktop.engine.workroom import Workroom
from cm_desktop.store.disk.lock import hold

LOOK_AT_LEAST_EVERY = 30.0
LOOK_AT_PACKS_EVERY = 5.0  # somebody who writes one by hand waits for it
ASK_FOR_THE_LOCK_EVERY = 5.0
PATIENCE = 5.0
LAST_WRITE = 60.0  # a platform's deadline is shorter; a shared folder has none


class Workers:
    """Nothing is sent for `grace` after the start: the time to suspend everything after a bad night."""

    def __init__(
        self,
        room: Workroom,
        pull: Pull,
        push: Push,
        rules: Rules,
        timetable: Timetable,
        pictures: PicturesAhead,
        safekeeping: Safekeeping,
        supervision: Supervision,
        snoozing: Snoozing,
        files: FilesWatch,
        grace: timedelta,
    ) -> None:
        self._room = room
        self._pull = pull
        self._push = push
        self._rules = rules
        self._timetable = timetable
        self._pictures = pictures
        self._safekeeping = safekeeping
        self._supervision = supervision
        self._snoozing = snoozing
        self._grace = grace
        self._read_all = Event()
        self._not_before: timedelta | None = None  # by the clock that nobody sets
        self._lock = ExitStack()
        self._sender = False
        self._pulling = Loop("pull", self._read, files.hear)
        self._pushing = Loop("push", self._send, files.hear)
        self._judging = Loop("judge", self._judge, files.hear)
        self._supervising = Loop("supervise", self._supervise, files.hear)
        keeping = Loop("keep", self._keep, files.hear)
        self._waking = Loop("wake", self._wake, files.hear)
        self._loops = (self._pulling, self._pushing, self._judging, self._supervising, keeping, self._waking)

    def start(self) -> None:
        self._not_before = self._room.clock.steady() + self._grace
        for loop in self._loops:
            loop.start()

    def stop(self) -> None:
        """End each after the step it is at, within PATIENCE, and let others send.

        A write that is under way is waited for: who sends next would doubt its row. One that outlasts LAST_WRITE keeps the
        lock until the process ends.
        """
        for loop in self._loops:
            loop.stop(PATIENCE)
        if self._room.leaving.acquire(timeout=LAST_WRITE):
            self._lock.close()
            self._sender = False
            self._room.leaving.release()

    def read_soon(self) -> None:
        """Read every account, due or not."""
        self._read_all.set()
        self._pulling.poke()

    def plan_again(self) -> None:
        """Look again what is due, and when."""
        self._pulling.poke()

    def send_soon(self) -> None:
        self._pushing.poke()

    def supervise_soon(self) -> None:
        """Ask what is due, read the shared folders, do what somebody decided."""
        self._supervising.poke()

    def outbox_changed(self) -> None:
        """Something may now leave, or be asked, sooner than was known."""
        self._pushing.poke()
        self._supervising.poke()

    def wake_soon(self) -> None:
        """Look again when the next comment is to be woken."""
        self._waking.poke()

    def judge_soon(self) -> None:
        """Look whether the rules changed, and judge again what other rules judged."""
        self._judging.poke()

    def _judge(self) -> float:
        self._rules.keep_up()
        return LOOK_AT_PACKS_EVERY

    def _read(self) -> float:
        if self._read_all.is_set():
            self._read_all.clear()
            pulled = self._pull.everything()
        else:
            pulled = self._pull.due()
        if self._pictures.bring_in({one.account for one in pulled}):
            return 0.0
        return self._until(self._timetable.next_due())

    def _send(self) -> float:
        if wait := self._grace_left():
            return wait
        if not self._may_send():
            return ASK_FOR_THE_LOCK_EVERY
        moved = self._push.run()
        if any(entry.approval for entry in moved):
            self._supervising.poke()
        if self._room.network.state.offline_since is None and any(unreached(entry) for entry in moved):
            self.read_soon()  # one page cannot be reached: whether any can is told by reading them all
        return self._until(self._push.next_due())

    def _keep(self) -> float:
        """After the first paint."""
        wait = self._grace_left()
        return wait or self._safekeeping.keep_up()

    def _wake(self) -> float:
        """At the start too: a comment may have slept past its time."""
        self._snoozing.wake_due()
        return self._until(self._snoozing.next_due())

    def _supervise(self) -> float:
        if wait := self._grace_left():
            self._supervision.wake()
            return wait
        self._supervision.go()
        self._pushing.poke()  # what was approved may leave
        return self._supervision.next_round().total_seconds()

    def _grace_left(self) -> float:
        if self._not_before is None:
            return 0.0
        return max(0.0, (self._not_before - self._room.clock.steady()).total_seconds())

    def _may_send(self) -> bool:
        if not self._sender:
            try:
                self._lock.enter_context(hold(self._room.workspace.folder, "sender"))
            except WorkspaceBusy:
                return False
            self._sender = True
        return True

    def _until(self, due: datetime | None) -> float:
        """A wait does not count the time for which a laptop sleeps: so none is long."""
        if due is None:
            return LOOK_AT_LEAST_EVERY
        return min(max((due - self._room.now()).total_seconds(), 0.2), LOOK_AT_LEAST_EVERY)
