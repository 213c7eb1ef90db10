"""A team from nothing, by the keyboard alone: founded, invited into, joined, welcomed, and its first request answered."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.people import Role, aloud
from cm_desktop.domain.comments import Client
from cm_desktop.domain.outbox import Addressee
from cm_desktop.ui.frame.rooms import Room
from cm_desktop.ui.teams.founding_pages import JoinPage
from cm_desktop.ui.teams.invited_page import InvitedPage
from tests.ui.joining.conftest import CTRL
from tests.ui.teams.conftest import Member

REPLY = "Bonjour, nous sommes désolés de cette attente."


def invite(owner: Member, saving: Path) -> str:
    """Save the file of an invitation; answers its code."""
    owner.presses("Inviter quelqu’un…")
    owner.wait_for("Enregistrer l’invitation…")
    page = owner.setting_up.page
    assert isinstance(page, InvitedPage)
    assert page.invited.code in owner.reads()
    owner.enter()
    owner.wait_for("Enregistré :")
    assert saving.read_bytes() == page.invited.file
    return page.invited.code


def come_together(owner: Member, other: Member, folder: Path, saving: Path) -> None:
    """The other one validates in the owner's team."""
    owner.founds(folder)
    code = invite(owner, saving)
    owner.enter()
    other.was_invited()
    other.asks(saving, code.lower().replace("-", " "), folder)
    other.wait_for("La demande est faite.")
    owner.sits_down()
    owner.presses("Lire le dossier maintenant")
    owner.wait_for("Demandent à entrer")
    owner.presses("Laisser entrer…")
    owner.wait_for("Laisser entrer Léa Morel")
    assert aloud(other.team.key) in owner.reads()
    owner.presses("Les chiffres sont les mêmes\u00a0: laisser entrer")
    owner.wait_for("Valide · appareil")
    other.sits_down()
    other.presses("Lire le dossier maintenant")
    other.wait_for("(vous)")


def has_an_answer(member: Member) -> bool:
    """After one more look into the folder: what is signed is carried a moment later."""
    member.desk.supervision.go()
    return any(case.answers for case in member.desk.supervision.all())


def test_two_people_come_together_and_the_first_request_is_answered(
    claire: Member, lea: Member, folder: Path, saving: Path
) -> None:
    come_together(claire, lea, folder, saving)
    assert {member.name: member.role for member in lea.team.members} == {
        "Claire Aubry": Role.OWNER,
        "Léa Morel": Role.SUPERVISOR,
    }
    lea.press(Qt.Key.Key_Escape)

    claire.sits_down()
    claire.press(Qt.Key.Key_Escape)
    claire.press(Qt.Key.Key_1)  # from the settings to what is to do
    claire.press(Qt.Key.Key_R)
    claire.paste(REPLY)
    claire.press(Qt.Key.Key_Escape)
    claire.press(Qt.Key.Key_E)
    claire.press(Qt.Key.Key_Return, CTRL)
    claire.wait(lambda: len(claire.desk.inbox.waiting(addressee=Addressee.SUPERVISOR)) == 1)
    claire.desk.supervision.go()

    lea.desk.supervision.go()
    lea.sits_down()
    lea.wait(lambda: len(lea.desk.supervision.waiting()) == 1)
    lea.window.panes.refresh()
    lea.press(Qt.Key.Key_0)
    assert lea.window.panes.room is Room.VALIDATION
    lea.wait(lambda: not lea.window.panes.validation.foot.holds.isActive())
    lea.press(Qt.Key.Key_V)
    lea.press(Qt.Key.Key_Return, CTRL)
    claire.wait(lambda: has_an_answer(claire))
    (case,) = claire.desk.supervision.all()
    assert [(one.who, one.outcome, one.text) for one in case.answers] == [("Léa Morel", Outcome.APPROVE, REPLY)]
    assert case.decision == case.answers[0]


def test_the_code_is_shown_in_groups_and_copied_by_a_key(claire: Member, folder: Path) -> None:
    claire.founds(folder)
    claire.presses("Inviter quelqu’un…")
    claire.wait_for("Enregistrer l’invitation…")
    claire.presses("Copier le code")
    copied = QGuiApplication.clipboard().text()
    assert copied in claire.reads()
    assert [len(group) for group in copied.split("-")] == [4, 4, 4, 4]
    assert "Copié." in claire.reads()


