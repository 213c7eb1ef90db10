"""Where setting up begins: the teams that there are, and the ways into another. May not read any of them."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from cm_desktop.domain.approvals.people import TeamId
from cm_desktop.domain.approvals.views import TeamView
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.choices import Card, Choice, Choices
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording.words import Words


class Way(Enum):
    """A way into a team that is not here yet."""

    FOUND = auto()
    JOIN = auto()
    COME_BACK = auto()


class HomePage(Page):
    """`chosen` is a team, or a way."""

    def __init__(self, teams: Sequence[TeamView], words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.title = words.say("Validation")
        self.subtitle = words.say("Who moderates and validates together, through a folder that you share.")
        self.go = words.say("Continue")
        self._ways: tuple[TeamId | Way, ...] = (*(team.id for team in teams), *Way)
        told = [Choice(team.name, self._told(team)) for team in teams] + self._others()
        self._choices = Choices(words.say("Validation"), told, Card, theme)
        self.column.addWidget(self._choices)
        if not teams:
            self.column.addWidget(lines(self._without(), (13, 430), theme.text2))

    @property
    def first(self) -> QWidget | None:
        return self._choices.first

    @property
    def chosen(self) -> TeamId | Way:
        return self._ways[self._choices.taken]

    def _told(self, team: TeamView) -> str:
        words = self.words
        if team.over or team.shut_out:
            return words.say("This device takes part no more")
        if team.unopened:
            return words.say("Cannot be opened here")
        if team.me is None:
            return words.say("Waiting for the owner to let you in")
        people = words.count("{n} device takes part", "{n} devices take part", len(team.members))
        ask = sum(one.key not in team.aside for one in team.asking)
        asking = words.count("{n} person asks to join", "{n} people ask to join", ask)
        return f"{people} · {asking}" if ask else people

    def _others(self) -> list[Choice]:
        words = self.words
        return [
            Choice(
                words.say("Create a team"), words.say("A shared folder, your clients; then you invite who validates.")
            ),
            Choice(words.say("Join with an invitation"), words.say("A file that you were given, and the code to it.")),
            Choice(words.say("Come back with a spare key"), words.say("The code that an owner has on paper.")),
        ]

    def _without(self) -> str:
        return self.words.say(
            "Without a team you decide alone; a request can still leave as a file, for somebody who installs nothing."
        )
