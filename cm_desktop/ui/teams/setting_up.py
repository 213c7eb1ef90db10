"""Setting up who validates, from page to page: teams, people, clients. May not sign nor carry anything: the desk does."""

from collections.abc import Callable
from functools import cache, partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.approvals.people import Member, TeamId
from cm_desktop.domain.approvals.views import Invited, TeamView
from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import Client
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.keeping import handed
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.keeping import warn_if_lost
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.ui.teams.founding_pages import FoundPage, JoinPage
from cm_desktop.ui.teams.handing import Handing
from cm_desktop.ui.teams.home_page import HomePage, Way
from cm_desktop.ui.teams.invited_page import InvitedPage
from cm_desktop.ui.teams.place_field import INVITATION
from cm_desktop.ui.teams.policy_page import PolicyPage
from cm_desktop.ui.teams.refusals import refusal
from cm_desktop.ui.teams.small_pages import ClientsPage, EndPage, LeavePage
from cm_desktop.ui.teams.spare_pages import ComeBackPage, SpareCodePage, SparePage
from cm_desktop.ui.teams.step import TeamStep
from cm_desktop.ui.teams.team_page import Situation, TeamPage
from cm_desktop.ui.teams.welcome_page import WelcomePage
from cm_desktop.wording import times
from cm_desktop.wording.words import Words

_JOURNAL, _DOSSIER = "zip", "cmev"  # what these files end with


