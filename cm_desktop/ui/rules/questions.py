"""Why, and why not, of any text, by the rules in force or by what is typed. May not draw, nor judge a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cm_desktop.domain.errors import RuleError
from cm_desktop.ui.rules.newest import Newest

if TYPE_CHECKING:
    from cm_desktop.domain.rules import Pack, PackId, Why
    from cm_desktop.ui.bridge import Bridge
    from cm_desktop.ui.ruling import Ruling

ASK_AFTER = 150  # ms without a key


class Questions(QObject):
    """`answered` says that `why` is another: of the text that was asked, or None."""

    answered = Signal()

    def __init__(self, ruling: Ruling, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._ruling = ruling
        self._newest = Newest(bridge)
        self._pack: Pack | None = None
        self._draft: tuple[PackId, str] | None = None
        self.asked = ""
        self.why: Why | None = None
        self._pause = QTimer(self, singleShot=True, interval=ASK_AFTER)
        self._pause.timeout.connect(self._ask)

    def ask(self, text: str) -> None:
        """Of this text, from now on."""
        if text != self.asked:
            self.asked = text
            self._pause.start()

    def lay(self, pack: Pack, typed: str | None) -> None:
        """By what is typed in this pack, if it can be: for the pack's client."""
        draft = (pack.id, typed) if typed is not None else None
        if (pack, draft) != (self._pack, self._draft):
            self._pack, self._draft = pack, draft
            self._ask()

    def renew(self) -> None:
        """Others are in force now."""
        self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        if not self.asked.strip():
            self._newest.forget()
            self._answer(None)
            return
        text, client, draft = self.asked, self._pack.client if self._pack else None, self._draft
        self._newest.ask(lambda _: self._ruling.why(text, client, draft), self._answer, self._fail)

    def _answer(self, why: Why | None) -> None:
        self.why = why
        self.answered.emit()

    def _fail(self, error: BaseException) -> None:
        """A draft that is wrong is told beside its text; here the former answer stays."""
        if not isinstance(error, RuleError):
            raise error
