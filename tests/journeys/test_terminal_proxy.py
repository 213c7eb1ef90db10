"""An office's proxy from a terminal: which one is in use, its password kept out of sight."""

import io
from pathlib import Path

import pytest

from cm_desktop.cli import proxy
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.comments import AccountId
from tests.journeys.conftest import Terminal
from tests.servers.connect_proxy import ConnectProxy

pytestmark = pytest.mark.e2e

NAME = "proxy:proxy.office.example"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    file = tmp_path / "config" / "CM Desktop" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text('proxy = "http://proxy.office.example:3128"\n', "utf-8")
    return file


def given(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch) -> KeyringVault:
    """A vault that lasts from command to command."""
    vault = KeyringVault.in_memory()
    monkeypatch.setattr(proxy, "KeyringVault", lambda: vault)
    return vault


@pytest.mark.usefixtures("office")
def test_the_proxy_in_use_is_named(terminal: Terminal) -> None:
    told = terminal("proxy", "show").out.splitlines()
    assert told[0] == "http://proxy.office.example:3128: in use."
    assert told[1].endswith("settings.toml, which has the last word.")
    shown = terminal("proxy", "show", "--json", secrets={NAME: "cm:secret"})
    assert (shown.document["proxy"], shown.document["login"]) == ("http://proxy.office.example:3128", True)
    assert "cm:secret" not in shown.out


def test_without_a_proxy_there_is_nothing_to_log_in_to(terminal: Terminal, office: Path) -> None:
    office.write_text('proxy = "none"\n', "utf-8")
    assert terminal("proxy", "show").out.startswith("No proxy is in use.\n")
    told = terminal("proxy", "login")
    assert (told.status, told.err) == (1, "No proxy is in use (“none” is chosen). Choose one first.\n")


@pytest.mark.usefixtures("office")
def test_a_login_is_kept_and_forgotten(
    terminal: Terminal, vault: KeyringVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, "cm:mot de passe é\n")
    told = terminal("proxy", "login")
    assert vault.get(AccountId(NAME)) == "cm:mot de passe é"
    assert "mot de passe" not in told.out + told.err
    assert f'CM_DESKTOP_SECRETS ({{"{NAME}": "…"}})' in told.err  # this vault is no keyring
    assert terminal("proxy", "show", "--json").document["login"]
    assert terminal("proxy", "forget").status == 0
    assert not terminal("proxy", "show", "--json").document["login"]


@pytest.mark.usefixtures("office", "vault")
@pytest.mark.parametrize("text", ["", "secret", "cm:se\x07cret"])
def test_a_login_that_is_none_is_refused(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    given(monkeypatch, text)
    told = terminal("proxy", "login")
    assert (told.status, told.err) == (2, "Give a user and a password; on the command line as USER:PASSWORD.\n")


def test_a_password_in_the_settings_is_refused_and_not_repeated(terminal: Terminal, office: Path) -> None:
    office.write_text('proxy = "http://cm:sesame@proxy.office.example:3128"\n', "utf-8")
    told = terminal("proxy", "show")
    assert told.status == 1
    assert told.err.startswith("A password does not belong into the settings")
    assert "sesame" not in told.err


def test_another_proxy_is_chosen_and_holds(terminal: Terminal) -> None:
    told = terminal("proxy", "set", "http://proxy.office.example:3128")
    assert (told.status, told.out) == (0, "http://proxy.office.example:3128: in use.\n")
    assert terminal("proxy", "show", "--json").document["choice"] == "http://proxy.office.example:3128"
    terminal("proxy", "set", "none")
    assert terminal("proxy", "show").out == "No proxy is in use.\n"


def test_the_settings_file_has_the_last_word(terminal: Terminal, office: Path) -> None:
    told = terminal("proxy", "set", "none")
    assert (told.status, told.err) == (1, f"{office} says “proxy”, and has the last word. Change it there.\n")
    assert terminal("proxy", "show", "--json").document["said_in"] == str(office)


@pytest.mark.parametrize("choice", ["socks5://p.example:1080", "on", "http://cm:sesame@proxy.office.example:3128"])
def test_what_is_no_proxy_is_refused_and_no_password_repeated(terminal: Terminal, choice: str) -> None:
    told = terminal("proxy", "set", choice)
    assert told.status == 2
    assert "sesame" not in told.err
    assert terminal("proxy", "show", "--json").document["choice"] == "system"


def test_a_proxy_is_tried_and_says_what_it_wants(terminal: Terminal) -> None:
    with ConnectProxy({}, login="cm:secret") as proxy:
        terminal("proxy", "set", proxy.url)
        told = terminal("proxy", "try")
        assert (told.status, "wants a user and a password" in told.err) == (1, True)
        terminal("proxy", "try", secrets={"proxy:127.0.0.1": "cm:secret"})
        assert [head.split()[1] for head in proxy.heard] == ["graph.facebook.com:443"] * 2
