"""The settings are a room of the window: sections by name, reached and left by the keyboard, and what is typed is kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.client_sheet import Address, AnswerWithin, ClientSheet
from cm_desktop.domain.errors import AuthExpired
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.detail.charter_line import CharterLine
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.frame.rooms import Room
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.theme import DARK, Scheme
from cm_desktop.ui.settings.client_form import ClientForm
from cm_desktop.ui.settings.section import Section
from tests.engine.port import ACCOUNT, CLIENT, FakeClock, FakePlatform
from tests.ui.window.conftest import clock, desk, fittings, library, platform, refs, window
from tests.ui.window.steps import CTRL, press, texts, type_in

__all__ = ["clock", "desk", "fittings", "library", "platform", "refs", "window"]  # fixtures


def enter(window: MainWindow, section: str) -> Section:
    """By the keyboard alone."""
    press(window, Qt.Key.Key_Comma, CTRL)
    assert window.panes.room is Room.SETTINGS
    sections = {each.title: each for each in window.panes.settings.sections}
    wanted = list(sections).index(section)
    while (place := window.panes.settings.place) != wanted:
        press(window, Qt.Key.Key_Down if place < wanted else Qt.Key.Key_Up)
        assert abs(window.panes.settings.place - place) == 1
    assert sections[section].isVisible()
    QApplication.processEvents()  # what was just made is shown
    return sections[section]


def form(window: MainWindow) -> ClientForm:
    made = window.panes.settings.clients.form
    assert made is not None
    return made


def button(section: Section, name: str) -> Button:
    return next(each for each in section.findChildren(Button) if each.label == name and each.isVisible())


def test_the_arrows_go_from_section_to_section_and_escape_back_to_them(window: MainWindow) -> None:
    enter(window, "Données")
    press(window, Qt.Key.Key_Tab)
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_Up)
    assert window.panes.settings.proxy.isVisible()
    press(window, Qt.Key.Key_Escape)
    assert window.panes.room is None
    enter(window, "Clients")
    press(window, Qt.Key.Key_1)
    assert window.panes.room is None


def test_a_client_is_told_more_about_and_it_is_kept_as_one_goes_on(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    enter(window, "Clients")
    form(window).name.line.setFocus()
    form(window).name.line.selectAll()
    type_in("Chez Lumen")
    assert desk.inbox.client(CLIENT.id).name == CLIENT.name  # not while one types
    form(window).charter.line.setFocus()
    assert desk.inbox.client(CLIENT.id).name == "Chez Lumen"
    form(window).charter.line.setText("Santé : faire valider")
    form(window).facts.setFocus()
    form(window).facts.insertPlainText("Four à bois.\n\n« Depuis 1987 »")
    press(window, Qt.Key.Key_Tab)
    kept = desk.inbox.client_sheet(CLIENT.id)
    assert (kept.charter, kept.facts) == ("Santé : faire valider", "Four à bois.\n\n« Depuis 1987 »")
    qtbot.waitUntil(lambda: "Enregistré à" in texts(window))


def test_what_is_typed_is_kept_when_one_leaves_without_leaving_the_field(window: MainWindow, desk: Desk) -> None:
    enter(window, "Clients")
    form(window).signature.line.setText("— Lumen")
    window.panes.enter(Room.RULES)
    assert desk.inbox.client_sheet(CLIENT.id).signature == "— Lumen"
    enter(window, "Clients")
    form(window).avoid.line.setText("désolé, hélas")
    window.speak("en")
    assert desk.inbox.client_sheet(CLIENT.id).avoid == ("désolé", "hélas")
    form(window).contacts.setPlainText("Hugo")
    window.close()
    assert desk.inbox.client_sheet(CLIENT.id).contacts == "Hugo"


def test_with_several_clients_too_the_keyboard_is_in_the_settings(window: MainWindow, desk: Desk) -> None:
    desk._workspace.save_client(desk.accounts.client_named("Mairie", "#2F6F73")).result()
    enter(window, "Pages")
    assert window.isActiveWindow()
    assert window.panes.settings.pages.isVisible()


def test_two_clients_cannot_have_one_name_and_it_is_said(window: MainWindow, desk: Desk) -> None:
    desk._workspace.save_client(desk.accounts.client_named("Mairie", "#2F6F73")).result()
    enter(window, "Clients")
    form(window).name.line.setText("mairie")
    form(window).left.emit()
    assert "Il y a déjà un client nommé" in texts(window)
    assert desk.inbox.client(CLIENT.id).name == CLIENT.name
    form(window).name.line.setText("Lumen")
    form(window).left.emit()
    assert desk.inbox.client(CLIENT.id).name == "Lumen"


@pytest.mark.parametrize(("place", "address"), [(0, Address.UNSAID), (1, Address.TU), (2, Address.VOUS)])
def test_how_a_client_speaks_to_people_is_a_choice_of_three(
    window: MainWindow, desk: Desk, place: int, address: Address
) -> None:
    enter(window, "Clients")
    form(window)._address.take(2 - place)
    form(window)._address.take(place)
    assert desk.inbox.client_sheet(CLIENT.id).address is address


@pytest.mark.parametrize("within", AnswerWithin)
def test_how_soon_a_client_usually_answers_is_a_choice(window: MainWindow, desk: Desk, within: AnswerWithin) -> None:
    enter(window, "Clients")
    place = list(AnswerWithin).index(within)
    form(window)._delay.take((place + 1) % len(AnswerWithin))
    form(window)._delay.take(place)
    assert desk.inbox.client_sheet(CLIENT.id).answer_within is within


def test_the_theme_and_the_language_change_at_once_and_the_section_stays(window: MainWindow) -> None:
    enter(window, "Apparence")
    window.panes.settings.appearance.schemes.take(2)
    assert window.look.scheme is Scheme.DARK
    assert window.panes.settings.appearance.isVisible()
    assert window.panes.settings.appearance.theme == DARK
    window.panes.settings.appearance.languages.take(1)
    assert window.look.words.language == "en"
    assert window.panes.settings.appearance.isVisible()
    assert "Appearance" in texts(window)
    assert window.panes.settings.appearance.schemes.taken == 2


def test_an_access_is_proved_and_what_it_allows_is_said(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform
) -> None:
    section, before = enter(window, "Pages"), platform.checks
    QTest.mouseClick(button(section, "Vérifier l’accès"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "L’accès tient" in texts(window))
    assert platform.checks == before + 1


def test_what_was_said_of_a_page_stays_while_the_page_is_read(
    qtbot: QtBot, window: MainWindow, desk: Desk, clock: FakeClock
) -> None:
    section = enter(window, "Pages")
    button(section, "Vérifier l’accès").setFocus()
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "L’accès tient" in texts(window))
    before = texts(section)
    clock.pass_(minutes=7)
    desk.sync()
    qtbot.waitUntil(lambda: texts(section) != before)
    assert "L’accès tient" in texts(section)
    focused = QApplication.focusWidget()
    assert isinstance(focused, Button)
    assert focused.label == "Vérifier l’accès"


def test_what_an_access_proved_is_still_said_once_the_page_is_no_longer_in_trouble(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform
) -> None:
    platform.down = AuthExpired()
    desk.sync()
    section = enter(window, "Pages")
    qtbot.waitUntil(lambda: "refusé ou a expiré" in texts(section))
    platform.down = None
    QTest.mouseClick(button(section, "Vérifier l’accès"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "L’accès tient" in texts(section), timeout=5_000)
    desk.sync()
    qtbot.waitUntil(lambda: "refusé ou a expiré" not in texts(section), timeout=5_000)
    assert "L’accès tient" in texts(section)


def test_a_page_is_forgotten_only_once_asked_for_twice(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    section = enter(window, "Pages")
    QTest.mouseClick(button(section, "Retirer…"), Qt.MouseButton.LeftButton)
    focused = QApplication.focusWidget()
    assert isinstance(focused, Button)
    assert focused.label == "La garder"
    press(window, Qt.Key.Key_Space)
    assert [account.id for account in desk.inbox.accounts()] == [ACCOUNT.id]
    press(window, Qt.Key.Key_Space)
    QTest.mouseClick(button(section, "Oublier la page"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.inbox.accounts() == ())


def test_reading_is_paused_and_resumed_from_the_pages(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    section = enter(window, "Pages")
    QTest.mouseClick(button(section, "Suspendre la lecture"), Qt.MouseButton.LeftButton)
    assert desk.inbox.reading_paused()
    qtbot.waitUntil(lambda: "Reprendre la lecture" in [each.label for each in section.findChildren(Button)])


def test_the_folder_its_size_and_the_last_copy_are_said_and_copies_verified(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    desk.keep_house()
    section = enter(window, "Données")
    qtbot.waitUntil(lambda: "Dernière copie" in texts(window))
    assert str(desk.folder) in texts(window)
    QTest.mouseClick(button(section, "Vérifier les copies maintenant"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "tout est entier" in texts(window))


def test_the_folder_is_named_from_the_users_own_on(
    qtbot: QtBot, window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(desk.folder.parent))
    section = enter(window, "Données")
    qtbot.waitUntil(lambda: f"~/{desk.folder.name} · " in texts(section))


def test_where_clients_and_persons_are_erased_is_said_among_the_data(window: MainWindow) -> None:
    section = enter(window, "Données")
    assert "Un client s’efface dans sa section" in texts(section)
    assert "une personne dans sa fiche" in texts(section)


def test_a_damaged_copy_is_named_as_such(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    desk.keep_house()
    (copy,) = (desk.folder / "backups").glob("work-*.db")
    copy.write_bytes(copy.read_bytes()[:-4096])
    enter(window, "Données")
    window.panes.settings.data.verify()
    qtbot.waitUntil(lambda: "1 copie est inutilisable." in texts(window))


def test_every_control_says_its_name(window: MainWindow) -> None:
    for title in ("Clients", "Pages", "Validation", "Apparence", "Touches", "Données"):
        section = enter(window, title)
        for each in section.findChildren(Button):
            assert each.accessibleName() or each.text(), title


@pytest.mark.parametrize("charter", ["Santé : faire valider dans l’heure", ""])
def test_the_charter_stands_above_the_thread(qtbot: QtBot, window: MainWindow, desk: Desk, charter: str) -> None:
    desk.clients.save(CLIENT, ClientSheet(client=CLIENT.id, charter=charter)).result()
    window.panes.detail.refresh()
    QApplication.processEvents()
    lines = [line.accessibleName() for line in window.panes.detail.findChildren(CharterLine) if line.isVisible()]
    assert lines == ([f"À garder en tête\u00a0: {charter}"] if charter else [])
