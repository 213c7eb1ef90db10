"""Adding a page, from the first question to its being here. May not know how a platform is asked: the desk does it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.comments import ASSISTED, Account, Client, ClientId, Identity
from cm_desktop.domain.errors import CmDesktopError, NoFeed
from cm_desktop.domain.ports import FoundFeed
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.reading.accounts import Added
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.joining.access_page import AccessPage, page_for
from cm_desktop.ui.joining.aside_field import AsideField, lately
from cm_desktop.ui.joining.by_hand_page import ByHandPage
from cm_desktop.ui.joining.home_page import HomePage
from cm_desktop.ui.joining.joined_page import JoinedPage
from cm_desktop.ui.joining.link_page import LinkPage
from cm_desktop.ui.joining.refusals import refusal
from cm_desktop.ui.joining.steps import Joining, Kind, Step
from cm_desktop.ui.joining.what_page import WhatPage
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.wording.words import Words


class Adding(QObject):
    """Leads from page to page. `importing` and `pasting` carry the account whose comments are to be brought in."""

    importing = Signal(object)  # Account
    pasting = Signal(object)  # Account

    def __init__(self, desk: Desk, bridge: Bridge, words: Words, theme: Theme, window: QWidget) -> None:
        self.sheet = Sheet(bridge, refusal, words, theme, window)
        super().__init__(self.sheet)
        self._desk = desk
        self._bridge = bridge
        self._words = words
        self._theme = theme
        self._joining = Joining(client=_nobody())
        self._link = ""
        self.page: Page = self._what()
        self.sheet.went.connect(self._go)
        self.sheet.returned.connect(self._back)

    def open(self, kind: Kind = Kind.FACEBOOK) -> None:
        """Begin; `kind` is what is probably meant."""
        self._joining = Joining(client=_nobody(), kind=kind)
        self._show(self._what())
        self.sheet.open()

    def go_on(self, client: tuple[str, str], kind: Kind) -> None:
        """Begin where its first page was answered elsewhere: the client's name and colour, the kind of page."""
        self._joining = Joining(client=self._desk.accounts.client_named(*client), kind=kind)
        self._step(self._joining.forward())
        self.sheet.open()

    def _go(self) -> None:
        """What the primary button of the page on show does."""
        try:
            self._answer(self.page)
        except CmDesktopError as error:
            self.sheet.refuse(error)

    def _answer(self, page: Page) -> None:
        match page:
            case WhatPage():
                name, colour = page.client
                client = self._desk.accounts.client_named(name, colour)
                self._step(page.answered(client).forward())
            case HomePage():
                self._step(page.answered().forward())
            case AccessPage():
                self._prove_or_add(page)
            case ByHandPage():
                self._add(page.asked(), "")
            case LinkPage():
                self._look_or_follow(page)
            case _:
                self.sheet.close_sheet()

    def _prove_or_add(self, page: AccessPage) -> None:
        account, secret = page.asked()
        if page.proved is not None:
            self._add(account, secret)
            return

        def told(proved: tuple[Account, Identity]) -> None:
            page.show_proof(*proved, self._desk.clock.now())
            self.sheet.refocus()

        self.sheet.ask(self._words.say("Checking…"), lambda: self._desk.accounts.prove(account, secret), told)

    def _look_or_follow(self, page: LinkPage) -> None:
        if (feed := page.chosen) is not None:
            self._add(feed, "")
            return
        self._link = link = page.link

        def found(feeds: Sequence[FoundFeed]) -> None:
            page.show_feeds(feeds)
            self.sheet.refocus()

        self.sheet.ask(self._words.say("Looking for feeds…"), lambda: self._feeds(link), found)

    def _feeds(self, link: str) -> Sequence[FoundFeed]:
        """Nothing to follow is an answer too: it leads to pasting by hand."""
        try:
            return self._desk.discover(link)
        except NoFeed:
            return ()

    def _add(self, account: Account, secret: str) -> None:
        client = self._joining.client
        busy = self._words.say("Adding the page…")

        def add() -> Added:
            """What is old does not queue up, unless the page is here already, with what was chosen for it."""
            here = {known.id for known in self._desk.inbox.accounts()}
            added = self._desk.accounts.add(account, client, secret)
            if added.account.id not in here and account.platform != ASSISTED:
                self._desk.accounts.leave_aside(added.account.id, lately(self._desk.clock.now()))
            return added

        self.sheet.ask(busy, add, self._joined)

    def _joined(self, added: Added) -> None:
        self._desk.sync_soon()
        self._joining = self._joining.forward()
        aside = AsideField(self._desk, self._bridge, added.account, self._words, self._theme)
        page = JoinedPage(added, self._joining.client, aside, self._words, self._theme)
        page.importing.connect(lambda: self._leave_for(self.importing.emit, added.account))
        page.pasting.connect(lambda: self._leave_for(self.pasting.emit, added.account))
        page.another.connect(self._again)
        self._show(page)
        if self._joining.kind is Kind.FILE:
            self._leave_for(self.importing.emit, added.account)

    def _leave_for(self, go: Callable[[Account], None], account: Account) -> None:
        self.sheet.close_sheet()
        go(account)

    def _again(self) -> None:
        self._joining = Joining(client=self._joining.client)
        self._show(self._what())

    def _back(self) -> None:
        self._step(self._joining.back())

    def _step(self, joining: Joining) -> None:
        self._joining = joining
        made: dict[Step, Callable[[], Page]] = {
            Step.WHAT: self._what,
            Step.HOME: lambda: HomePage(joining, self._words, self._theme),
            Step.ACCESS: lambda: page_for(joining, self._words, self._theme),
            Step.SITE: lambda: page_for(joining, self._words, self._theme),
            Step.LINK: self._watch,
            Step.BY_HAND: lambda: ByHandPage(joining, self._words, self._theme, link=self._link),
        }
        self._show(made[joining.step]())

    def _what(self) -> WhatPage:
        return WhatPage(self._joining, self._desk.inbox.clients(), self._words, self._theme)

    def _watch(self) -> LinkPage:
        page = LinkPage(self._joining, self._words, self._theme)
        page.by_hand.connect(lambda: self._step(self._joining.by_hand_instead()))
        return page

    def _show(self, page: Page) -> None:
        self.page = page
        self.sheet.show_page(page, first=isinstance(page, WhatPage))


def _nobody() -> Client:
    """No client was chosen yet."""
    return Client(id=ClientId(""), name="", colour="")
