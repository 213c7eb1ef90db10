"""Which clients the team validates for; whose part is to end, or that one leaves oneself. May not change any of it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from cm_desktop.domain.approvals.people import Member, aloud
from cm_desktop.domain.approvals.views import TeamView
from cm_desktop.domain.comments import Client, ClientId
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.teams.step import TeamStep
from cm_desktop.ui.teams.ticks import Ticks
from cm_desktop.wording import cases
from cm_desktop.wording.words import Words


class ClientsPage(TeamStep):
    """`clients` are those that were ticked."""

    def __init__(self, team: TeamView, clients: Sequence[Client], words: Words, theme: Theme) -> None:
        super().__init__(team, words, theme)
        self.title = words.say("For which clients?")
        self.go = words.say("Save")
        self._ticks = Ticks([(client.id, client.name) for client in clients], theme, on=team.clients)
        self.column.addWidget(self._ticks)
        told = words.say("Requests about the others leave as files, or go through another team.")
        self.column.addWidget(lines(told, fonts.META, theme.text3))

    @property
    def first(self) -> QWidget | None:
        return self._ticks.first

    @property
    def clients(self) -> tuple[ClientId, ...]:
        return self._ticks.ticked


class EndPage(TeamStep):
    """Asks once more: an end cannot be taken back."""

    def __init__(self, team: TeamView, member: Member, words: Words, theme: Theme) -> None:
        super().__init__(team, words, theme)
        self.member = member
        self.title = words.say("End the part of {name}?", name=member.name)
        self.go = words.say("End their part")
        device = words.say("{role} · device {digits}", role=cases.role(words, member.role), digits=aloud(member.key))
        self.column.addWidget(label(device, (13, 430), theme.text2))
        told = words.say(
            "What this device signs from now on counts for nobody, and new requests are sealed without it. What it signed "
            "before stays, and what it has read it keeps. To come back it needs a new invitation."
        )
        self.column.addWidget(lines(told, (13, 430), theme.text))

    @property
    def first(self) -> QWidget | None:
        return None


class LeavePage(TeamStep):
    """Asks once more: whoever left comes back as somebody new."""

    def __init__(self, team: TeamView, words: Words, theme: Theme) -> None:
        super().__init__(team, words, theme)
        self.title = words.say("Leave this team?")
        self.go = words.say("Leave the team")
        for told in (
            words.say("It cannot be undone: to come back, this device needs a new invitation."),
            words.say(
                "Your requests that wait are withdrawn. What was approved and has not left does not leave. What a client wants "
                "validated goes on holding, and you can no longer have it validated here."
            ),
            words.say("The others read all of it the next time that the folder brings it to them."),
        ):
            self.column.addWidget(lines(told, (13, 430), theme.text))