class SettingUp(QObject):
    """Leads from page to page. What others do meanwhile is seen on the page of the team."""

    def __init__(self, desk: Desk, bridge: Bridge, words: Words, theme: Theme, window: QWidget) -> None:
        self.sheet = Sheet(bridge, refusal, words, theme, window)
        super().__init__(self.sheet)
        self._desk = desk
        self._bridge = bridge
        self._supervision = desk.supervision
        self._teams = desk.supervision.teams
        self._words = words
        self._theme = theme
        self._handing = Handing(self.sheet, words)
        self._lasts = cache(self._teams.lasts)  # what a keyring is asked once, it answers for the day
        self.page: Page = self._home()
        self.sheet.went.connect(self._go)
        self.sheet.turned.connect(self._scan)
        self.sheet.returned.connect(self._back)
        bridge.changed.connect(self._follow)

    def open(self) -> None:
        """Begin: with the team, where there is one and no other."""
        teams = self._known()
        self._show(self._team(teams[0].id) if len(teams) == 1 else self._home())
        self.sheet.open()

    def open_joining(self) -> None:
        """Begin with an invitation that is here."""
        self._choose(Way.JOIN)
        self.sheet.open()

    # -- what the buttons of the foot do

    def _go(self) -> None:
        match self.page:
            case HomePage() as page:
                self._choose(page.chosen)
            case FoundPage() as page:
                self._found(page)
            case JoinPage() as page:
                self._join(page)
            case TeamPage(situation=shown) if shown.owned:
                self._invite(shown.team)
            case TeamPage():
                self._scan()
            case ComeBackPage() as page:
                self._come_back(page)
            case TeamStep() as page:
                self._go_on(page)
            case _:
                pass

    def _go_on(self, page: TeamStep) -> None:
        team = page.team.id
        match page:
            case InvitedPage():
                self._save_invitation(page)
            case WelcomePage():
                self._change(team, partial(self._teams.welcome, team, page.asking.key, page.role, page.person))
            case SparePage():
                self._print_spare(page)
            case ClientsPage():
                self._change(team, partial(self._teams.work_for, team, page.clients))
            case PolicyPage():
                self._change(team, partial(self._teams.set_policy, page.client.id, page.policy, team))
            case EndPage():
                self._change(team, partial(self._teams.revoke, team, page.member.key))
            case LeavePage():
                self._change(team, partial(self._teams.leave, team), self._words.say("Leaving the team…"))
            case _:
                self._show(self._team(team))

    def _back(self) -> None:
        match self.page:
            case TeamStep(team=team):
                self._show(self._team(team.id))
            case _:
                self._show(self._home())

    def _choose(self, chosen: TeamId | Way) -> None:
        clients = self._desk.inbox.clients()
        match chosen:
            case Way.FOUND:
                self._show(FoundPage(clients, self._words, self._theme))
            case Way.JOIN:
                self._show(JoinPage(self._words, self._theme))
            case Way.COME_BACK:
                taken = [client for team in self._teams.all() for client in team.clients]
                self._show(ComeBackPage(clients, taken, self._words, self._theme))
            case _:
                self._show(self._team(chosen))

    # -- work that waits for the keyring, the disk or the folder

    def _found(self, page: FoundPage) -> None:
        work = partial(self._teams.found, page.name, page.clients, page.folder, page.person)
        said = self._words.say("The team is there. Now invite whoever validates.")
        self.sheet.ask(self._words.say("Creating the team…"), work, lambda team: self._show_told(team.id, said))

    def _join(self, page: JoinPage) -> None:
        file, code, person, folder = page.file, page.code, page.person, page.folder
        said = self._words.say("You have asked. It continues once the owner has let you in.")
        self.sheet.ask(
            self._words.say("Asking to be let in…"),
            lambda: self._teams.join(handed.read(file), code, person, folder),
            lambda team: self._show_told(team.id, said),
        )

    def _come_back(self, page: ComeBackPage) -> None:
        work = partial(self._supervision.spare.come_back, page.code, page.name, page.clients, page.folder)
        said = self._words.say("You own this team again. Now end the part of the computer that was lost.")
        self.sheet.ask(self._words.say("Reading the folder…"), work, lambda team: self._show_told(team, said))

    def _print_spare(self, page: SparePage) -> None:
        team = page.team
        self.sheet.ask(
            self._words.say("One moment…"),
            partial(self._supervision.spare.printed, team.id),
            lambda code: self._show(SpareCodePage(team, code, self._words, self._theme)),
        )

    def _invite(self, team: TeamView) -> None:
        busy = self._words.say("Making an invitation…")
        self.sheet.ask(busy, partial(self._teams.invite, team.id), partial(self._show_invited, team))

    def _show_invited(self, team: TeamView, invited: Invited) -> None:
        until = times.whole(self._words, invited.until)
        self._show(InvitedPage(team, invited, until, self._words, self._theme))

    def _save_invitation(self, page: InvitedPage) -> None:
        if page.saved is not None:
            self._show(self._team(page.team.id))
        else:
            self._handing.save(self._words.say("invitation"), INVITATION, lambda: page.invited.file, page.show_saved)

    def _scan(self) -> None:
        page = self.page
        if isinstance(page, TeamPage):
            team = page.situation.team.id
            self._change(team, partial(self._teams.scan, team), self._words.say("Reading the folder…"))

    def _change(self, team: TeamId, work: Callable[[], object], busy: str = "") -> None:
        self.sheet.ask(busy or self._words.say("One moment…"), work, lambda _: self._show(self._team(team)))

    def _export(self, team: TeamId) -> None:
        journal = partial(self._supervision.journal, team)
        self._handing.save(self._words.say("journal"), _JOURNAL, journal, lambda _: None)

    def _take_in(self, team: TeamId) -> None:
        title, kind = self._words.say("Add a file received by mail"), self._words.say("Files of a request")
        said = partial(self._show_told, team, self._words.say("It is taken in."))
        self._handing.take(title, kind, _DOSSIER, self._supervision.take_in, said)

    # -- pages

    def _follow(self, changes: Changes) -> None:
        """Somebody asks, or was let in, while their team is on show."""
        if Change.CASES not in changes or not isinstance(self.page, TeamPage) or not self.page.isEnabled():
            return
        now = self._situation(self.page.situation.team.id)
        if now.same(self.page.situation):
            self.page.show_reading(now, self._desk.clock.now())
        else:
            self._show(self._team(now.team.id))

    def _known(self) -> tuple[TeamView, ...]:
        """Teams with others: the one that is made silently for files is nobody's business."""
        return tuple(team for team in self._teams.all() if not team.alone)

    def _home(self) -> HomePage:
        return HomePage(self._known(), self._words, self._theme)

    def _situation(self, team: TeamId) -> Situation:
        policies = {client: self._teams.policy(client.id, team) for client in self._teams.clients(team)}
        ours = [client.id for client in self._desk.inbox.clients()]
        view, status = self._teams.one(team), self._teams.status(team)
        return Situation(team=view, status=status, policies=policies, ours=ours)

    def _team(self, team: TeamId) -> TeamPage:
        shown = self._situation(team)
        page = TeamPage(shown, self._desk.clock.now(), self._words, self._theme)
        page.considered.connect(lambda one: self._show(WelcomePage(shown.team, one, self._words, self._theme)))
        page.ignored.connect(lambda one: self._change(team, partial(self._teams.put_aside, team, one.key)))
        page.sparing.connect(lambda: self._show(SparePage(shown.team, self._words, self._theme)))
        page.ended.connect(partial(self._ask_end, shown.team))
        page.ruled.connect(partial(self._ask_policy, shown))
        page.choosing.connect(partial(self._ask_clients, shown.team))
        page.leaving.connect(lambda: self._show(LeavePage(shown.team, self._words, self._theme)))
        page.exporting.connect(partial(self._export, team))
        page.taking.connect(partial(self._take_in, team))
        return page

    def _ask_end(self, team: TeamView, member: Member) -> None:
        self._show(EndPage(team, member, self._words, self._theme))

    def _ask_policy(self, shown: Situation, client: Client) -> None:
        self._show(PolicyPage(shown.team, client, shown.policies[client], self._words, self._theme))

    def _ask_clients(self, team: TeamView) -> None:
        self._show(ClientsPage(team, self._desk.inbox.clients(), self._words, self._theme))

    def _show_told(self, team: TeamId, said: str) -> None:
        self._show(self._team(team))
        self.sheet.tell(said)

    def _show(self, page: Page) -> None:
        self.page = page
        self.sheet.show_page(page, first=isinstance(page, HomePage))
        if lost := self._lost_with(page):
            warn_if_lost(page, lost, self._lasts, self._bridge)

    def _lost_with(self, page: Page) -> str:
        """What is lost where no keyring keeps this device's keys; empty where none is used here."""
        words = self._words
        match page:
            case FoundPage() | TeamPage(situation=Situation(owned=True)):
                return words.say(
                    "No safe keyring here: this team's keys are lost when CM Desktop closes, and nobody can say who takes part "
                    "any more. Set a keyring up first, or keep a spare key."
                )
            case JoinPage() | TeamPage():
                return words.say(
                    "No safe keyring here: this device's keys are lost when CM Desktop closes, and it has to be invited again. "
                    "Set a keyring up first."
                )
            case ComeBackPage():
                return words.say(
                    "No safe keyring here: you have to come back again with the paper each time that CM Desktop closes. Set a "
                    "keyring up first."
                )
            case _:
                return ""
