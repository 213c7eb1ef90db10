"""From what a moderator says of a rule in front of a comment to the desk, and back. May not draw anything."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import CmDesktopError
from cm_desktop.domain.ports import Clock
from cm_desktop.domain.rules import Correction
from cm_desktop.domain.verdicts import Category, Hit
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.ruling import Ruling


class Correcting(QObject):
    """Emits each correction once it is in force, what was taken back, and every refusal. Lives as long as the window."""

    done = Signal(object)  # Correction
    undone = Signal(object)  # Correction
    refused = Signal(object)  # CmDesktopError

    def __init__(self, ruling: Ruling, bridge: Bridge, clock: Clock, undo_delay: timedelta, parent: QObject) -> None:
        super().__init__(parent)
        self._ruling = ruling
        self._bridge = bridge
        self._clock = clock
        self._undo_delay = undo_delay
        self._last: Correction | None = None
        self.until: datetime | None = None  # the last one can be taken back by the key of undoing

    def mistaken(self, ref: CommentRef, hit: Hit, *, everywhere: bool) -> None:
        """The rule leaves this passage alone from now on, for the comment's client or for all."""
        self._say(lambda: self._ruling.mistaken(ref, hit, everywhere=everywhere))

    def missed(self, ref: CommentRef, passage: str, category: Category) -> None:
        """A rule on trial for this passage."""
        self._say(lambda: self._ruling.missed(ref, passage, category))

    def undo(self) -> bool:
        """Take back the last one; False where there is none, or where it was long ago."""
        last, until = self._last, self.until
        self._last = self.until = None
        if last is None or until is None or until <= self._clock.now():
            return False
        self._bridge.run(lambda: self._ruling.take_back(last), lambda _: self.undone.emit(last), self._refuse)
        return True

    def _say(self, say: Callable[[], Correction]) -> None:
        self._bridge.run(say, self._keep, self._refuse)

    def _keep(self, correction: Correction) -> None:
        self._last, self.until = correction, self._clock.now() + self._undo_delay
        self.done.emit(correction)

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, CmDesktopError):
            raise error
        self.refused.emit(error)
