"""Having it validated: the team, the request, the answer, on the side of whoever asks and of whoever validates."""

from datetime import timedelta

from PySide6.QtCore import Qt

from cm_desktop.domain.actions import Escalate
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.people import Level, Role
from cm_desktop.domain.approvals.policy import Needed
from cm_desktop.domain.approvals.terms import Terms
from cm_desktop.domain.verdicts import Category
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.rooms import Room
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.teams.demands import Act, Wanted
from cm_desktop.ui.teams.invited_page import InvitedPage
from cm_desktop.ui.teams.policy_page import PolicyPage
from cm_desktop.ui.teams.team_page import TeamPage
from cm_desktop.ui.teams.welcome_page import WelcomePage
from tools.pictures.screen import Screen
from tools.pictures.sitter import Sitter

ASKER, SUPERVISOR = "Camille Roy", "Hélène Vasseur"
AGENCY, NEWCOMER = "Agence Méridienne", "Claire Aubry"
ACCUSED = "Bonjour, est ce que d'autres"
REPLIES = (
    "Bonjour, ce que vous écrivez nous inquiète. Pouvez-vous nous dire en message privé ce qui s’est passé, et quel jour ?",
    "Bonjour, nous vous écrivons en message privé pour comprendre ce qui s’est passé.",
)
REASON = "Une accusation qui touche à la santé\u00a0: je préfère l’inviter en privé."


def no_team(sitter: Sitter) -> None:
    sitter.window.teams.open()
    sitter.settle()


def team(sitter: Sitter) -> None:
    """A team with somebody who asks to be let in."""
    _newcomer(sitter, NEWCOMER)
    sitter.window.teams.open()
    sitter.wait(lambda: sitter.shows(TeamPage))
    sitter.settle()


def letting_in(sitter: Sitter) -> None:
    """The digits of who asks, to be compared, and the role."""
    team(sitter)
    page = next(one for one in sitter.window.findChildren(TeamPage) if one.isVisible())
    page.findChildren(Button)[0].click()
    sitter.wait(lambda: sitter.shows(WelcomePage))
    sitter.settle()


def invitation(sitter: Sitter) -> None:
    """The code of an invitation, to be told."""
    _newcomer(sitter, NEWCOMER)
    sitter.window.teams.open()
    sitter.press(Qt.Key.Key_Return)
    sitter.wait(lambda: sitter.shows(InvitedPage))
    sitter.settle()


def rules(sitter: Sitter) -> None:
    """What a client wants of each act: nothing, a declared answer, the signature of somebody."""
    colleague(sitter)
    teams, client = sitter.desk.supervision.teams, sitter.desk.inbox.clients()[0]
    (own,) = teams.all()
    helene = next(one.person for one in own.members if one.name == SUPERVISOR)
    wanted = {Act.REPLYING: Needed(Level.SIGNED, frozenset({helene})), Act.HIDING: Needed(Level.DECLARED)}
    teams.set_policy(client.id, Wanted(acts=wanted, categories=frozenset({Category.THREAT, Category.LEGAL})).policy)
    sitter.window.teams.open()
    sitter.wait(lambda: sitter.shows(TeamPage))
    page = next(one for one in sitter.window.findChildren(TeamPage) if one.isVisible())
    page.ruled.emit(client)
    sitter.wait(lambda: sitter.shows(PolicyPage))
    sitter.settle()


def form(sitter: Sitter) -> None:
    """What is asked, of whom, until when."""
    colleague(sitter)
    sitter.open(ACCUSED)
    sitter.reply(REPLIES[0])
    sitter.press(Qt.Key.Key_Escape)
    sitter.press(Qt.Key.Key_E)
    sitter.settle()


def asked(sitter: Sitter) -> None:
    """How it stands, beside the comment."""
    colleague(sitter)
    ask(sitter.desk, sitter)
    sitter.open(ACCUSED)


def refused(sitter: Sitter) -> None:
    """Refused by who validates, with what should be said instead."""
    other = colleague(sitter)
    case = ask(sitter.desk, sitter)
    other.supervision.go()
    corrected = "Bonjour, nous prenons ce que vous écrivez très au sérieux. Écrivez-nous en message privé ?"
    other.supervision.answer(
        case, other.supervision.case(case).request_id, Outcome.REJECT, text=corrected, reason=REASON
    )
    other.supervision.go()
    sitter.desk.supervision.go()
    sitter.open(ACCUSED)


def corrected(sitter: Sitter) -> None:
    """Approved in other words: what was taken out, what was put in."""
    other = colleague(sitter)
    case = ask(sitter.desk, sitter)
    other.supervision.go()
    text = REPLIES[0].replace("nous inquiète", "nous inquiète beaucoup").replace(", et quel jour", "")
    other.supervision.answer(case, other.supervision.case(case).request_id, Outcome.CORRECT, text=text, reason="")
    other.supervision.go()
    sitter.desk.supervision.go()
    sitter.open(ACCUSED)


def validation(sitter: Sitter) -> None:
    """One case as whoever validates sees it, on a computer of their own."""
    other = colleague(sitter)
    ask(sitter.desk, sitter)
    other.supervision.go()
    sitter.sit_at(other)
    sitter.window.panes.enter(Room.VALIDATION)
    sitter.settle()


def correcting(sitter: Sitter) -> None:
    """The reply as it should be."""
    validation(sitter)
    sitter.press(Qt.Key.Key_C)


def ask(desk: Desk, sitter: Sitter) -> CaseId:
    """For a comment that accuses the client."""
    until = desk.clock.now() + timedelta(hours=5)
    asked = Escalate(REPLIES[0], REASON, Terms(others=REPLIES[1:], deadline=until))
    entry = desk.acts.do(sitter.ref(ACCUSED), asked, delay=timedelta(0)).result().entries[0]
    desk.supervision.go()
    return CaseId(str(desk.inbox.entry(entry).remote_id))


def colleague(sitter: Sitter) -> Desk:
    """Who validates for all clients."""
    desk = _newcomer(sitter, SUPERVISOR)
    teams = sitter.desk.supervision.teams
    (own,) = teams.all()
    (joined,) = desk.supervision.teams.all()
    teams.welcome(own.id, joined.key, Role.SUPERVISOR)
    return desk


def _newcomer(sitter: Sitter, name: str) -> Desk:
    """Who was invited, and asks to be let in from another computer."""
    teams, folder = sitter.desk.supervision.teams, sitter.folder / "Partage"
    folder.mkdir()
    clients = [client.id for client in sitter.desk.inbox.clients()]
    found = teams.found(AGENCY, clients, folder, ASKER)
    invited = teams.invite(found.id)
    other = sitter.another_desk()
    other.supervision.teams.join(invited.file, invited.code, name, folder)
    teams.scan()
    return other


SCREENS = (
    Screen(name="team-none", come=no_team),
    Screen(name="team", come=team),
    Screen(name="team-letting-in", come=letting_in),
    Screen(name="team-invitation", come=invitation),
    Screen(name="team-rules", come=rules),
    Screen(name="request-form", come=form),
    Screen(name="request-asked", come=asked),
    Screen(name="request-refused", come=refused),
    Screen(name="request-corrected", come=corrected),
    Screen(name="validation", come=validation),
    Screen(name="validation-correcting", come=correcting),
)