def test_nobody_is_let_in_by_asking_alone_and_both_see_the_same_digits(
    claire: Member, lea: Member, folder: Path, saving: Path
) -> None:
    claire.founds(folder)
    code = invite(claire, saving)
    lea.was_invited()
    lea.asks(saving, code, folder)
    lea.wait_for("La demande est faite.")
    claire.sits_down()
    claire.enter()
    claire.presses("Lire le dossier maintenant")
    claire.wait_for("Léa Morel")
    digits = aloud(lea.team.key)
    assert digits in claire.reads()
    assert digits in lea.reads()
    assert [member.name for member in claire.team.members] == ["Claire Aubry"]
    lea.sits_down()
    lea.presses("Lire le dossier maintenant")
    lea.wait_for("Dossier lu")
    assert lea.team.me is None


def test_who_asks_appears_while_the_page_is_open(claire: Member, lea: Member, folder: Path, saving: Path) -> None:
    claire.founds(folder)
    code = invite(claire, saving)
    claire.enter()
    lea.desk.supervision.teams.join(saving.read_bytes(), code, "Léa Morel", folder)
    assert "Demandent à entrer" not in claire.reads()
    claire.desk.supervision.teams.scan()
    claire.wait_for("Demandent à entrer")


def test_a_wrong_code_opens_nothing_and_can_be_corrected(
    claire: Member, lea: Member, folder: Path, saving: Path
) -> None:
    claire.founds(folder)
    code = invite(claire, saving)
    lea.was_invited()
    lea.asks(saving, "0000-0000-0000-0000", folder)
    lea.wait_for("Ce code ne convient pas.")
    assert lea.desk.supervision.teams.all() == ()
    lea.tab_to("Code")
    lea.press(Qt.Key.Key_A, CTRL)
    lea.paste(code)
    lea.enter()
    lea.wait_for("La demande est faite.")


@pytest.mark.parametrize(
    ("what", "said"),
    [("nowhere", "ne peut pas être lu"), ("something else", "Ce fichier n’est pas une invitation")],
)
def test_a_file_that_is_no_invitation_is_refused_in_words(lea: Member, folder: Path, what: str, said: str) -> None:
    file = folder / "invitation"
    if what == "something else":
        file.write_bytes(b"Bonjour")
    lea.was_invited()
    lea.asks(file, "0000-0000-0000-0000", folder)
    lea.wait_for(said)
    assert lea.desk.supervision.teams.all() == ()


def test_an_invitation_can_be_dropped(lea: Member, folder: Path) -> None:
    lea.was_invited()
    (page,) = lea.sheet.findChildren(JoinPage)
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(str(folder / "invitation"))])
    page.dropEvent(
        QDropEvent(
            QPointF(), Qt.DropAction.CopyAction, brought, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    assert page.file == folder / "invitation"


@pytest.mark.parametrize(("where", "said"), [("ailleurs", "n’existe pas"), ("claire", "contient un espace de travail")])
def test_a_team_is_not_founded_in_a_folder_that_cannot_be_shared(
    claire: Member, tmp_path: Path, where: str, said: str
) -> None:
    claire.opens_validation()
    claire.enter()
    place = str(tmp_path / where)
    claire.fills_in(name="Agence", person="Claire", folder=place)
    claire.enter()
    claire.wait_for(said)
    assert claire.desk.supervision.teams.all() == ()
    assert not (tmp_path / "ailleurs").exists()


def test_a_team_works_for_the_clients_that_are_ticked(claire: Member, folder: Path, client: Client) -> None:
    claire.opens_validation()
    claire.enter()
    claire.fills_in(name="Agence", person="Claire", folder=str(folder))
    claire.tab_to_box("Mairie de Valbreuil")
    claire.press(Qt.Key.Key_Space)
    claire.enter()
    claire.wait_for("L’équipe est là.")
    assert claire.team.clients == (client.id,)


def test_leaving_gives_the_keyboard_back_to_the_window(claire: Member) -> None:
    claire.opens_validation()
    claire.press(Qt.Key.Key_Escape)
    assert claire.window.teams.sheet is None
    focused = QApplication.focusWidget()
    assert focused is not None
    assert claire.window.isAncestorOf(focused)
