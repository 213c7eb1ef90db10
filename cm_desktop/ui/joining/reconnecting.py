"""A new access for a page that is already here: asked for, proved, kept. May not know how it is proved."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.comments import Account, Client
from cm_desktop.domain.errors import CmDesktopError
from cm_desktop.domain.vault import Keeping
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.joining.refusals import refusal
from cm_desktop.ui.joining.steps import secret
from cm_desktop.ui.joining.three_lines import ThreeLines
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.field import SecretField
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.wording import terms
from cm_desktop.wording.access import ways
from cm_desktop.wording.words import Words


class RenewPage(Page):
    """What the access is, and a field for the new one."""

    def __init__(self, account: Account, client: Client, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.title = words.say("Reconnect {page}", page=account.name)
        self.subtitle = f"{terms.platform(words, account.platform)} · {client.name}"
        self.go = words.say("Reconnect")
        for way in ways(words, account.platform)[:1]:
            self.column.addWidget(ThreeLines(way, words, theme))
        name = words.say("Application password") if account.login else words.say("Token")
        note = words.say(
            "It goes into your system’s keyring, if there is one; it is never shown, nor written to a file."
        )
        self._secret = SecretField(name, words, theme, note=note)
        self._secret.line.textChanged.connect(self.changed)
        self.column.addWidget(self._secret)

    @property
    def ready(self) -> bool:
        return bool(self._secret.text)

    @property
    def first(self) -> QWidget | None:
        return self._secret.line

    @property
    def secret(self) -> str:
        """What was typed. Raises BadValue."""
        return secret(self._secret.text)


class Reconnecting(QObject):
    """One page, one question. The page is read once its access is proved."""

    def __init__(self, desk: Desk, bridge: Bridge, words: Words, theme: Theme, window: QWidget) -> None:
        self.sheet = Sheet(bridge, refusal, words, theme, window)
        super().__init__(self.sheet)
        self._desk = desk
        self._words = words
        self._theme = theme

    def open(self, account: Account) -> None:
        """Ask for the new access to this page."""
        page = RenewPage(account, self._desk.inbox.client(account.client), self._words, self._theme)
        self.sheet.went.connect(lambda: self._prove(page, account))
        self.sheet.show_page(page, first=True)
        self.sheet.open()

    def _prove(self, page: RenewPage, account: Account) -> None:
        try:
            typed = page.secret
        except CmDesktopError as error:
            self.sheet.refuse(error)
            return
        busy = self._words.say("Checking…")
        self.sheet.ask(busy, lambda: self._desk.accounts.reconnect(account.id, typed), self._reconnected)

    def _reconnected(self, _keeping: Keeping) -> None:
        self._desk.sync_soon()
        self.sheet.close_sheet()
