"""Every part of the window that shows what members of a team wrote of themselves. May not know a text."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from cm_desktop.domain.approvals.people import KeyId, Member, PersonId, Role, TeamId
from cm_desktop.domain.approvals.policy import Policy
from cm_desktop.domain.approvals.views import TeamStatus, TeamView
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.ui.teams.small_pages import EndPage
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
        outdated=False,
        refused=0,
        waiting=0,
        mine=0,
    )
    shown = Situation(team=view(text), status=status, policies={client(text): Policy()}, has_clients=True)
    return TeamPage(shown, NOW, FRENCH, LIGHT)


def welcome(text: str) -> QWidget:
    return WelcomePage(view(text), view(text).asking[0], FRENCH, LIGHT)


def end(text: str) -> QWidget:
    return EndPage(view(text), view(text).members[1], FRENCH, LIGHT)
