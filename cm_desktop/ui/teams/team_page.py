"""One team: who asks to be let in, who takes part, for which clients, how its folder is. May not change anything."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cm_desktop.domain.approvals.people import Member, Role
from cm_desktop.domain.approvals.policy import Policy
from cm_desktop.domain.approvals.views import TeamStatus, TeamView
from cm_desktop.domain.comments import Client, ClientId
from cm_desktop.domain.errors import NotEntitled
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import PADDING, Button, Kind
from cm_desktop.ui.kit.flow import Flow
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.from_home import from_home
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.sheet.told import Told
from cm_desktop.ui.teams import policy_page
from cm_desktop.ui.teams.letters import digits
from cm_desktop.ui.teams.team_rows import AskingRow, ClientRow, MemberRow
from cm_desktop.wording import times
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words

_INSET = PADDING - 3  # what stands beside a head ends where the words of the buttons below do


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What there is to show. `policies` has each client of whom the team spoke; `ours` are those that we have ourselves."""

    team: TeamView
    status: TeamStatus
    policies: Mapping[Client, Policy]
    ours: Collection[ClientId]

    @property
    def owned(self) -> bool:
        """Whether this person says who takes part."""
        return self.team.me is not None and self.team.me.role is Role.OWNER

    def same(self, other: "Situation") -> bool:
        """Whether nothing but the moment of the last reading differs."""
        return self == replace(other, status=replace(other.status, read_at=self.status.read_at))


