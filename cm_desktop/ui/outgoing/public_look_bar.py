"""Asks once for each page whether the public sees our replies, after the first of them. May not find out by itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cm_desktop.engine.desk import Desk
from cm_desktop.engine.inbox import LookRequest
from cm_desktop.ui.kit.bar import lay_bar
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import paragraph
from cm_desktop.ui.kit.links import copy
from cm_desktop.ui.kit.safe_text import isolated
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words


class PublicLookBar(QWidget):
    """Quiet, over the window. Emits `looked` with the AccountId and whether the reply was seen."""

    looked = Signal(str, bool)

    def __init__(self, desk: Desk, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = words
        self._request: LookRequest | None = None
        self._explaining = False
        self._text = paragraph("", (13, 480), theme.accent_tx, self)
        self._copy = Button(words.say("Copy the link"), theme, kind=Kind.LINK, icon="copy", small=True, parent=self)
        self._yes = Button(words.say("Yes, I see it"), theme, small=True, parent=self)
        self._no = Button(words.say("No"), theme, small=True, parent=self)
        self._close = Button(words.say("Understood"), theme, small=True, parent=self)
        buttons = (self._copy, self._yes, self._no, self._close)
        lay_bar(self, "eye", self._text, *buttons, ground=theme.accent_bg, ink=theme.accent_tx)
        self._connect()
        self.hide()

    def refresh(self) -> None:
        """Ask about the first page of which it is not known, unless an answer is being explained."""
        if self._explaining:
            return
        self._request = next(iter(self._desk.inbox.public_look()), None)
        self.setVisible(self._request is not None)
        if self._request is not None:
            self._ask(self._request)

    def _connect(self) -> None:
        self._copy.clicked.connect(lambda: copy(self._request.link) if self._request else None)
        self._yes.clicked.connect(lambda: self._answer(seen=True))
        self._no.clicked.connect(lambda: self._answer(seen=False))
        self._close.clicked.connect(self._understand)

    def _ask(self, request: LookRequest) -> None:
        self._show_buttons(asking=True)
        self._text.setText(
            self._words.say(
                "First reply on {page}: open its link in a private window. Do you see it?",
                page=isolated(request.account.name),
            )
        )

    def _answer(self, *, seen: bool) -> None:
        if self._request is None:
            return
        self._explaining = not seen
        if seen:
            self.hide()
        else:
            self._show_buttons(asking=False)
            self._text.setText(
                self._words.say(
                    "The app is in Development mode: only people with a role on it see its replies."
                    " Switch it to Live in Meta’s app dashboard, then reconnect the page."
                )
            )
        self.looked.emit(self._request.account.id, seen)

    def _understand(self) -> None:
        self._explaining = False
        self.hide()
        self.refresh()

    def _show_buttons(self, *, asking: bool) -> None:
        for button in (self._copy, self._yes, self._no):
            button.setVisible(asking)
        self._close.setVisible(not asking)
