"""Who validates: the teams there are, and the way to set them up. May not change one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.approvals.views import TeamView
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.label import elided
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.settings.section import Section
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.wording import cases
from cm_desktop.wording.words import Words


class ValidationSection(Section):
    """`validating` asks for the sheet where teams, invitations and what each client wants validated are set up."""

    validating = Signal()

    def __init__(self, desk: Desk, words: Words, theme: Theme) -> None:
        said = words.say(
            "Who approves what before it is sent, and what each client wants approved. None of it is required."
        )
        super().__init__(words.say("Validation"), said, theme)
        self._desk = desk
        self._words = words
        self._shown: list[tuple[str, str]] = []
        self._teams = QWidget()
        self._teams.hide()  # of no height, it would still have a gap of its own
        self._none = lines(words.say("You are not part of a team yet."), fonts.LIST_TEXT, theme.text3)
        self.ways = Button(words.say("Teams and validation…"), theme, icon="shield-check")
        self.ways.clicked.connect(self.validating)
        for part in (self._none, self._teams):
            self.column.addWidget(part)
        self.column.addWidget(self.ways, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """The teams that this device takes part in."""
        teams = self._desk.supervision.teams.all()
        shown = [(team.name, self._standing(team)) for team in teams if not team.alone]
        self._none.setVisible(not shown)
        if shown != self._shown:
            self._shown = shown
            self._show()

    def _standing(self, team: TeamView) -> str:
        if team.unopened:
            return self._words.say("Cannot be opened here")
        waits = self._words.say("Waiting for the owner to let you in")
        return cases.role(self._words, team.me.role) if team.me else waits

    def _show(self) -> None:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for name, role in self._shown:
            told = QVBoxLayout()
            told.setSpacing(2)
            told.addWidget(elided(name, fonts.AUTHOR, self.theme.text))
            told.addWidget(elided(role, fonts.META, self.theme.text2))
            column.addLayout(told)
        self.column.replaceWidget(self._teams, made)
        made.setHidden(not self._shown)
        self._teams.hide()
        self._teams.deleteLater()
        self._teams = made
