"""Why the comment on show is here, in full: asked of the rules once somebody wants to see it. May not draw it."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import CmDesktopError
from cm_desktop.domain.rules import Why
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.ruling import Ruling

_Asked = tuple[str, ClientId]


class Reasons(QObject):
    """`told` says that `why` is another, or that it is `wanted` or no longer: for the comments that follow, too."""

    told = Signal()

    def __init__(self, ruling: Ruling, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._ruling = ruling
        self._bridge = bridge
        self._asked: _Asked | None = None
        self.wanted = False
        self.why: Why | None = None

    def about(self, text: str, client: ClientId) -> None:
        """This is the comment now."""
        if self._asked != (text, client):
            self._asked, self.why = (text, client), None
            self._ask()

    def turn(self) -> None:
        """Show them, or no longer."""
        self.wanted = not self.wanted
        self.told.emit()
        self._ask()

    def renew(self) -> None:
        """The rules have changed."""
        self.why = None
        self._ask()

    def _ask(self) -> None:
        if self.wanted and self.why is None and self._asked is not None:
            text, client = self._asked
            self._bridge.run(lambda: self._ruling.why(text, client), partial(self._answer, self._asked), self._give_up)

    def _answer(self, asked: _Asked, why: Why) -> None:
        if asked == self._asked:
            self.why = why
            self.told.emit()

    def _give_up(self, error: BaseException) -> None:
        """Rules that cannot be read are told elsewhere."""
        if not isinstance(error, CmDesktopError):
            raise error
