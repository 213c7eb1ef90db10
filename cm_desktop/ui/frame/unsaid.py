"""What was refused before there is a toast to tell it: kept until there is one. May not word it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, SignalInstance

from cm_desktop.domain.errors import CmDesktopError

if TYPE_CHECKING:
    from cm_desktop.ui.frame.panes import Panes


class Unsaid(QObject):
    """Hears what is `refused` until the panes are furnished. A toast holds one sentence: of several refusals, the last."""

    def __init__(self, panes: "Panes", *refused: SignalInstance) -> None:
        super().__init__(panes)
        self._panes = panes
        self._refused = refused
        self._last: CmDesktopError | None = None
        for signal in refused:
            signal.connect(self._keep)
        panes.furnished.connect(self._say)

    def _keep(self, error: CmDesktopError) -> None:
        self._last = error

    def _say(self) -> None:
        """The toast is there, and follows them from now on."""
        for signal in self._refused:
            signal.disconnect(self._keep)
        if self._last is not None:
            self._panes.beside.telling.tell_refused(self._last)
