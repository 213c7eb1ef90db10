"""An agency that only validates: it has no page, rules for those of its moderators, and comes back with its spare key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import Escalate
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.comments import Client
from cm_desktop.domain.queue import Query
from cm_desktop.ui.teams.letters import CodeCard
from cm_desktop.ui.teams.spare_pages import ComeBackPage
from cm_desktop.wording.words import Words
from tests.ui.teams.conftest import Member, desk_in, seated


@pytest.fixture
def agency(lea: Member, claire: Member, client: Client, folder: Path) -> Member:
    """Léa owns the team; Claire moderates in it, and has asked about one of her clients."""
    ours, theirs = lea.desk.supervision.teams, claire.desk.supervision.teams
    ours.found("Agence Méridienne", (), folder, "Léa Morel")
    invited = ours.invite(lea.team.id)
    theirs.join(invited.file, invited.code, "Claire Aubry", folder)
    ours.scan()
    ours.welcome(lea.team.id, lea.team.asking[0].key, Role.MODERATOR)
    theirs.scan()
    theirs.work_for(claire.team.id, [one.id for one in claire.desk.inbox.clients()])
    return lea


def ask(moderator: Member) -> None:
    (row,) = moderator.desk.inbox.page(Query()).rows
    moderator.desk.acts.do(row.comment.ref, Escalate("Bonjour.")).result()
    moderator.wait(lambda: moderator.desk.supervision.go() is not None and bool(moderator.desk.supervision.mine()))


def test_an_agency_without_a_page_says_what_its_moderators_clients_want_validated(
    agency: Member, claire: Member, client: Client
) -> None:
    agency.opens_validation()
    agency.wait_for("chacun apparaît à la première demande")
    ask(claire)
    agency.desk.supervision.go()
    agency.wait_for("Café des Halles")
    assert "Mairie de Valbreuil" not in agency.reads(), "nobody asked about it yet"
    agency.presses("Ce qui est validé…")
    agency.wait_for("Que faut-il faire valider")
    agency.press(Qt.Key.Key_Right)
    agency.enter()
    agency.wait_for("Répondre · Tous les commentaires · Signé")
    claire.desk.supervision.go()
    assert claire.desk.supervision.teams.policy(client.id).demands


@pytest.fixture
def elsewhere(qtbot: QtBot, dressed: QApplication, tmp_path: Path, words: Words) -> Iterator[Member]:
    """Another computer, on which nothing was done yet."""
    desk = desk_in(tmp_path / "ailleurs", words)
    yield seated(qtbot, desk, words)
    desk.close()


def comes_back(member: Member) -> None:
    """To the form of who lost a computer."""
    member.opens_validation()
    takes_the_third_way(member)


def takes_the_third_way(member: Member) -> None:
    member.press(Qt.Key.Key_Down)
    member.press(Qt.Key.Key_Down)
    member.enter()
    member.wait_for("Revenir avec une clé de secours")


def test_an_owner_writes_a_spare_key_down_and_comes_back_with_it_on_another_computer(
    agency: Member, elsewhere: Member, folder: Path
) -> None:
    agency.opens_validation()
    agency.presses("Clé de secours…")
    agency.wait_for("Créer une clé de secours")
    assert len(agency.team.members) == 2, "nothing is made before it was said what it is for"
    agency.enter()
    agency.wait_for("C’est noté")
    (card,) = agency.sheet.findChildren(CodeCard)
    (code,) = (text for text in agency.reads().split("\n") if text.count("-") == 8)
    assert card.isVisible()
    agency.enter()
    agency.wait(lambda: code not in agency.reads())

    comes_back(elsewhere)
    elsewhere.fills_in(code=code.lower().replace("-", " "), name="Agence Méridienne", folder=str(folder))
    elsewhere.enter()
    elsewhere.wait_for("L’équipe est de nouveau à vous")
    me = elsewhere.team.me
    assert me is not None
    assert (me.name, me.role) == ("Léa Morel", Role.OWNER)
    elsewhere.presses("Mettre fin…")
    elsewhere.wait_for("Mettre fin à la participation de")


def test_a_code_that_is_none_brings_nobody_back(elsewhere: Member, agency: Member, folder: Path) -> None:
    comes_back(elsewhere)
    elsewhere.fills_in(code="0000", name="Agence Méridienne", folder=str(folder))
    elsewhere.enter()
    elsewhere.wait_for("Ce code ne convient pas.")
    assert elsewhere.desk.supervision.teams.all() == ()


def test_whoever_comes_back_is_offered_the_clients_that_no_team_has(
    claire: Member, client: Client, folder: Path
) -> None:
    claire.opens_validation()
    claire.desk.supervision.teams.found("Agence Méridienne", [client.id], folder, "Claire Aubry")
    takes_the_third_way(claire)
    page = claire.setting_up.page
    assert isinstance(page, ComeBackPage)
    assert [one.name for one in claire.desk.inbox.clients() if one.id in page.clients] == ["Mairie de Valbreuil"]