class TeamPage(Page):
    """Signals say what was asked: who asks to be looked at, or put aside; a device's part ended; a client's rules."""

    considered = Signal(object)  # Member
    ignored = Signal(object)  # Member
    ended = Signal(object)  # Member
    ruled = Signal(object)  # Client
    choosing = Signal()
    sparing = Signal()
    exporting = Signal()
    taking = Signal()
    leaving = Signal()

    def __init__(self, situation: Situation, now: datetime, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.situation = situation
        team = situation.team
        self.title = team.name
        self.subtitle = from_home(team.folder) if team.folder else ""
        reading = words.say("Read the folder now")
        self.go, self.other = (words.say("Invite somebody…"), reading) if situation.owned else (reading, "")
        self._read = elided("", fonts.META, theme.text3)
        self._show_trouble()
        if team.over:
            self._show_over()
        elif team.me is None and not (team.shut_out or team.unopened):
            self._show_waiting()
        self._show_asking()
        self._show_members()
        self._show_clients()
        self._show_files()
        self.show_reading(situation, now)

    def show_reading(self, situation: Situation, now: datetime) -> None:
        """When the folder was last read, which changes by itself."""
        self.situation = situation
        read_at, words = situation.status.read_at, self.words
        never = words.say("The folder has not been read since the program opened.")
        told = words.say("Folder read {when}.", when=times.ago(words, read_at, now)) if read_at else never
        if refused := situation.status.refused:
            told += " " + words.count(
                "{n} file there cannot be believed, and counts for nothing.",
                "{n} files there cannot be believed, and count for nothing.",
                refused,
            )
        self._read.setText(told)

    def _show_trouble(self) -> None:
        words, status = self.words, self.situation.status
        said = [explain(words, status.trouble)] if status.trouble else []
        if status.lost:
            said.append(explain(words, NotEntitled("lost").trouble()))
        elif status.unread:
            said.append(words.say("After a backup is restored, nothing is signed until the folder has been read."))
        if self.situation.team.shut_out:
            said.append(explain(words, NotEntitled("used_twice").trouble()))
        if status.outdated:
            said.append(words.say("Somebody in the team has a newer CM Desktop: update this one."))
        for sentence in said:
            told = Told(self.theme)
            self.column.addWidget(told)
            told.warn(sentence)

    def _show_over(self) -> None:
        told = self.words.say(
            "This device takes part in the team no more: it left, or the owner ended its part. The journal stays here."
        )
        self.column.addWidget(lines(told, (13, 430), self.theme.text))

    def _show_waiting(self) -> None:
        words, theme = self.words, self.theme
        told = words.say("You have asked to be let in. The owner of the team finds your name in this same place.")
        compare = words.say(
            "They see these digits beside it. Read them to each other by telephone or face to face, not by the mail or the "
            "folder that brought the invitation: who changed the one could change the other."
        )
        self.column.addWidget(lines(told, (13, 430), theme.text))
        self.column.addWidget(digits(self.situation.team.key, words, theme))
        self.column.addWidget(lines(compare, (13, 430), theme.text2))

    def _show_asking(self) -> None:
        team, words = self.situation.team, self.words
        asking = team.asking if self.situation.owned else ()
        shown = [one for one in asking if one.key not in team.aside]
        aside = [self._asking_row(one, aside=True) for one in asking if one.key in team.aside]
        if asking:
            again = words.count("{n} was ignored: show", "{n} were ignored: show", len(aside))
            self._head(words.say("They ask to be let in"), self._revealing(again, aside) if aside else None)
        for row in [*(self._asking_row(one, aside=False) for one in shown), *aside]:
            self.column.addWidget(row)

    def _asking_row(self, member: Member, *, aside: bool) -> AskingRow:
        row = AskingRow(member, self.words, self.theme, aside=aside)
        row.considered.connect(partial(self.considered.emit, member))
        row.ignored.connect(partial(self.ignored.emit, member))
        if aside:
            row.hide()  # and never shown here: without a parent it would be a window
        return row

    def _revealing(self, said: str, rows: Sequence[QWidget]) -> Button:
        """A link that shows these, and goes."""
        link = Button(said, self.theme, kind=Kind.LINK, small=True)

        def reveal() -> None:
            for row in rows:
                row.show()
            link.hide()
            rows[0].focusNextChild()

        link.clicked.connect(reveal)
        return link

    def _show_members(self) -> None:
        team, owned = self.situation.team, self.situation.owned
        if team.members:
            spare = Button(self.words.say("Spare key…"), self.theme, kind=Kind.LINK, small=True)
            spare.clicked.connect(self.sparing)
            self._head(self.words.say("Take part"), spare if owned else None)
        torn = [one for one in team.revoked if one.key in team.torn]  # whose end did not come early enough
        for member in (*team.members, *torn):
            mine = member.key == team.key
            told = member.key in team.torn
            row = MemberRow(member, self.words, self.theme, mine=mine, may_end=owned and not mine, torn=told)
            row.ended.connect(partial(self.ended.emit, member))
            self.column.addWidget(row)

    def _show_clients(self) -> None:
        """Whoever has no page of their own still says what is validated for the others' clients."""
        words, theme, shown = self.words, self.theme, self.situation
        if shown.team.me is None:
            return
        choose = Button(words.say("Choose the clients…"), theme, kind=Kind.LINK, small=True)
        choose.clicked.connect(self.choosing)
        self._head(words.say("Clients"), choose if shown.ours else None)
        for client, policy in shown.policies.items():
            told = policy_page.told(words, shown.team, policy)
            if policy.demands and client.id in shown.ours and client.id not in shown.team.clients:
                told = words.say("Not in force on this computer: choose this client · {rules}", rules=told)
            row = ClientRow(client, told, words, theme, may_change=shown.owned)
            row.asked.connect(partial(self.ruled.emit, client))
            self.column.addWidget(row)
        if not shown.policies:
            none = words.say("None yet: no request goes through this team.")
            asked = words.say("None yet: each is here from the first request about it on.")
            self.column.addWidget(lines(none if shown.ours else asked, (13, 430), theme.text2))

    def _show_files(self) -> None:
        words, theme = self.words, self.theme
        journal = Button(words.say("Export the journal…"), theme, kind=Kind.GHOST, icon="file")
        taken = Button(words.say("Add a file received by mail…"), theme, kind=Kind.GHOST, icon="inbox")
        journal.clicked.connect(self.exporting)
        taken.clicked.connect(self.taking)
        leave = Button(words.say("Leave this team…"), theme, kind=Kind.GHOST, icon="x")
        leave.clicked.connect(self.leaving)
        takes_part = self.situation.team.me is not None
        self.column.addWidget(Flow([journal, taken, *([leave] if takes_part else [])], 0))
        self.column.addWidget(self._read)

    def _head(self, text: str, beside: QWidget | None = None) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, _INSET, 0)
        row.addWidget(label(text, fonts.SECTION, self.theme.text2), 1, Qt.AlignmentFlag.AlignVCenter)
        if beside is not None:
            row.addWidget(beside)
        self.column.addLayout(row)
