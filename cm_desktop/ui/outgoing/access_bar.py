"""The bar over the window while the access to a page is refused. May not find out by itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.comments import Account, AccountId
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.kit.bar import lay_bar
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.label import paragraph
from cm_desktop.ui.kit.safe_text import isolated
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words


class AccessBar(QWidget):
    """One page at a time, until it has an access again or was `put_away`. Emits `asked` with its Account.

    What was put away comes back when that access is refused anew, and at the next start.
    """

    asked = Signal(object)

    def __init__(self, desk: Desk, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = words
        self._account: Account | None = None
        self.put_away: frozenset[AccountId] = frozenset()
        self._text = paragraph("", (13, 480), theme.due_fg, self)
        again = Button(words.say("Reconnect"), theme, small=True, parent=self)
        again.clicked.connect(lambda: self.asked.emit(self._account))
        close = Button("", theme, icon="x", name=words.say("Close"), small=True, parent=self)
        close.clicked.connect(self._put_away)
        lay_bar(self, "triangle-alert", self._text, again, close, ground=theme.due_bg, ink=theme.due_fg)
        self.hide()

    def refresh(self) -> None:
        """Look again whose access is refused, and show or hide."""
        refused = {page.account for page in self._desk.inbox.freshness() if page.is_refused}
        self.put_away &= refused
        told = refused - self.put_away
        self._account = next((account for account in self._desk.inbox.accounts() if account.id in told), None)
        if self._account is not None:
            self._text.setText(
                self._words.say(
                    "{page} is not read any more, and nothing leaves for it: its access is refused or has ended.",
                    page=isolated(self._account.name),
                )
            )
        self.setVisible(self._account is not None)

    def _put_away(self) -> None:
        if self._account is not None:
            self.put_away |= {self._account.id}
        self.refresh()
