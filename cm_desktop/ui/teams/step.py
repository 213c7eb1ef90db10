"""What every page about one team has: the way back leads to the team. May not ask anything."""

from cm_desktop.domain.approvals.views import TeamView
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording.words import Words


class TeamStep(Page):
    """`team` is named under the title."""

    def __init__(self, team: TeamView, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.team = team
        self.subtitle = team.name
