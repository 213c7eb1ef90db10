"""The clients, one at a time: what is typed is kept when one goes on to something else. May not make or remove one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.client_sheet import ClientSheet
from cm_desktop.domain.comments import Client, ClientId
from cm_desktop.domain.errors import CmDesktopError
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.settings.client_form import ClientForm
from cm_desktop.ui.settings.erasing import ErasingBlock
from cm_desktop.ui.settings.section import Section
from cm_desktop.ui.sheet.choices import Chip, Choice, Choices
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.told import Told
from cm_desktop.wording import times
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words


class ClientsSection(Section):
    """`validating` asks for what is validated for whom."""

    validating = Signal()

    def __init__(self, desk: Desk, bridge: Bridge, words: Words, theme: Theme) -> None:
        said = words.say("A client’s name, colour and tone, and what you need at hand when you reply for it.")
        super().__init__(words.say("Clients"), said, theme)
        self._desk = desk
        self._bridge = bridge
        self._words = words
        self._clients: tuple[Client, ...] = ()
        self._kept: tuple[Client, ClientSheet] | None = None
        self._chips: QWidget = QWidget()
        self.form: ClientForm | None = None
        self._saved = label("", fonts.META, theme.text3)
        self._told = Told(theme)
        self._none = lines(words.say("No client yet: add a page first."), (13, 430), theme.text3)
        self.head.addWidget(self._saved, 0, Qt.AlignmentFlag.AlignBottom)
        self.erasing = ErasingBlock(desk, bridge, lambda: self._kept[0] if self._kept else None, words, theme)
        for part in (self._chips, self._told, self._none, self.erasing):
            self.column.addWidget(part)

    def refresh(self) -> None:
        """The clients there are; the form stays as it is while its client does."""
        clients = self._desk.inbox.clients()
        if clients == self._clients and self.form is not None:
            return
        self._clients = clients
        self._none.setVisible(not clients)
        self.erasing.ask.setVisible(bool(clients))
        if not clients:
            self._close()
        here = self._kept[0].id if self._kept else None
        place = next((at for at, client in enumerate(clients) if client.id == here), 0)
        self._show_chips(place)
        if clients and clients[place].id != here:
            self._open(clients[place].id)

    def leave(self) -> None:
        """What is typed is kept."""
        self._keep()

    def _show_chips(self, taken: int) -> None:
        options = [Choice(client.name, client=client) for client in self._clients]
        chips = Choices(self._words.say("Client"), options, Chip, self.theme, taken=taken)
        chips.chosen.connect(lambda place: self._open(self._clients[place].id))
        self.column.replaceWidget(self._chips, chips)
        chips.setVisible(len(options) > 1)  # in its place: before, it would be a window, and take the keyboard
        self._chips.hide()
        self._chips.deleteLater()
        self._chips = chips

    def _open(self, name: ClientId) -> None:
        self._keep()
        client, sheet = self._desk.clients.one(name), self._desk.inbox.client_sheet(name)
        self._kept = (client, sheet)
        form = ClientForm(client, sheet, self._words, self.theme)
        form.left.connect(self._keep)
        form.validating.connect(self.validating)
        if self.form is not None:
            self.form.left.disconnect(self._keep)  # it loses the keyboard as it goes
            self.form.hide()
            self.form.deleteLater()
        self.erasing.withdraw()
        self.column.insertWidget(self.column.indexOf(self.erasing), form)
        self.form = form
        self._saved.setText("")
        self._told.hush()

    def _close(self) -> None:
        """The last client is gone."""
        if self.form is not None:
            self.form.left.disconnect(self._keep)
            self.form.hide()
            self.form.deleteLater()
        self.form = self._kept = None

    def _keep(self) -> None:
        if self.form is None or (self.form.client, self.form.sheet) == self._kept:
            return
        if self.form.client.id not in {client.id for client in self._clients}:
            return  # erased
        now = (self.form.client, self.form.sheet)
        try:
            saving = self._desk.clients.save(*now)
        except CmDesktopError as error:  # another client's name
            self._refuse(error)
            return
        self._kept = now
        self._bridge.deliver(saving, lambda _: self._tell_saved(), self._refuse)

    def _tell_saved(self) -> None:
        self._told.hush()
        moment = times.clock(self._words, self._desk.clock.now())
        self._saved.setText(self._words.say("Saved at {time}", time=moment))

    def _refuse(self, error: BaseException) -> None:
        assert isinstance(error, Exception)
        self._saved.setText("")
        self._told.warn(explain(self._words, error))
