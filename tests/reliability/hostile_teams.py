"""Every part of the window that shows what members of a team wrote of themselves. May not know a text."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.people import KeyId, Level, Member, PersonId, Role, TeamId
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.approvals.views import Invited, TeamStatus, TeamView
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.ui.teams.founding_pages import FoundPage
from cm_desktop.ui.teams.home_page import HomePage
from cm_desktop.ui.teams.invited_page import InvitedPage
from cm_desktop.ui.teams.policy_page import PolicyPage
from cm_desktop.ui.teams.small_pages import ClientsPage, EndPage, LeavePage
from cm_desktop.ui.teams.spare_pages import ComeBackPage
from cm_desktop.ui.teams.team_page import Situation, TeamPage
from cm_desktop.ui.teams.welcome_page import WelcomePage
from tests.reliability.hostile_widgets import FRENCH, client
from tests.ui.rows import NOW


def member(text: str, number: int, role: Role) -> Member:
    key = KeyId(f"{number:064x}")
    return Member(key=key, public_key=b"", sealing_key=b"", person=PersonId(key), name=text, role=role)


def view(text: str) -> TeamView:
    """Ours, with one who moderates, one who asks and one who asks in vain."""
    us, them, asking, aside = (member(text, n, role) for n, role in enumerate([Role.OWNER, *[Role.MODERATOR] * 3]))
    return TeamView(
        id=TeamId("team"),
        name=text,
        folder=Path("/") / "partage",
        clients=(),
        key=us.key,
        me=us,
        members=(us, them),
        asking=(asking, aside),
        aside=frozenset({aside.key}),
    )


def team(text: str) -> QWidget:
    """All of it, what is put aside shown as well."""
    status = TeamStatus(
        team=TeamId("team"),
        read_at=NOW,
        trouble=None,
        validates=True,
        unread=False,
        lost=False,
        outdated=False,
        refused=0,
        waiting=0,
        mine=0,
    )
    shown = Situation(team=view(text), status=status, policies={client(text): Policy()}, ours=(client(text).id,))
    return TeamPage(shown, NOW, FRENCH, LIGHT)


def home(text: str) -> QWidget:
    return HomePage([view(text)] * 2, FRENCH, LIGHT)


def policy(text: str) -> QWidget:
    """One that names somebody, and somebody who takes part no more."""
    shown = view(text)
    by = frozenset({shown.members[0].person, PersonId("gone")})
    demand = Demand(level=Level.SIGNED, acts=frozenset({ActionKind.DELETE}), by=by)
    return PolicyPage(shown, client(text), Policy(demands=(demand,)), FRENCH, LIGHT)


def clients(text: str) -> QWidget:
    return ClientsPage(view(text), [client(text)] * 3, FRENCH, LIGHT)


def founding(text: str) -> QWidget:
    """Both pages on which clients are ticked before there is a team."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.addWidget(FoundPage([client(text)] * 3, FRENCH, LIGHT))
    column.addWidget(ComeBackPage([client(text)] * 3, [], FRENCH, LIGHT))
    return made


def leave(text: str) -> QWidget:
    return LeavePage(view(text), FRENCH, LIGHT)


def invited(text: str) -> QWidget:
    """Whose letter names the team."""
    return InvitedPage(view(text), Invited(file=b"", code="ABCD", until=NOW), "demain", FRENCH, LIGHT)


def welcome(text: str) -> QWidget:
    return WelcomePage(view(text), view(text).asking[0], FRENCH, LIGHT)


def end(text: str) -> QWidget:
    return EndPage(view(text), view(text).members[1], FRENCH, LIGHT)
