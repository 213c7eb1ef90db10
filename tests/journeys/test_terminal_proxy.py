"""An office's proxy from a terminal: which one is in use, its password kept out of sight."""

import io
from pathlib import Path

import pytest

from cm_desktop.cli import proxy
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.comments import AccountId
from tests.journeys.conftest import Terminal

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
    assert terminal("proxy", "show").out == "http://proxy.office.example:3128: in use.\n"
    shown = terminal("proxy", "show", "--json", secrets={NAME: "cm:secret"})
    assert shown.document == {"proxy": "http://proxy.office.example:3128", "login": True}
    assert "cm:secret" not in shown.out


def test_without_a_proxy_there_is_nothing_to_log_in_to(terminal: Terminal, office: Path) -> None:
    office.write_text('proxy = "none"\n', "utf-8")
    assert terminal("proxy", "show").out == "No proxy is in use.\n"
    told = terminal("proxy", "login")
    assert (told.status, told.err.startswith("No proxy is in use (“proxy” is “none”")) == (1, True)


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
    assert (told.status, told.err) == (2, "Give both, with a colon between them: USER:PASSWORD.\n")


def test_a_password_in_the_settings_is_refused_and_not_repeated(terminal: Terminal, office: Path) -> None:
    office.write_text('proxy = "http://cm:sesame@proxy.office.example:3128"\n', "utf-8")
    told = terminal("proxy", "show")
    assert told.status == 1
    assert told.err.startswith("A password does not belong into the settings")
    assert "sesame" not in told.err
