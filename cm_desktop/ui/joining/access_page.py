"""The access to a page: what it is in three lines, the fields it takes, and what it proved to be. May not prove it itself."""

from abc import abstractmethod
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.comments import Account, Identity
from cm_desktop.ui.joining.proof import Proof
from cm_desktop.ui.joining.steps import Joining, Kind, address, secret
from cm_desktop.ui.joining.three_lines import ThreeLines
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.controls.button import Kind as ButtonKind
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.field import Field, SecretField
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording import terms
from cm_desktop.wording.access import Home, ways
from cm_desktop.wording.words import Words


class AccessPage(Page):
    """Checks first, then adds: what is changed in between is checked again."""

    def __init__(self, joining: Joining, home: Home, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.joining = joining
        self.proved: tuple[Account, Identity] | None = None
        way = next(way for way in ways(words, joining.kind) if way.home is home)
        self.title = way.title
        self.go = words.say("Check")
        self.subtitle = words.say(
            "{platform} · {client}", platform=terms.platform(words, joining.kind), client=joining.client.name
        )
        self.column.addWidget(ThreeLines(way, words, theme))
        self._proof = Proof(words, theme)

    @abstractmethod
    def asked(self) -> tuple[Account, str]:
        """The page and its secret, as typed. Raises BadValue."""

    def show_proof(self, account: Account, identity: Identity, now: datetime) -> None:
        """Who the access proved to be."""
        self.proved = account, identity
        self.go = self.words.say("Add this page")
        self._proof.show_identity(account, identity, now)
        self.changed.emit()

    def add_fields(self, *fields: Field) -> None:
        """Put the fields under the lines; a change in one takes the proof away."""
        for field in fields:
            self.column.addWidget(field)
            field.line.textChanged.connect(self._forget)
        self.column.addWidget(self._proof)

    def _forget(self) -> None:
        self.proved = None
        self.go = self.words.say("Check")
        self._proof.hide()
        self.changed.emit()


class TokenPage(AccessPage):
    """A token of Facebook or Instagram; and, for a practice page or a test, the address of another server."""

    def __init__(self, joining: Joining, words: Words, theme: Theme) -> None:
        super().__init__(joining, joining.home, words, theme)
        note = words.say(
            "It goes into your system’s keyring, if there is one; it is never shown, nor written to a file."
        )
        self._token = SecretField(words.say("Token"), words, theme, note=note)
        self._server = Field(
            words.say("Address of the server"),
            theme,
            note=words.say("Only for a practice page or a test; leave it empty otherwise."),
            hint="http://127.0.0.1:8765",
        )
        self._other = Button(words.say("Another server…"), theme, kind=ButtonKind.LINK, small=True)
        self._other.clicked.connect(self._ask_server)
        self.add_fields(self._token, self._server)
        self._server.hide()
        self.column.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def ready(self) -> bool:
        return bool(self._token.text)

    @property
    def first(self) -> QWidget | None:
        return self._token.line if self.proved is None else None

    def asked(self) -> tuple[Account, str]:
        server = address(self._server.text) if self._server.text else ""
        return self.joining.account(address=server), secret(self._token.text)

    def _ask_server(self) -> None:
        self._other.hide()
        self._server.show()
        self._server.line.setFocus(Qt.FocusReason.TabFocusReason)


class SitePage(AccessPage):
    """The address of a WordPress site, a user name and an application password."""

    def __init__(self, joining: Joining, words: Words, theme: Theme) -> None:
        super().__init__(joining, Home.SITE, words, theme)
        self._address = Field(words.say("Address of the site"), theme, hint="https://blog.example")
        self._login = Field(words.say("User name"), theme, note=words.say("The one you sign in with on the site."))
        note = words.say(
            "It goes into your system’s keyring, if there is one; it is never shown, nor written to a file."
        )
        self._password = SecretField(words.say("Application password"), words, theme, note=note)
        self.add_fields(self._address, self._login, self._password)

    @property
    def ready(self) -> bool:
        return all(field.text for field in (self._address, self._login, self._password))

    @property
    def first(self) -> QWidget | None:
        return self._address.line if self.proved is None else None

    def asked(self) -> tuple[Account, str]:
        account = self.joining.account(address=address(self._address.text), login=self._login.text)
        return account, secret(self._password.text)


def page_for(joining: Joining, words: Words, theme: Theme) -> AccessPage:
    """The page that asks for this kind of access."""
    made = SitePage if joining.kind is Kind.WORDPRESS else TokenPage
    return made(joining, words, theme)
