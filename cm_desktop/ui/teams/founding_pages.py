"""The two forms at the beginning: a team of one's own, or a part in another's. May not found nor join anything."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.comments import Client, ClientId
from cm_desktop.ui.kit.dropped import dropped_file
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.field import Field, named
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.teams.place_field import PlaceField, shared_folder
from cm_desktop.ui.teams.ticks import Ticks
from cm_desktop.wording.words import Words


class FoundPage(Page):
    """Name, clients, folder, and how one is called there."""

    def __init__(self, clients: Sequence[Client], words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.title = words.say("Create a team")
        self.subtitle = words.say("You are its owner: you say who takes part.")
        self.go = words.say("Create the team")
        self._name = Field(words.say("Name of the team"), theme, hint=words.say("The agency, the house, the client"))
        self._person = Field(words.say("Your name"), theme, note=words.say("As the others read it."))
        self._folder = shared_folder(words, theme)
        self._clients = Ticks([(client.id, client.name) for client in clients], theme, on=[one.id for one in clients])
        for field in (self._name, self._person, self._folder):
            self.column.addWidget(field)
            field.line.textChanged.connect(self.changed)
        if clients:
            self.column.addWidget(named(words.say("For these clients"), self._clients, theme))

    @property
    def ready(self) -> bool:
        return bool(self._name.text and self._person.text and self._folder.text)

    @property
    def first(self) -> QWidget | None:
        return self._name.line

    @property
    def name(self) -> str:
        return self._name.text

    @property
    def person(self) -> str:
        return self._person.text

    @property
    def folder(self) -> Path:
        return self._folder.path

    @property
    def clients(self) -> tuple[ClientId, ...]:
        return self._clients.ticked


class JoinPage(Page):
    """The invitation's file, the code to it, one's name, the folder. The file can be dropped, too."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.title = words.say("Join with an invitation")
        self.subtitle = words.say("Nothing else has to be set up: no page, no account.")
        self.go = words.say("Ask to be let in")
        self.setAcceptDrops(True)
        self._file = PlaceField(
            words.say("Invitation file"),
            words,
            theme,
            note=words.say("You can also drop it here."),
            folder=False,
        )
        note = words.say(
            "The 16 letters and digits that whoever invites you gives you. Spaces and dashes do not count."
        )
        self._code = Field(words.say("Code"), theme, note=note)
        self._person = Field(words.say("Your name"), theme, note=words.say("As the others read it."))
        self._folder = shared_folder(words, theme)
        for field in (self._file, self._code, self._person, self._folder):
            self.column.addWidget(field)
            field.line.textChanged.connect(self.changed)

    @property
    def ready(self) -> bool:
        return all(field.text for field in (self._file, self._code, self._person, self._folder))

    @property
    def first(self) -> QWidget | None:
        return self._file.line

    @property
    def file(self) -> Path:
        return self._file.path

    @property
    def code(self) -> str:
        return self._code.text

    @property
    def person(self) -> str:
        return self._person.text

    @property
    def folder(self) -> Path:
        return self._folder.path

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (file := dropped_file(event.mimeData())) is not None:
            self._file.line.setText(str(file))
            event.acceptProposedAction()
