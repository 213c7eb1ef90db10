"""A pack's text run over the history, with what it tells on its way. May not draw, nor judge a comment."""

from __future__ import annotations

from functools import partial
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cm_desktop.domain.errors import CmDesktopError, RuleError
from cm_desktop.domain.rules import Dealt, PackId, Replay, Sample
from cm_desktop.ui.rules.newest import Newest

if TYPE_CHECKING:
    from cm_desktop.domain.comments import CommentRef
    from cm_desktop.ui.bridge import Bridge
    from cm_desktop.ui.ruling import Ruling


class TrialRun(QObject):
    """`told` says that there is more to show: figures, or that there are none any more."""

    told = Signal()
    refused = Signal(object)  # CmDesktopError

    def __init__(self, ruling: Ruling, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._ruling = ruling
        self._bridge = bridge
        self._newest = Newest(bridge)
        self.replay: Replay | None = None
        self.running = False
        self.seconds: float | None = None  # that the whole of it took
        self._judged: dict[CommentRef, bool] = {}  # what the moderator says of the samples, true where it is right
        self._begun = 0.0

    def start(self, pack: PackId, text: str) -> None:
        """Begin anew with this text; the figures of the former stay until there are others."""
        self.running, self.seconds, self._begun = True, None, monotonic()
        self.told.emit()

        def run(stop: Event) -> Replay:
            return self._ruling.replay(pack, text, partial(self._tell, stop), stop)

        self._newest.ask(run, self._end, self._fail)

    def forget(self) -> None:
        """What it found speaks of another text."""
        self._newest.forget()
        self.running, self.replay = False, None
        self.told.emit()

    def judge(self, ref: CommentRef, *, right: bool) -> None:
        """A sample is right, or is not."""
        self._judged[ref] = right
        self.told.emit()

    def is_right(self, sample: Sample) -> bool | None:
        """What the moderator says of a sample here, or else did about it; None for neither."""
        dealt = None if sample.dealt is None else sample.dealt is Dealt.ACTED
        return self._judged.get(sample.ref, dealt)

    @property
    def score(self) -> tuple[int, int]:
        """How many of the caught deserve it, of how many: dealt with before, or said of in front of a sample."""
        replay = self.replay or Replay()
        fresh = [sample.ref for sample in replay.samples_caught if sample.dealt is None]  # else it is counted already
        said = [self._judged[ref] for ref in fresh if ref in self._judged]
        return replay.right + sum(said), replay.judged + len(said)

    def _tell(self, stop: Event, replay: Replay) -> None:
        """From the thread that runs it."""
        self._bridge.post(lambda: None if stop.is_set() else self._show(replay))

    def _show(self, replay: Replay) -> None:
        self.replay = replay
        self.told.emit()

    def _end(self, replay: Replay) -> None:
        self.running, self.seconds = False, monotonic() - self._begun
        self._show(replay)

    def _fail(self, error: BaseException) -> None:
        self.running = False
        self.told.emit()
        if isinstance(error, RuleError):
            return  # the text's own trouble is told beside it
        if not isinstance(error, CmDesktopError):
            raise error
        self.refused.emit(error)
