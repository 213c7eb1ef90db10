"""An agency whose two teams speak of the same client: the page of each shows and says the rules of that team."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cm_desktop.domain.actions import ActionKind, Escalate
from cm_desktop.domain.approvals.people import Level, Role, TeamId
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.comments import Client
from cm_desktop.domain.queue import Query, Queue
from tests.ui.teams.conftest import Member

HIDING = Policy(demands=(Demand(level=Level.SIGNED, acts=frozenset({ActionKind.HIDE, ActionKind.SPAM})),))


def founds(owner: Member, moderator: Member, client: Client, folder: Path) -> TeamId:
    """A team in which the moderator works for the client, and has asked about it."""
    folder.mkdir()
    ours, theirs = owner.desk.supervision.teams, moderator.desk.supervision.teams
    team = ours.found(folder.name, (), folder, "Léa Morel").id
    invited = ours.invite(team)
    asks = theirs.join(invited.file, invited.code, "Claire Aubry", folder)
    ours.scan()
    ours.welcome(team, asks.key, Role.MODERATOR)
    theirs.scan()
    theirs.work_for(team, [client.id])
    (row,) = moderator.desk.inbox.page(Query(queue=Queue.ALL)).rows
    moderator.desk.acts.do(row.comment.ref, Escalate("Bonjour.")).result()
    moderator.wait(
        lambda: (
            moderator.desk.supervision.go() is not None
            and team in {one.team for one in moderator.desk.supervision.mine()}
        )
    )
    owner.desk.supervision.go()
    return team


@pytest.fixture
def both(lea: Member, claire: Member, client: Client, tmp_path: Path) -> tuple[TeamId, TeamId]:
    """The client was asked about in one team, then in the other; the first one wants hiding signed."""
    first, second = (founds(lea, claire, client, tmp_path / name) for name in ("Halles", "Marché"))
    lea.desk.supervision.teams.set_policy(client.id, HIDING, first)
    return first, second


@pytest.mark.parametrize(("place", "told"), [(0, "Masquer · Tous les commentaires · Signé"), (1, "Qui modère décide")])
def test_a_page_shows_the_rules_of_its_own_team(
    lea: Member, both: tuple[TeamId, TeamId], place: int, told: str
) -> None:
    lea.opens_validation()
    for _ in range(place):
        lea.press(Qt.Key.Key_Down)
    lea.enter()
    lea.wait_for("Café des Halles")
    assert told in lea.reads()


def test_and_says_none_to_another_team(lea: Member, client: Client, both: tuple[TeamId, TeamId]) -> None:
    lea.opens_validation()
    lea.press(Qt.Key.Key_Down)
    lea.enter()
    lea.presses("Ce qui est validé…")
    lea.wait_for("Que faut-il faire valider")
    lea.press(Qt.Key.Key_Right)
    lea.enter()
    lea.wait_for("Répondre · Tous les commentaires · Signé")
    first, second = (lea.desk.supervision.teams.policy(client.id, team) for team in both)
    assert first == HIDING
    assert second.demanded(ActionKind.REPLY, []) is not None
