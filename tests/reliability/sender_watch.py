"""A sender's steps, told as it takes them, and a death at the one that was chosen. May not change what it does.

They are watched from outside: around the connector, around the workspace's `change_entry`, around `http.client`. The
product knows nothing of it.
"""

import fcntl
import http.client
import os
import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cm_desktop.domain.actions import Capabilities, PlatformAction
from cm_desktop.domain.comments import (
    Batch,
    Comment,
    Identity,
    RemoteId,
    Reply,
)
from cm_desktop.domain.outbox import Entry, State
from cm_desktop.domain.ports import Connector, Done
from cm_desktop.domain.quota import Spending

if TYPE_CHECKING:
    from cm_desktop.store.workspace import Workspace


class Step(StrEnum):
    """Where a sender can be killed. Each is told by one letter."""

    STARTED = "o"
    DOUBTING = "p"  # what an earlier one left sending is about to be called uncertain
    DOUBTED = "q"
    UNDOING = "u"  # marked, suspended since, and about to be put back as it was
    UNDONE = "z"
    LOOKING = "l"  # about to read the comment
    BEFORE_CLAIM = "k"
    CLAIMED = "c"
    SENDING = "s"  # the bytes are about to leave
    BYTES_SENT = "b"
    ANSWERED = "a"
    SETTLED = "d"
    LOOKED_BACK = "r"  # read again, and about to keep what that told
    RESOLVED = "v"
    ACTED = "x"  # a new row is on the disk: a reply
    ORDERED = "y"  # the same of another act
    REFUSED = "n"  # such an act makes no sense any more
    BUSY = "w"  # somebody else sends, so this one does not
    NOT_ALONE = "m"  # somebody else is writing at this very moment, which may never be


@dataclass
class Trail:
    """Tells each step into a pipe, and dies at the one that was chosen."""

    pipe: int
    die_at: str
    die_on: int
    acting: bool = False
    counts: Counter[str] = field(default_factory=Counter)

    def reach(self, step: Step) -> None:
        os.write(self.pipe, step.value.encode())
        self.counts[step] += 1
        if step.value == self.die_at and self.counts[step] == self.die_on:
            os.kill(os.getpid(), signal.SIGKILL)


class WatchedConnector:
    """The real connector, its calls told before and after."""

    def __init__(self, inner: Connector, caps: Capabilities, turn: Path, trail: Trail) -> None:
        self._inner = inner
        self.kind = inner.kind
        self._trail = trail
        self._turn = turn
        self.caps = caps

    @property
    def spent(self) -> Spending:
        return self._inner.spent

    def check(self) -> Identity:
        return self._inner.check()

    def fetch(self, cursor: str | None) -> Batch:
        return self._inner.fetch(cursor)

    def stats(self) -> dict[str, int]:
        return self._inner.stats()

    def read(self, comment: RemoteId) -> Comment:
        self._trail.reach(Step.LOOKING)
        return self._inner.read(comment)

    def own_replies(self, comment: Comment) -> tuple[Reply, ...]:
        return self._inner.own_replies(comment)

    def act(self, action: PlatformAction, comment: Comment, key: str) -> Done:
        with self._alone():
            self._trail.acting = True
            self._trail.reach(Step.SENDING)
            try:
                return self._inner.act(action, comment, key)
            finally:
                self._trail.acting = False
                self._trail.reach(Step.ANSWERED)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Tell where another process writes meanwhile. Its death gives the turn back."""
        with self._turn.open("w") as turn:
            try:
                fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._trail.reach(Step.NOT_ALONE)
            yield


def watch_rows(workspace: "Workspace", trail: Trail, *, suspends: bool) -> None:
    """`suspends`: the user stops everything at the very moment at which a row was marked as leaving."""
    change = workspace.change_entry

    def watched(was: Entry, now: Entry, **others: Any) -> "Future[bool]":
        before, after = _around(was, now, trail)
        if before is not None:
            trail.reach(before)
        future = change(was, now, **others)
        future.result()
        if after is not None:
            trail.reach(after)
        if after is Step.CLAIMED and suspends:
            workspace.halts.suspend(True).result()
        return future

    workspace.change_entry = watched  # type: ignore[method-assign]


def _around(was: Entry, now: Entry, trail: Trail) -> tuple[Step | None, Step | None]:
    """What is reached before this move of a row is committed, and after."""
    if now.state is State.SENDING:
        return Step.BEFORE_CLAIM, Step.CLAIMED
    if was.state is State.SENDING and trail.counts[Step.SENDING] < trail.counts[Step.CLAIMED]:
        return Step.UNDOING, Step.UNDONE
    if was.state is State.SENDING:
        mine = trail.counts[Step.ANSWERED] == trail.counts[Step.CLAIMED] > 0
        return (None, Step.SETTLED) if mine else (Step.DOUBTING, Step.DOUBTED)
    return (Step.LOOKED_BACK, Step.RESOLVED) if was.state is State.UNCERTAIN else (None, None)


def watch_bytes(trail: Trail) -> None:
    answer = http.client.HTTPConnection.getresponse

    def watched(self: http.client.HTTPConnection) -> http.client.HTTPResponse:
        if trail.acting and vars(self)["_method"] != "GET":
            trail.acting = False  # what is read behind the write is not the write
            trail.reach(Step.BYTES_SENT)
        return answer(self)

    http.client.HTTPConnection.getresponse = watched  # type: ignore[method-assign]
