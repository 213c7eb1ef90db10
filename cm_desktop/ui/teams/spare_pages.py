"""An owner's second key, on paper: taken while all is well, typed in where the device was lost. May not keep its code."""

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cm_desktop.domain.approvals.views import TeamView
from cm_desktop.domain.comments import Client, ClientId
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.field import Field, named
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.teams.letters import CodeCard
from cm_desktop.ui.teams.place_field import shared_folder
from cm_desktop.ui.teams.step import TeamStep
from cm_desktop.ui.teams.ticks import Ticks
from cm_desktop.wording.words import Words


class SparePage(TeamStep):
    """Says what it is for, before it is made."""

    def __init__(self, team: TeamView, words: Words, theme: Theme) -> None:
        super().__init__(team, words, theme)
        self.title = words.say("A spare key")
        self.go = words.say("Make a spare key")
        for told in (
            words.say(
                "If this computer is lost or breaks, nobody else can say who takes part. A code on paper brings you back, on "
                "any computer that has the shared folder."
            ),
            words.say("It is shown once and kept nowhere. Whoever has it is you in this team: lock it away."),
        ):
            self.column.addWidget(lines(told, (13, 430), theme.text))


class SpareCodePage(TeamStep):
    """The code, this once."""

    final = True

    def __init__(self, team: TeamView, code: str, words: Words, theme: Theme) -> None:
        super().__init__(team, words, theme)
        self.title = words.say("Your spare key")
        self.go = words.say("It is written down")
        told = words.say("Write these letters down, or print them, and lock the paper away. They are not shown again.")
        self.column.addWidget(lines(told, (13, 430), theme.text))
        self.column.addWidget(CodeCard(code, words, theme))
        told = words.say(
            "If this computer is lost: on another one, Settings, Validation…, Come back with a spare key. Then end the part "
            "of the lost one."
        )
        self.column.addWidget(lines(told, fonts.META, theme.text3))


class ComeBackPage(Page):
    """What the paper says, what the team is called, where its folder is; for which clients, at first those of no team."""

    def __init__(self, clients: Sequence[Client], taken: Collection[ClientId], words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.title = words.say("Come back with a spare key")
        self.subtitle = words.say("You own the team, and lost the computer that took part in it.")
        self.go = words.say("Come back")
        note = words.say("The 36 letters and digits on your paper. Spaces and dashes do not count.")
        self._code = Field(words.say("Code"), theme, note=note)
        self._name = Field(words.say("Name of the team"), theme)
        self._folder = shared_folder(words, theme)
        free = [client.id for client in clients if client.id not in taken]
        self._clients = Ticks([(client.id, client.name) for client in clients], theme, on=free)
        for field in (self._code, self._name, self._folder):
            self.column.addWidget(field)
            field.line.textChanged.connect(self.changed)
        if clients:
            self.column.addWidget(named(words.say("For these clients"), self._clients, theme))

    @property
    def ready(self) -> bool:
        return bool(self._code.text and self._name.text and self._folder.text)

    @property
    def first(self) -> QWidget | None:
        return self._code.line

    @property
    def code(self) -> str:
        return self._code.text

    @property
    def name(self) -> str:
        return self._name.text

    @property
    def folder(self) -> Path:
        return self._folder.path

    @property
    def clients(self) -> tuple[ClientId, ...]:
        return self._clients.ticked
