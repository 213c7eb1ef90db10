"""The first page: for which client, in which colour, what kind of page. May not ask how it is reached."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.comments import Client
from cm_desktop.ui.joining.palette import Palette
from cm_desktop.ui.joining.steps import Joining, Kind
from cm_desktop.ui.kit import client_colour, fonts
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.choices import Card, Chip, Choice, Choices
from cm_desktop.ui.sheet.field import Field
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording.words import Words

KINDS = tuple(Kind)


class WhatPage(Page):
    """Starts from what was answered before."""

    def __init__(self, joining: Joining, clients: Sequence[Client], words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.title = words.say("Add a page")
        self.subtitle = words.say("Everything stays on this computer. Nothing is published without you.")
        self.go = words.say("Continue")
        self._joining = joining
        self._clients = tuple(clients)
        self._new = NewClient(joining.client, len(clients), words, theme)
        self._new.name.line.textChanged.connect(lambda _text: self.changed.emit())
        known = [client.id for client in clients]
        taken = known.index(joining.client.id) if joining.client.id in known else len(known) * bool(joining.client.name)
        options = [Choice(client.name, client=client) for client in clients] + [Choice(words.say("New client"))]
        self._who = Choices(words.say("Client"), options, Chip, theme, taken=taken)
        self._who.chosen.connect(self._choose_client)
        self._what = Choices(
            words.say("Kind of page"), kinds(words), Card, theme, columns=2, taken=KINDS.index(joining.kind)
        )
        self.column.addWidget(label(words.say("Client"), fonts.AUTHOR, theme.text))
        self.column.addWidget(self._who)
        self.column.addWidget(self._new)
        self.column.addSpacing(4)
        self.column.addWidget(label(words.say("Kind of page"), fonts.AUTHOR, theme.text))
        self.column.addWidget(self._what)
        self._who.setVisible(bool(clients))  # once it has its place: before, it would be a window of its own
        self._choose_client()

    @property
    def ready(self) -> bool:
        return not self._is_new or bool(self._new.name.text)

    @property
    def first(self) -> QWidget:
        return self._new.name.line if self._is_new else self._who.first

    def answered(self, named: Client) -> Joining:
        """Where one stands now; `named` is the client of that name."""
        return replace(self._joining, client=named, kind=KINDS[self._what.taken])

    @property
    def client(self) -> tuple[str, str]:
        """Name and colour of the client that is chosen or made."""
        if self._is_new:
            return self._new.client
        known = self._clients[self._who.taken]
        return known.name, known.colour

    @property
    def _is_new(self) -> bool:
        return self._who.taken == len(self._clients)

    def _choose_client(self) -> None:
        self._new.setVisible(self._is_new)
        self.changed.emit()


class NewClient(QWidget):
    """Its name and its colour; `place` is the colour offered first, where it has none."""

    def __init__(self, client: Client, place: int, words: Words, theme: Theme) -> None:
        super().__init__()
        self.name = Field(words.say("Name of the client"), theme, text=client.name)
        colours = client_colour.PALETTE
        taken = colours.index(client.colour) if client.colour in colours else place % len(colours)
        self.palette_ = Palette(words, theme, taken=taken)
        colour = QVBoxLayout()
        colour.setSpacing(7)
        colour.addWidget(label(words.say("Colour"), fonts.SECTION, theme.text2))
        colour.addWidget(self.palette_)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self.name, 1)
        row.addLayout(colour)

    @property
    def client(self) -> tuple[str, str]:
        """Name and colour."""
        return " ".join(self.name.text.split()), self.palette_.colour


def kinds(words: Words) -> list[Choice]:
    """What can be added, in the order of `Kind`."""
    return [
        Choice(words.say("Facebook Page"), words.say("Read, reply, hide; with access created for you.")),
        Choice(words.say("Instagram account"), words.say("Professional accounts; with access created for you.")),
        Choice(words.say("WordPress blog"), words.say("The site’s comments, including held ones.")),
        Choice(words.say("Page without access"), words.say("Assisted: you paste the comments and publish by hand.")),
        Choice(words.say("Feed or link to watch"), words.say("Blogs, forums, Mastodon, YouTube; read only.")),
        Choice(words.say("File of comments"), words.say("A spreadsheet or an export: CSV, TSV, JSON.")),
    ]
