"""An invitation that was just made: the file to hand over, and the code to tell another way. May not write the file."""

from pathlib import Path

from cm_desktop.domain.approvals.views import Invited, TeamView
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.teams.letters import CodeCard
from cm_desktop.ui.teams.step import TeamStep
from cm_desktop.wording.words import Words


class InvitedPage(TeamStep):
    """`saved` says where the file went, None while it went nowhere."""

    def __init__(self, team: TeamView, invited: Invited, until: str, words: Words, theme: Theme) -> None:
        super().__init__(team, words, theme)
        self.invited = invited
        self.saved: Path | None = None
        self.title = words.say("Invite somebody")
        self.go = words.say("Save the invitation…")
        self._tell(words.say("1. Save the invitation and send it any way you like: it is useless without the code."))
        self._tell(words.say("2. Give the code some other way: by telephone, or face to face."))
        self.column.addWidget(CodeCard(invited.code, words, theme))
        self._tell(
            words.say(
                "3. Once they have asked, their name is on the page of the team. Compare the digits aloud, then let them in."
            )
        )
        told = words.say("It is good for 7 days, until {date}, and once.", date=until)
        self.column.addWidget(lines(told, fonts.META, theme.text3))

    def show_saved(self, where: Path) -> None:
        """The file is there: going on leads back to the team."""
        self.saved = where
        self.go = self.words.say("Back to the team")
        self.changed.emit()

    def _tell(self, step: str) -> None:
        self.column.addWidget(lines(step, (13, 430), self.theme.text))
