"""The proxy of an office, chosen in the settings: it holds at once, its password is shown to nobody. A real proxy."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import SecretMissing
from cm_desktop.engine.desk import Fittings
from cm_desktop.platforms.transport.way_out import ChosenWayOut
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.settings.proxy_section import ProxySection
from tests.servers.connect_proxy import ConnectProxy
from tests.ui.settings.test_room import button, enter
from tests.ui.window.conftest import clock, desk, library, platform, refs, window
from tests.ui.window.conftest import fittings as usual
from tests.ui.window.steps import press, texts, type_in

__all__ = ["clock", "desk", "library", "platform", "refs", "usual", "window"]  # fixtures

LOGIN = "cm:sesame"
NAME = AccountId("proxy:127.0.0.1")


@pytest.fixture
def proxy() -> Iterator[ConnectProxy]:
    with ConnectProxy({}, login=LOGIN) as proxy:
        yield proxy


@pytest.fixture
def kept() -> list[str]:
    """What the next launch would find."""
    return []


class Counting(KeyringVault):
    asked = 0

    def get(self, account: AccountId) -> str:
        self.asked += 1
        return super().get(account)


@pytest.fixture
def vault() -> Counting:
    return Counting({})


@pytest.fixture
def said_in() -> Path | None:
    """The settings file, where it decides."""
    return None


@pytest.fixture
def fittings(usual: Fittings, vault: Counting, kept: list[str], said_in: Path | None) -> Fittings:
    return replace(usual, way_out=ChosenWayOut("none", "", vault, keep=kept.append, said_in=said_in))


def come(qtbot: QtBot, window: MainWindow, line: str) -> ProxySection:
    """By the keyboard, until it says how things stand."""
    section = enter(window, "Proxy")
    assert isinstance(section, ProxySection)
    qtbot.waitUntil(lambda: line in section.in_use.text())
    return section


def choose(qtbot: QtBot, window: MainWindow, proxy: ConnectProxy) -> ProxySection:
    section = come(qtbot, window, "Aucun proxy")
    section.ways.take(2)
    assert section.address.line.hasFocus()
    type_in(proxy.url)
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: f"{proxy.url}\u00a0: utilisé." in section.in_use.text())
    return section


def test_an_address_that_is_typed_is_the_way_out_from_now_on(
    qtbot: QtBot, window: MainWindow, proxy: ConnectProxy, kept: list[str]
) -> None:
    section = choose(qtbot, window, proxy)
    assert kept == [proxy.url]
    section.ways.take(1)
    qtbot.waitUntil(lambda: "Aucun proxy n’est utilisé." in section.in_use.text())
    assert kept == [proxy.url, "none"]
    assert not section.address.isVisible()


def test_trying_it_says_what_stands_in_the_way(qtbot: QtBot, window: MainWindow, proxy: ConnectProxy) -> None:
    section = choose(qtbot, window, proxy)
    QTest.mouseClick(section.knock, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "veut un utilisateur et un mot de passe" in section.told.text)
    assert [head.split()[1] for head in proxy.heard] == ["fake.example:443"]


def test_a_login_goes_to_the_keyring_and_leaves_the_window(
    qtbot: QtBot, window: MainWindow, proxy: ConnectProxy, vault: Counting
) -> None:
    section = choose(qtbot, window, proxy)
    assert not section.keep.isEnabled()
    section.user.line.setFocus()
    type_in("cm")
    press(window, Qt.Key.Key_Tab)
    type_in("sesame")
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "ils sont gardés jusqu’à la fin du programme" in section.told.text)
    assert vault.get(NAME) == LOGIN
    assert "sesame" not in texts(window) + section.password.line.text()
    qtbot.waitUntil(section.forget.isEnabled)
    QTest.mouseClick(button(section, "Les oublier"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not section.forget.isEnabled())
    with pytest.raises(SecretMissing):
        vault.get(NAME)


def test_what_is_no_address_is_refused_and_can_be_corrected(qtbot: QtBot, window: MainWindow, kept: list[str]) -> None:
    section = come(qtbot, window, "Aucun proxy")
    section.ways.take(2)
    type_in("proxy.example:3128")
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "n’est pas un proxy" in section.told.text)
    assert section.address.text == "proxy.example:3128"
    assert kept == []


@pytest.mark.parametrize("said_in", [Path("/etc/settings.toml")])
def test_where_the_settings_file_decides_it_says_so_and_lets_nothing_be_chosen(
    qtbot: QtBot, window: MainWindow
) -> None:
    section = come(qtbot, window, "/etc/settings.toml, qui a le dernier mot.")
    assert not section.ways.isEnabled()


def test_the_keyring_is_asked_once_a_visit_however_much_comes_in(
    qtbot: QtBot, window: MainWindow, proxy: ConnectProxy, vault: Counting
) -> None:
    section = choose(qtbot, window, proxy)
    asked = vault.asked
    for _ in range(3):
        window.panes.settings.refresh()
    section.ways.take(1)
    qtbot.waitUntil(lambda: "Aucun proxy" in section.in_use.text())  # after whatever was asked before
    assert vault.asked == asked
