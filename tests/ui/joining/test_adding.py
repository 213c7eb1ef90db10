"""Adding a page at the window, through the keyboard only, on the practice platform's real sockets."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Account, AccountId
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.practice import PracticePlatform
from cm_desktop.ui.kit.theme import Scheme
from tests.ui.joining.conftest import CTRL, Newcomer


def played(practice: PracticePlatform, platform: str = "facebook") -> tuple[str, str]:
    """Name and token of a page that is played."""
    page = next(page for page in practice.pages if page.platform == platform)
    return page.name, page.token


def come_to_the_token(newcomer: Newcomer, practice: PracticePlatform, *, instagram: bool = False) -> None:
    """A new client, a Facebook Page or its Instagram account, one's own app, on the practice platform's server."""
    newcomer.press(Qt.Key.Key_N, CTRL)
    newcomer.write("Brasserie Lumen")
    if instagram:
        newcomer.tab_to("Page Facebook")
        newcomer.press(Qt.Key.Key_Right)
    newcomer.enter()
    newcomer.enter()
    newcomer.tab_to("Un autre serveur…")
    newcomer.enter()
    newcomer.paste(practice.base_url)
    newcomer.tab_to("Jeton")


@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_a_page_joins_through_the_keyboard_and_is_read(
    newcomer: Newcomer, practice: PracticePlatform, platform: str
) -> None:
    name, token = played(practice, platform)
    newcomer.desk.start()
    come_to_the_token(newcomer, practice, instagram=platform == "instagram")
    newcomer.paste(f"  {token}\n")
    newcomer.enter()
    newcomer.wait_for("Ajouter cette page")
    assert name in newcomer.reads()
    assert newcomer.desk.inbox.accounts() == ()
    newcomer.enter()
    newcomer.wait_for("La page est là")
    newcomer.enter()
    assert newcomer.window.joining.sheet is None
    (account,) = newcomer.desk.inbox.accounts()
    assert (account.name.removeprefix("@"), account.platform) == (name, platform)
    assert newcomer.desk.inbox.client(account.client).name == "Brasserie Lumen"
    newcomer.wait(lambda: newcomer.desk.inbox.counts().queues.get(Queue.TODO, 0) > 0)
    assert newcomer.window.panes.query == Query()


def test_the_window_stays_alive_while_a_token_is_checked(newcomer: Newcomer, practice: PracticePlatform) -> None:
    come_to_the_token(newcomer, practice)
    newcomer.paste(played(practice)[1])
    newcomer.enter()
    assert newcomer.sheet.go.isEnabled() is False
    assert "Vérification…" in newcomer.reads()
    newcomer.press(Qt.Key.Key_Escape)
    assert newcomer.window.joining.sheet is None
    assert newcomer.desk.inbox.accounts() == ()


def test_a_wrong_token_is_refused_in_words_and_can_be_corrected(newcomer: Newcomer, practice: PracticePlatform) -> None:
    name, token = played(practice)
    come_to_the_token(newcomer, practice)
    newcomer.paste("EAAfaux")
    newcomer.enter()
    newcomer.wait_for("Cet accès n’est pas accepté")
    assert "EAAfaux" not in newcomer.reads()
    newcomer.press(Qt.Key.Key_A, CTRL)
    newcomer.paste(token)
    newcomer.enter()
    newcomer.wait_for(name)


def test_a_token_is_never_shown_unless_asked_for(newcomer: Newcomer, practice: PracticePlatform) -> None:
    come_to_the_token(newcomer, practice)
    newcomer.paste("EAAsecret")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert "EAAsecret" not in line.displayText()
    newcomer.tab_to("Afficher la saisie")
    newcomer.press(Qt.Key.Key_Space)
    assert line.displayText() == "EAAsecret"


def test_a_proof_is_asked_for_again_when_the_token_changes(newcomer: Newcomer, practice: PracticePlatform) -> None:
    come_to_the_token(newcomer, practice)
    newcomer.paste(played(practice)[1])
    newcomer.enter()
    newcomer.wait_for("Ajouter cette page")
    newcomer.tab_to("Jeton")
    newcomer.write("x")
    assert newcomer.sheet.go.label == "Vérifier"


def test_a_server_that_is_away_is_told_and_nothing_is_added(newcomer: Newcomer, practice: PracticePlatform) -> None:
    come_to_the_token(newcomer, practice)
    practice.go_offline()
    try:
        newcomer.paste(played(practice)[1])
        newcomer.enter()
        newcomer.wait_for("Impossible à joindre")
    finally:
        practice.come_back()
    assert newcomer.desk.inbox.accounts() == ()


def test_what_is_refused_is_corrected_where_it_was_typed(newcomer: Newcomer, practice: PracticePlatform) -> None:
    come_to_the_token(newcomer, practice)
    newcomer.paste(played(practice)[1])
    newcomer.tab_to("Adresse du serveur")
    newcomer.press(Qt.Key.Key_A, CTRL)
    newcomer.paste("http://127.0.0.1:9")
    newcomer.enter()
    newcomer.wait_for("Impossible à joindre")
    newcomer.paste(practice.base_url)
    newcomer.enter()
    newcomer.wait_for("Ajouter cette page")


def test_tab_stays_inside_and_escape_leaves(newcomer: Newcomer) -> None:
    newcomer.press(Qt.Key.Key_N, CTRL)
    sheet = newcomer.sheet
    for _ in range(30):
        newcomer.press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert sheet.isAncestorOf(focused)
    newcomer.press(Qt.Key.Key_Escape)
    assert newcomer.window.joining.sheet is None


def test_keys_of_the_window_do_nothing_under_a_sheet(newcomer: Newcomer) -> None:
    newcomer.press(Qt.Key.Key_N, CTRL)
    newcomer.tab_to("Annuler")
    newcomer.press(Qt.Key.Key_4)
    assert newcomer.window.panes.query == Query()
    newcomer.press(Qt.Key.Key_Escape)
    field = QApplication.focusWidget()
    assert field is not None
    assert newcomer.window.panes.blank.first_run.isAncestorOf(field), "where it was before"
    newcomer.window.panes.setFocus()
    newcomer.press(Qt.Key.Key_4)  # the negative control: without the sheet the key acts
    assert newcomer.window.panes.query == Query(queue=Queue.OUTGOING)


def test_a_refresh_leaves_the_keyboard_where_it_is_in_the_first_run(newcomer: Newcomer) -> None:
    panes = newcomer.window.panes
    other = next(one for one in panes.blank.first_run.findChildren(QAbstractButton) if one.isVisible())
    other.setFocus()
    turned: list[int] = []
    panes.stage.currentChanged.connect(turned.append)
    panes.refresh(frozenset({Change.RULES}))
    assert panes.stage.shows_first_run()
    assert QApplication.focusWidget() is other
    assert turned == []


def test_arrows_choose_the_kind_and_back_keeps_the_answers(newcomer: Newcomer) -> None:
    newcomer.press(Qt.Key.Key_N, CTRL)
    newcomer.write("Mairie de Valbreuil")
    newcomer.tab_to("Page Facebook")
    newcomer.press(Qt.Key.Key_Right)
    newcomer.press(Qt.Key.Key_Down)
    newcomer.enter()
    assert "Une page en mode assisté" in newcomer.reads()
    newcomer.tab_to("Retour")
    newcomer.enter()
    assert newcomer.tab_to("Nom du client").property("text") == "Mairie de Valbreuil"


@pytest.mark.parametrize("kind", ["Page Facebook", "Compte Instagram"])
def test_without_access_a_message_asks_the_client_for_one(newcomer: Newcomer, kind: str) -> None:
    newcomer.press(Qt.Key.Key_N, CTRL)
    newcomer.write("Brasserie Lumen")
    newcomer.tab_to("Page Facebook")
    if kind != "Page Facebook":
        newcomer.press(Qt.Key.Key_Right)
    newcomer.enter()
    newcomer.press(Qt.Key.Key_Down)
    newcomer.press(Qt.Key.Key_Down)
    newcomer.enter()
    newcomer.tab_to("Nom de la page")
    newcomer.write("La Lumen")
    newcomer.tab_to("Copier le message")
    newcomer.press(Qt.Key.Key_Space)
    assert "La Lumen" in QGuiApplication.clipboard().text()


class Windows(QObject):
    """Every window that is shown, by the name of its class."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_a_second_page_is_asked_for_in_the_window_and_keeps_the_keyboard(
    newcomer: Newcomer, dressed: QApplication
) -> None:
    client = newcomer.desk.accounts.client_named("Boulangerie des Halles", "#C8862B")
    page = Account(id=AccountId(""), client=client.id, platform="assisted", name="Les Halles", base_url="")
    newcomer.desk.accounts.add(page, client, "")
    windows = Windows()
    dressed.installEventFilter(windows)
    newcomer.press(Qt.Key.Key_N, CTRL)
    dressed.removeEventFilter(windows)
    assert windows.shown == []
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Boulangerie des Halles"


