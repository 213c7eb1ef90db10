"""Letting in who asks: their digits compared by another way, whose device it is, in which role. May not let anybody in."""

from PySide6.QtWidgets import QWidget

from cm_desktop.domain.approvals.people import Member, PersonId, Role
from cm_desktop.domain.approvals.views import TeamView
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.picker import Picker
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.choices import Card, Choice, Choices
from cm_desktop.ui.sheet.field import named
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.teams.letters import digits
from cm_desktop.ui.teams.step import TeamStep
from cm_desktop.wording import cases
from cm_desktop.wording.words import Words

_ROLES = (Role.SUPERVISOR, Role.MODERATOR, Role.OWNER)


class WelcomePage(TeamStep):
    """`role` and `person` are what was chosen; `person` is None for somebody new."""

    def __init__(self, team: TeamView, asking: Member, words: Words, theme: Theme) -> None:
        super().__init__(team, words, theme)
        self.asking = asking
        self.title = words.say("Let {name} in?", name=asking.name)
        self.go = words.say("The digits are the same: let in")
        self._people = list(team.people)
        self._whose = Picker(words.say("Whose device is it?"), theme, icon="user")
        self._whose.add(
            words.say("A new person: {name}", name=asking.name),
            *(words.say("Another device of {name}", name=one.name) for one in self._people),
        )
        self._role = Choices(words.say("In which role?"), self._roles(), Card, theme, columns=3)
        told = words.say(
            "Compare these digits some other way, by telephone or face to face: whoever asks sees the same ones. The mail "
            "or the folder that brought the invitation will not do: who changed the one could change the other."
        )
        self.column.addWidget(lines(told, (13, 430), theme.text))
        self.column.addWidget(digits(asking.key, words, theme))
        self.column.addWidget(named(words.say("Whose device is it?"), self._whose, theme))
        self.column.addWidget(named(words.say("In which role?"), self._role, theme))
        told = words.say("Nobody validates their own requests, not even from another device.")
        self.column.addWidget(lines(told, fonts.META, theme.text3))
        self._whose.currentIndexChanged.connect(self._turn)

    @property
    def first(self) -> QWidget | None:
        return self._whose

    @property
    def role(self) -> Role:
        return _ROLES[self._role.taken]

    @property
    def person(self) -> PersonId | None:
        chosen = self._chosen
        return chosen.person if chosen else None

    @property
    def _chosen(self) -> Member | None:
        place = self._whose.currentIndex()
        return self._people[place - 1] if place > 0 else None

    def _turn(self) -> None:
        """Another device begins with the role that its person has."""
        if (chosen := self._chosen) is not None:
            self._role.take(_ROLES.index(chosen.role))

    def _roles(self) -> list[Choice]:
        words = self.words
        told = {
            Role.SUPERVISOR: words.say("Approves, corrects, refuses"),
            Role.MODERATOR: words.say("Asks, and publishes"),
            Role.OWNER: words.say("Validates, and says who takes part"),
        }
        return [Choice(cases.role(words, role), told[role]) for role in _ROLES]
