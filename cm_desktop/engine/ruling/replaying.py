"""A pack run over the history before it is in force: what would be caught, and what lost. May not write anything."""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from threading import Event
from typing import Protocol

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.ports import Draft, Judge
from cm_desktop.domain.rules import Replay, Wanted
from cm_desktop.domain.verdicts import Verdict
from cm_desktop.engine.ruling.differences import Differences
from cm_desktop.engine.workroom import Workroom
from cm_desktop.store.cells.sql import slices
from cm_desktop.store.comments.history import History, Said, Text

FIRST_FEW = 200  # so that the first figures come at once
AT_ONCE = 2000
FEW_ENOUGH = 1000  # texts in which an index finds the words wanted; what finds more is read newest first
TELL_EVERY = 0.25  # seconds

Tell = Callable[[Replay], None]


class SomeOf(Protocol):
    """A way through the history."""

    def __call__(self, limit: int, *, before: Text | None = None) -> Sequence[Text]: ...


class Replaying:
    """Slow: for a worker's thread. Reads the newest comments first."""

    def __init__(self, room: Workroom) -> None:
        self._room = room

    def run(self, draft: Draft, tell: Tell, stop: Event) -> Replay:
        """Judge by the draft all of which it may say something else. `tell` hears at once, then how far it is, and the end.

        Stopped, it answers what was found so far.
        """
        today, history = self._room.judge(), self._room.reader().history
        found = Differences(history.total(), history.dealt())
        tell(found.replay())
        told = -math.inf
        for texts in self._read(draft.wanted(today.version), history, found):
            if stop.is_set() or self._room.stopping.is_set():
                break
            places = draft.may_differ([one.text for one in texts], today.version)
            if places:
                _compare(history.said([texts[at].handle for at in places]), today, draft.judge(), history, found)
            found.read += len(texts)
            if time.monotonic() >= told + TELL_EVERY:
                tell(found.replay())
                told = time.monotonic()
        tell(found.replay())
        return found.replay()

    @staticmethod
    def _read(wanted: Wanted | None, history: History, found: Differences) -> Iterator[Sequence[Text]]:
        """The texts to read. Where an index tells of few that hold the words wanted, these and those that it cannot tell of."""
        likely = None if wanted is None else history.holding(wanted, FEW_ENOUGH)
        if likely is None:
            yield from _in_turn(history.newest)
            return
        found.read = found.total - len(likely) - history.doubts()
        yield from slices(likely, FIRST_FEW) if likely else [()]  # that there are none is a figure too
        yield from _in_turn(history.doubtful)

    def texts(self) -> Iterator[tuple[str, ClientId | None]]:
        """What people wrote, each with its client, the newest first."""
        history = self._room.reader().history
        for some in _in_turn(history.newest):
            for said in history.said([one.handle for one in some]):
                if not said.by_page:
                    yield said.text, said.client


def _in_turn(some_of: SomeOf) -> Iterator[Sequence[Text]]:
    some = some_of(FIRST_FEW)
    while some:
        yield some
        some = some_of(AT_ONCE, before=some[-1])


def _compare(some: Sequence[Said], today: Judge, draft: Judge, history: History, found: Differences) -> None:
    """One by one: what is quick with many is so because most say nothing, and these were chosen because they may."""
    kept = history.hits([said.handle for said in some if said.rules == today.version])
    for said in some:
        if not said.by_page:
            known = said.rules == today.version
            was = Verdict(hits=tuple(kept.get(said.handle, ()))) if known else today.judge(said.text, said.client)
            found.add(said, was, draft.judge(said.text, said.client))
