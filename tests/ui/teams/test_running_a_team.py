"""A team that is there, by the keyboard alone: what clients want, who is put out, what leaves and comes in as a file."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.people import Level, Role
from cm_desktop.domain.approvals.policy import Demand, Needed, Policy
from cm_desktop.domain.comments import Client
from cm_desktop.domain.verdicts import Category
from cm_desktop.engine.keeping.handed import LARGEST
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.sheet.told import Told
from tests.ui.teams.conftest import Member

FINE = Policy(demands=(Demand(level=Level.SIGNED), Demand(level=Level.DECLARED)))


@pytest.fixture
def owner(claire: Member, folder: Path) -> Member:
    """Whose team has both clients, nobody else yet, and its page on show."""
    clients = [client.id for client in claire.desk.inbox.clients()]
    claire.desk.supervision.teams.found("Agence Méridienne", clients, folder, "Claire Aubry")
    claire.opens_validation()
    return claire


@pytest.fixture
def supervisor(owner: Member, lea: Member, folder: Path) -> Member:
    """Who validates in the owner's team."""
    ours, theirs = owner.desk.supervision.teams, lea.desk.supervision.teams
    invited = ours.invite(owner.team.id)
    theirs.join(invited.file, invited.code, "Léa Morel", folder)
    ours.scan()
    ours.welcome(owner.team.id, owner.team.asking[0].key, Role.SUPERVISOR)
    theirs.scan()
    return lea


def policy(member: Member, client: Client) -> Policy:
    return member.desk.supervision.teams.policy(client.id)


def ask_what_is_validated(owner: Member) -> None:
    """For the first client."""
    owner.presses("Ce qui est validé…")
    owner.wait_for("Que faut-il faire valider")


def test_a_client_wants_replies_to_threats_validated(owner: Member, client: Client) -> None:
    assert policy(owner, client) == Policy()
    ask_what_is_validated(owner)
    owner.press(Qt.Key.Key_Right)
    owner.tab_to_box("Tous les commentaires")
    owner.press(Qt.Key.Key_Right)
    assert not owner.sheet.go.isEnabled(), "no category is ticked yet"
    owner.tab_to_box("Menace")
    owner.press(Qt.Key.Key_Space)
    owner.enter()
    owner.wait_for("Répondre · Menace · Signé")
    (demand,) = policy(owner, client).demands
    assert demand == Demand(
        level=Level.SIGNED,
        categories=frozenset({Category.THREAT}),
        acts=frozenset({ActionKind.REPLY, ActionKind.EDIT}),
    )


def test_each_act_has_its_level_and_whom(owner: Member, supervisor: Member, client: Client) -> None:
    owner.sits_down()
    owner.wait_for("Léa Morel")
    ask_what_is_validated(owner)
    owner.press(Qt.Key.Key_Right)
    owner.tab_to_box("Sans accord")  # of hiding: replies begin as signed
    owner.press(Qt.Key.Key_Right)
    owner.press(Qt.Key.Key_Tab)
    owner.tab_to_box("Sans accord")  # of deleting
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Down):
        owner.press(key)
    owner.enter()
    owner.wait_for("Supprimer · Tous les commentaires · Signé par Léa Morel")
    (lea,) = (one.person for one in owner.team.members if one.name == "Léa Morel")
    acts = {
        ActionKind.REPLY: Needed(Level.SIGNED),
        ActionKind.HIDE: Needed(Level.DECLARED),
        ActionKind.DELETE: Needed(Level.SIGNED, frozenset({lea})),
        ActionKind.PUBLISH: None,
    }
    assert {act: policy(owner, client).demanded(act, []) for act in acts} == acts
    before = policy(owner, client)
    ask_what_is_validated(owner)
    assert "plus fines que ce formulaire" not in owner.reads()
    owner.enter()
    owner.wait_for("Signé par Léa Morel")
    assert policy(owner, client) == before, "what it shows is what it says again"


def test_what_was_demanded_can_be_given_up(owner: Member, client: Client) -> None:
    owner.desk.supervision.teams.set_policy(client.id, FINE)
    owner.wait_for("Tous les commentaires · Signé")
    ask_what_is_validated(owner)
    assert "plus fines que ce formulaire" in owner.reads()
    owner.press(Qt.Key.Key_Left)
    owner.enter()
    owner.wait(lambda: policy(owner, client) == Policy())


def test_leaving_the_form_changes_nothing(owner: Member, client: Client) -> None:
    ask_what_is_validated(owner)
    owner.press(Qt.Key.Key_Right)
    owner.press(Qt.Key.Key_Escape)
    assert policy(owner, client) == Policy()


