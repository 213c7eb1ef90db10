"""Two people at their windows, each with a workspace and a keyring of their own, a folder between them, the keyboard alone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from cm_desktop.bootstrap import build
from cm_desktop.domain.approvals.views import TeamView
from cm_desktop.domain.comments import Account, AccountId, Client
from cm_desktop.engine.desk import Desk
from cm_desktop.settings import Settings, resources
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.ui.teams.setting_up import SettingUp
from cm_desktop.wording.words import Words
from tests.engine.supervision.people import Keyring
from tests.ui.joining.conftest import CTRL, Newcomer

COMPLAINT = "Encore deux heures d'attente, c'est une honte."
COPIED = f"Odile Framont\n{COMPLAINT}\nhttps://www.facebook.com/laterrasse/posts/12?comment_id=1\n"
FIELDS = {
    "name": "Nom de l’équipe",
    "person": "Votre nom",
    "folder": "Dossier partagé",
    "file": "Fichier de l’invitation",
    "code": "Code",
}


class Member(Newcomer):
    """One of several: turns to their own window before a key is pressed."""

    @property
    def sheet(self) -> Sheet:
        assert self.window.teams.sheet is not None, "no sheet is open"
        return self.window.teams.sheet

    @property
    def setting_up(self) -> SettingUp:
        (made,) = self.sheet.findChildren(SettingUp)
        return made

    @property
    def team(self) -> TeamView:
        """The one that they take part in, or ask to."""
        (found,) = self.desk.supervision.teams.all()
        return found

    def sits_down(self) -> None:
        """The keyboard is theirs."""
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)

    def opens_validation(self) -> None:
        """Through the settings, as far down as it stands."""
        self.sits_down()
        self.press(Qt.Key.Key_Comma, CTRL)
        settings = self.window.panes.settings
        for _ in range(8):
            if settings.validation.isVisible():
                break
            self.press(Qt.Key.Key_Down)
        self.tab_to("Équipes et validation…")
        self.press(Qt.Key.Key_Space)
        self.sits_down()  # without a window manager nobody gives the keyboard back

    def was_invited(self) -> None:
        """From the empty window to the form of who was invited."""
        self.sits_down()
        self.tab_to("J’ai reçu une invitation à valider")
        self.press(Qt.Key.Key_Space)

    def fills_in(self, **fields: str) -> None:
        """Type into the fields of a form, one after the other."""
        for name, text in fields.items():
            self.tab_to(FIELDS[name])
            self.paste(text)

    def presses(self, name: str) -> None:
        """Go to what is called so, and press Enter."""
        self.tab_to(name)
        self.enter()

    def tab_to_box(self, words: str) -> None:
        """Press Tab until the focus is on the box with these words."""
        for _ in range(60):
            focused = QApplication.focusWidget()
            if isinstance(focused, QAbstractButton) and focused.text() == words:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {words}")

    def founds(self, folder: Path, name: str = "Agence Méridienne") -> None:
        """From the settings to the page of a new team."""
        self.opens_validation()
        self.enter()
        self.fills_in(name=name, person="Claire Aubry", folder=str(folder))
        self.enter()
        self.wait_for("L’équipe est là.")

    def asks(self, invitation: Path, code: str, folder: Path, name: str = "Léa Morel") -> None:
        """Fill in what joining wants, and send it."""
        self.fills_in(file=str(invitation), code=code, person=name, folder=str(folder))
        self.enter()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Partage"
    made.mkdir()
    return made


@pytest.fixture
def saving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system's own dialog is told to save."""
    chosen = tmp_path / "enregistré"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    return chosen


def seated(qtbot: QtBot, desk: Desk, words: Words) -> Member:
    window = MainWindow(desk, Look(words=words, scheme=Scheme.LIGHT), resources() / "translations")
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    member = Member(qtbot, desk, window)
    member.sits_down()
    return member


def desk_in(workspace: Path, words: Words) -> Desk:
    settings = Settings(workspace=workspace, resources=resources(), undo_delay=timedelta(0))
    return build(settings, words, vault=Keyring())


@pytest.fixture
def claire(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path, words: Words, rules_read_once: None
) -> Iterator[Member]:
    """With two clients, one of which has a page with one comment."""
    desk = desk_in(tmp_path / "claire", words)
    client = desk.accounts.client_named("Café des Halles", "#4F7B3A")
    page = Account(id=AccountId(""), client=client.id, platform="assisted", name="La Terrasse", base_url="")
    desk.imports.add_pasted(desk.accounts.add(page, client, "").account.id, desk.imports.paste(COPIED))
    other = desk.accounts.client_named("Mairie de Valbreuil", "#2F5F8F")
    hall = Account(id=AccountId(""), client=other.id, platform="assisted", name="Mairie", base_url="")
    desk.accounts.add(hall, other, "")
    yield seated(qtbot, desk, words)
    desk.close()


@pytest.fixture
def lea(qtbot: QtBot, dressed: QApplication, tmp_path: Path, words: Words, rules_read_once: None) -> Iterator[Member]:
    """With nothing at all: the program was just installed."""
    desk = desk_in(tmp_path / "lea", words)
    yield seated(qtbot, desk, words)
    desk.close()


@pytest.fixture
def client(claire: Member) -> Client:
    return next(client for client in claire.desk.inbox.clients() if client.name == "Café des Halles")
