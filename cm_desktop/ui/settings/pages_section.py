"""The pages of the clients: read, paused, proved, forgotten. May not ask a platform in the window's thread."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.comments import Account, AccountId, Client, Identity
from cm_desktop.domain.queue import Freshness
from cm_desktop.domain.quota import Budget
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.joining.aside_field import AsideField
from cm_desktop.ui.kit.card import rule
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.flow import Flow
from cm_desktop.ui.kit.safe_text import isolated
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.settings.page_row import PageRow
from cm_desktop.ui.settings.section import Section
from cm_desktop.wording import access, times
from cm_desktop.wording.errors import explain
from cm_desktop.wording.pages import PageLines, page_lines
from cm_desktop.wording.words import Words

Told = tuple[Client, Account, PageLines]


class PagesSection(Section):
    """Signals ask for what is done elsewhere: a new page, comments brought in, another access, reading and sending halted."""

    adding = Signal()
    importing = Signal()
    pasting = Signal()
    reconnecting = Signal(object)  # Account
    pausing = Signal(bool)
    suspending = Signal(bool)

    def __init__(self, desk: Desk, bridge: Bridge, words: Words, theme: Theme) -> None:
        said = words.say("When each one is read, how many calls that may use, and how long its access lasts.")
        super().__init__(words.say("Pages"), said, theme)
        self._desk = desk
        self._bridge = bridge
        self._words = words
        self._shown: tuple[Told, ...] | None = None
        self._content = QWidget()
        self.rows: dict[AccountId, PageRow] = {}
        self._reading, self._sending = Button("", theme), Button("", theme)
        self._reading.clicked.connect(lambda: self.pausing.emit(not desk.inbox.reading_paused()))
        self._sending.clicked.connect(lambda: self.suspending.emit(not desk.inbox.suspended()))
        self.column.addWidget(self._ways_in())
        self.column.addWidget(self._content)

    def refresh(self) -> None:
        """Where nothing but the calm lines changed, the rows stay as they are, with what is being asked of them."""
        say, inbox = self._words.say, self._desk.inbox
        paused, suspended = inbox.reading_paused(), inbox.suspended()
        self._reading.set_label(say("Resume reading") if paused else say("Pause reading"))
        self._reading.set_icon("play" if paused else "pause")
        self._sending.set_label(say("Resume sending") if suspended else say("Suspend everything"))
        self._sending.set_icon("play" if suspended else "pause")
        pages = self._pages(paused=paused)
        if self._shown is None or _apart_from_calm(pages) != _apart_from_calm(self._shown):
            self._show(pages)
        elif pages != self._shown:
            for _client, account, told in pages:
                self.rows[account.id].show_calm(told)
        self._shown = pages

    def _ways_in(self) -> QWidget:
        say, theme = self._words.say, self.theme
        buttons = []
        for name, icon, asked in (
            (say("Add a page…"), "plus", self.adding),
            (say("Import comments…"), "file", self.importing),
            (say("Paste comments…"), "clipboard", self.pasting),
        ):
            button = Button(name, theme, icon=icon)
            button.clicked.connect(asked)
            buttons.append(button)
        return Flow([*buttons, self._reading, self._sending], 8)

    def _pages(self, *, paused: bool) -> tuple[Told, ...]:
        inbox = self._desk.inbox
        clients = {client.id: client for client in inbox.clients()}
        fresh = {each.account: each for each in inbox.freshness()}
        budgets = {each.account: each for each in inbox.budgets()}
        accounts = sorted(inbox.accounts(), key=lambda account: clients[account.client].name.casefold())
        return tuple(
            (clients[account.client], account, self._lines(account, fresh, budgets, paused=paused))
            for account in accounts
        )

    def _lines(
        self,
        account: Account,
        fresh: Mapping[AccountId, Freshness],
        budgets: Mapping[AccountId, Budget],
        *,
        paused: bool,
    ) -> PageLines:
        named, now = replace(account, name=isolated(account.name)), self._desk.clock.now()
        told = page_lines(self._words, named, fresh.get(account.id), budgets.get(account.id), now=now, paused=paused)
        if account.access_ends is None or account.ends_soon(now):  # where it ends soon, that is among the alarms
            return told
        until = self._words.say("access until {day}", day=times.day(self._words, account.access_ends, now))
        return replace(told, calm=(*told.calm, until))

    def _show(self, pages: tuple[Told, ...]) -> None:
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        said = {name: row.told for name, row in self.rows.items()}
        self.rows = {}
        for client, account, told in pages:
            row = PageRow(client, account, told, self._words, self.theme, said=said.get(account.id))
            row.checking.connect(partial(self._check, account))
            row.reconnecting.connect(partial(self.reconnecting.emit, account))
            row.removing.connect(partial(self._remove, account))
            column.addWidget(rule(self.theme))
            column.addWidget(row)
            row.show_below(AsideField(self._desk, self._bridge, account, self._words, self.theme))
            self.rows[account.id] = row
        self.column.replaceWidget(self._content, rows)
        self._content.hide()
        self._content.deleteLater()
        self._content = rows

    def _check(self, account: Account) -> None:
        self.rows[account.id].told.wait(self._words.say("Asking the platform…"))
        self._bridge.run(
            lambda: self._desk.accounts.check(account.id), partial(self._tell, account), partial(self._refuse, account)
        )

    def _tell(self, account: Account, identity: Identity) -> None:
        words = self._words
        name, rights = isolated(identity.name), access.allowed(words, identity.rights)
        good = words.say("The access works: it belongs to {name}.", name=name)
        may = words.say("It allows: {rights}.", rights=rights) if rights else ""
        if (row := self.rows.get(account.id)) is not None:
            row.told.confirm(" ".join(filter(None, (good, may))))

    def _remove(self, account: Account) -> None:
        self.rows[account.id].told.wait(self._words.say("Forgetting the page…"))
        self._bridge.run(
            lambda: self._desk.accounts.remove(account.id), lambda _: self.refresh(), partial(self._refuse, account)
        )

    def _refuse(self, account: Account, error: BaseException) -> None:
        assert isinstance(error, Exception)
        if (row := self.rows.get(account.id)) is not None:
            row.told.warn(explain(self._words, error))


def _apart_from_calm(pages: tuple[Told, ...]) -> tuple[Told, ...]:
    return tuple((client, account, replace(told, calm=())) for client, account, told in pages)
