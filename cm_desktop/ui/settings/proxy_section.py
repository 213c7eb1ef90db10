"""The proxy of an office: which one, its user and password, whether the pages are reached. May not wait for any of it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.proxies import NONE, SYSTEM, ProxyStanding
from cm_desktop.domain.vault import Keeping
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.controls.segments import Segments
from cm_desktop.ui.kit.flow import Flow
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.settings.section import Section
from cm_desktop.ui.sheet.field import Field, SecretField, named
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.told import Told
from cm_desktop.wording.errors import explain
from cm_desktop.wording.proxies import told_login_kept, told_reached, told_standing
from cm_desktop.wording.words import Words

_SYSTEM, _NONE, _OWN = range(3)
T = TypeVar("T")


class ProxySection(Section):
    """What is chosen holds at once. A password is shown to nobody again: it goes to the keyring."""

    def __init__(self, desk: Desk, bridge: Bridge, words: Words, theme: Theme) -> None:
        say = words.say
        said = say("Some offices put one between this computer and the internet. Elsewhere there is nothing to set up.")
        super().__init__(say("Proxy"), said, theme)
        self._desk = desk
        self._bridge = bridge
        self._words = words
        self._standing = ProxyStanding()
        self._is_read = False
        self.ways = Segments(say("Connection"), [say("Same as the system"), say("No proxy"), say("This one")], theme)
        self.address = Field(say("Address of the proxy"), theme, hint="http://proxy.example:8080")
        self.user = Field(say("User"), theme)
        self.password = SecretField(say("Password"), words, theme)
        self.keep = Button(say("Keep user and password"), theme, icon="key-round")
        self.forget = Button(say("Forget them"), theme)
        self.knock = Button(say("Try the connection"), theme, icon="globe")
        self.login = self._login_form()
        self.in_use = lines("", fonts.LIST_TEXT, theme.text)
        self.told = Told(theme)
        self._lay_out()
        self.ways.chosen.connect(self._turn)
        self.address.line.editingFinished.connect(self._keep_address)
        for line in (self.user.line, self.password.line):
            line.textChanged.connect(lambda _text: self._allow())
        self.password.line.returnPressed.connect(self.log_in)
        self.keep.clicked.connect(self.log_in)
        self.forget.clicked.connect(self._log_out)
        self.knock.clicked.connect(self._try)

    def refresh(self) -> None:
        """As it stands, read once a visit: a locked keyring would ask its user again at each comment that comes in."""
        if not self._is_read:
            self._read()

    def leave(self) -> None:
        """The address that was typed is the way out from now on."""
        self._is_read = False
        self._keep_address()

    def _read(self) -> None:
        self._is_read = True
        self._run(self._desk.proxy.standing, self._show)

    def _keep_address(self) -> None:
        typed = self.address.text
        if self.ways.taken == _OWN and typed and typed != self._standing.choice:
            self._choose(typed)

    def log_in(self) -> None:
        """Keep the user and the password for the proxy in use."""
        if self.keep.isEnabled():
            login = f"{self.user.text}:{self.password.line.text()}"
            self._run(lambda: self._desk.proxy.log_in(login), self._kept)

    def _turn(self, place: int) -> None:
        self._allow()
        if place == _OWN:
            self.address.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._keep_address()
        else:
            self._choose((SYSTEM, NONE)[place])

    def _choose(self, choice: str) -> None:
        self.told.hush()
        self._run(lambda: self._desk.proxy.choose(choice), lambda _: self._go_on())

    def _kept(self, kept: Keeping) -> None:
        for line in (self.user.line, self.password.line):
            line.clear()
        self.told.confirm(told_login_kept(self._words, kept))
        self._go_on()

    def _log_out(self) -> None:
        self.told.hush()
        self._run(self._desk.proxy.log_out, lambda _: self._go_on())

    def _try(self) -> None:
        self.told.wait(self._words.say("Trying to reach your pages…"))
        self._run(self._desk.proxy.reach, lambda hosts: self.told.confirm(told_reached(self._words, hosts)))

    def _go_on(self) -> None:
        """By the new way: what could not be read by the old one is read now."""
        self._desk.sync_soon()
        self._read()

    def _show(self, standing: ProxyStanding) -> None:
        typing = self.ways.taken == _OWN and self.address.line.hasFocus()
        self._standing = standing
        with QSignalBlocker(self.ways):
            self.ways.take({SYSTEM: _SYSTEM, NONE: _NONE}.get(standing.choice, _OWN) if not typing else _OWN)
        if self.ways.taken == _OWN and not typing:
            self.address.line.setText(standing.choice)
        self.in_use.setText(" ".join(told_standing(self._words, standing)))
        self._allow()

    def _allow(self) -> None:
        """Only what can be done: the settings file has the last word, and a login is for a proxy in use."""
        free, used = self._standing.said_in is None, bool(self._standing.address)
        self.ways.setEnabled(free)
        self.address.setVisible(self.ways.taken == _OWN)
        self.address.line.setEnabled(free)
        self.login.setVisible(used)
        self.keep.setEnabled(used and bool(self.user.text and self.password.line.text()))
        self.forget.setEnabled(used and self._standing.login)

    def _run(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._bridge.run(work, then, self._refuse)

    def _refuse(self, error: BaseException) -> None:
        assert isinstance(error, Exception)
        self.told.warn(explain(self._words, error))

    def _lay_out(self) -> None:
        self.column.addWidget(named(self.ways.accessibleName(), self.ways, self.theme))
        self.column.addWidget(self.address)
        self.column.addWidget(self.in_use)
        self.column.addWidget(Flow([self.knock], 8))
        self.column.addWidget(self.told)
        self.column.addWidget(self.login)

    def _login_form(self) -> QWidget:
        say, theme = self._words.say, self.theme
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(20)
        column.addWidget(label(say("If it asks who you are"), fonts.AUTHOR, theme.text))
        row = QHBoxLayout()
        row.setSpacing(24)
        for field in (self.user, self.password):
            row.addWidget(field, 1)
        column.addLayout(row)
        column.addWidget(Flow([self.keep, self.forget], 8))
        kept = say(
            "They go to the keyring of your system, and to the proxy alone. It sees where you go, not what you say."
        )
        column.addWidget(lines(kept, fonts.META, theme.text3))
        return made
