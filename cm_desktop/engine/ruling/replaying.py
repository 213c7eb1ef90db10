"""A pack run over the history before it is in force: what would be caught, and what lost. May not write anything."""

import time
from collections.abc import Callable, Iterator, Sequence
from threading import Event

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.ports import Draft, Judge
from cm_desktop.domain.rules import Replay
from cm_desktop.domain.verdicts import Verdict
from cm_desktop.engine.ruling.differences import Differences
from cm_desktop.engine.workroom import Workroom
from cm_desktop.store.history import History, Said, Text

FIRST_FEW = 200  # so that the first figures come at once
AT_ONCE = 2000
TELL_EVERY = 0.25  # seconds

Tell = Callable[[Replay], None]


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
        told = time.monotonic()
        for texts in _newest_first(history):
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

    def texts(self) -> Iterator[tuple[str, ClientId | None]]:
        """What people wrote, each with its client, the newest first."""
        history = self._room.reader().history
        for some in _newest_first(history):
            for said in history.said([one.handle for one in some]):
                if not said.by_page:
                    yield said.text, said.client


def _newest_first(history: History) -> Iterator[Sequence[Text]]:
    some = history.newest(FIRST_FEW)
    while some:
        yield some
        some = history.newest(AT_ONCE, before=some[-1])


def _compare(some: Sequence[Said], today: Judge, draft: Judge, history: History, found: Differences) -> None:
    """One by one: what is quick with many is so because most say nothing, and these were chosen because they may."""
    kept = history.hits([said.handle for said in some if said.rules == today.version])
    for said in some:
        if not said.by_page:
            known = said.rules == today.version
            was = Verdict(hits=tuple(kept.get(said.handle, ()))) if known else today.judge(said.text, said.client)
            found.add(said, was, draft.judge(said.text, said.client))