def test_the_clients_of_a_team_are_chosen_anew(owner: Member, client: Client) -> None:
    owner.presses("Choisir les clients…")
    owner.tab_to_box("Café des Halles")
    owner.press(Qt.Key.Key_Space)
    owner.enter()
    owner.wait(lambda: client.id not in owner.team.clients)
    assert len(owner.team.clients) == 1


def test_a_part_ends_only_after_a_second_yes(owner: Member, supervisor: Member) -> None:
    owner.sits_down()
    owner.wait_for("Léa Morel")
    owner.presses("Mettre fin…")
    owner.wait_for("Mettre fin à la participation de Léa Morel")
    assert owner.team.revoked == ()
    owner.enter()
    owner.wait(lambda: [one.name for one in owner.team.revoked] == ["Léa Morel"])
    assert [one.name for one in owner.team.members] == ["Claire Aubry"]


def test_who_does_not_own_the_team_reads_it_and_changes_nobody(supervisor: Member) -> None:
    supervisor.opens_validation()
    supervisor.wait_for("Léa Morel (vous)")
    offered = {button.label for button in supervisor.setting_up.page.findChildren(Button)}
    assert offered == {"Exporter le journal…", "Prendre un fichier reçu par mail…", "Quitter cette équipe…"}
    assert supervisor.sheet.go.label == "Lire le dossier maintenant"


def test_a_team_is_left_only_after_a_second_yes_and_what_it_said_can_still_be_exported(
    owner: Member, supervisor: Member
) -> None:
    supervisor.opens_validation()
    supervisor.presses("Quitter cette équipe…")
    supervisor.wait_for("Quitter cette équipe ?")
    assert "Cela ne peut pas être annulé" in supervisor.reads()
    assert supervisor.team.me is not None
    supervisor.enter()
    supervisor.wait_for("ne participe plus à l’équipe")
    assert "demande à entrer" not in supervisor.reads()
    offered = {button.label for button in supervisor.setting_up.page.findChildren(Button)}
    assert offered == {"Exporter le journal…", "Prendre un fichier reçu par mail…"}
    owner.desk.supervision.teams.scan()
    assert [one.name for one in owner.team.members] == ["Claire Aubry"]


def test_whoever_alone_says_who_takes_part_does_not_leave_the_others_behind(owner: Member, supervisor: Member) -> None:
    owner.sits_down()
    owner.wait_for("Léa Morel")
    owner.presses("Quitter cette équipe…")
    owner.enter()
    owner.wait(lambda: any(told.text for told in owner.sheet.findChildren(Told)))
    owner.wait(owner.sheet.go.isEnabled)
    assert owner.team.me is not None


def test_a_folder_that_is_away_is_told_in_words(owner: Member, folder: Path) -> None:
    folder.rename(folder.with_name("ailleurs"))
    owner.presses("Lire le dossier maintenant")
    owner.wait_for("ne peut être ni lu ni écrit")
    folder.with_name("ailleurs").rename(folder)
    owner.presses("Lire le dossier maintenant")
    owner.wait(lambda: "ne peut être ni lu ni écrit" not in owner.reads())


def test_the_journal_leaves_as_an_archive(owner: Member, saving: Path) -> None:
    owner.presses("Exporter le journal…")
    owner.wait_for("Enregistré :")
    with zipfile.ZipFile(BytesIO(saving.read_bytes())) as archive:
        assert archive.testzip() is None
        assert archive.namelist()


def test_a_journal_that_cannot_be_written_is_said_to_be_nowhere(
    owner: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = tmp_path / "nulle part" / "journal.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(nowhere), ""))
    owner.presses("Exporter le journal…")
    owner.wait_for("il faut un dossier où vous pouvez écrire")
    assert not nowhere.exists()


@pytest.mark.parametrize(
    ("content", "said"), [(b"Bonjour", "n’est pas ce qu’il devrait être"), (b"\0" * (LARGEST + 1), "bien plus gros")]
)
def test_a_mailed_file_that_is_none_is_refused(
    owner: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, said: str
) -> None:
    file = tmp_path / "dossier.cmev"
    file.write_bytes(content)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    owner.presses("Prendre un fichier reçu par mail…")
    owner.wait_for(said)


def test_a_dialog_that_was_left_does_nothing(owner: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    for dialog in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, dialog, lambda *_: ("", ""))
    owner.presses("Exporter le journal…")
    owner.presses("Prendre un fichier reçu par mail…")
    assert "Enregistré :" not in owner.reads()
    assert owner.sheet.go.isEnabled()