def test_a_list_or_a_theme_that_changes_under_the_sheet_takes_no_key(newcomer: Newcomer) -> None:
    newcomer.press(Qt.Key.Key_N, CTRL)
    newcomer.write("Brasserie ")
    newcomer.window.panes.go(Queue.DONE)  # as what goes on by itself: it takes the keyboard to its list
    newcomer.write("Lu")
    newcomer.window.wear(Scheme.DARK)
    newcomer.write("men")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.text() == "Brasserie Lumen"
    newcomer.press(Qt.Key.Key_Escape)
    newcomer.window.panes.go(Queue.TODO)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert newcomer.window.panes.isAncestorOf(focused)  # closed, the sheet keeps nothing


def test_a_token_is_gone_with_its_sheet(newcomer: Newcomer, practice: PracticePlatform, qtbot: QtBot) -> None:
    come_to_the_token(newcomer, practice)
    newcomer.paste("EAAsecret")
    gone: list[object] = []
    line = QApplication.focusWidget()
    assert line is not None
    line.destroyed.connect(lambda: gone.append(line))
    newcomer.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(gone) == 1)


def test_without_a_keyring_one_is_told_how_to_keep_the_access(newcomer: Newcomer, practice: PracticePlatform) -> None:
    _, token = played(practice)
    come_to_the_token(newcomer, practice)
    assert "trousseau du système, s’il y en a un" in newcomer.reads()
    newcomer.paste(token)
    newcomer.enter()
    newcomer.wait_for("Ajouter cette page")
    newcomer.enter()
    newcomer.wait_for("La page est là")
    (account,) = newcomer.desk.inbox.accounts()
    assert "installez un trousseau" in newcomer.reads()
    assert f'CM_DESKTOP_SECRETS ({{"{account.id}": "…"}})' in newcomer.reads()
