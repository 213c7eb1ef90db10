"""From what a moderator takes out of the rules, or adds, with one word to the desk, and back. May not draw anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cm_desktop.domain.errors import CmDesktopError

if TYPE_CHECKING:
    from cm_desktop.domain.comments import CommentRef
    from cm_desktop.domain.ports import Clock
    from cm_desktop.domain.rules import Correction, PackId, Removed
    from cm_desktop.domain.verdicts import Category, Hit
    from cm_desktop.ui.bridge import Bridge
    from cm_desktop.ui.ruling import Ruling


class Correcting(QObject):
    """Emits each change once it is in force, what was taken back, and every refusal. Lives as long as the window."""

    done = Signal(object)  # Correction, or Removed
    undone = Signal(object)  # the same
    refused = Signal(object)  # CmDesktopError

    def __init__(self, ruling: Ruling, bridge: Bridge, clock: Clock, undo_delay: timedelta, parent: QObject) -> None:
        super().__init__(parent)
        self._ruling = ruling
        self._bridge = bridge
        self._clock = clock
        self._undo_delay = undo_delay
        self._last: Correction | Removed | None = None
        self.until: timedelta | None = None  # the last one can be taken back until then, by the clock that nobody sets

    def mistaken(self, ref: CommentRef, hit: Hit, *, everywhere: bool) -> None:
        """The rule leaves this passage alone from now on, for the comment's client or for all."""
        self._say(lambda: self._ruling.mistaken(ref, hit, everywhere=everywhere))

    def missed(self, ref: CommentRef, passage: str, category: Category) -> None:
        """A rule on trial for this passage."""
        self._say(lambda: self._ruling.missed(ref, passage, category))

    def remove(self, pack: PackId) -> None:
        """A pack of the workspace is taken away."""
        self._say(lambda: self._ruling.remove(pack))

    def undo(self) -> bool:
        """Take back the last one; False where there is none, or where it was long ago."""
        last, until = self._last, self.until
        self._last = self.until = None
        if last is None or until is None or until <= self._clock.steady():
            return False
        self._bridge.run(lambda: self._take_back(last), lambda _: self.undone.emit(last), self._refuse)
        return True

    def _take_back(self, last: Correction | Removed) -> None:
        from cm_desktop.domain.rules import Removed

        if isinstance(last, Removed):
            self._ruling.put_back(last)
        else:
            self._ruling.take_back(last)

    def _say(self, say: Callable[[], Correction | Removed]) -> None:
        self._bridge.run(say, self._keep, self._refuse)

    def _keep(self, said: Correction | Removed) -> None:
        self._last, self.until = said, self._clock.steady() + self._undo_delay
        self.done.emit(said)

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, CmDesktopError):
            raise error
        self.refused.emit(error)
