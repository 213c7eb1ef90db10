"""From one computer to another at a terminal: packed, looked at, taken in, and nothing leaves by itself."""

from pathlib import Path

import pytest

from cm_desktop.cli.moving import move_in
from cm_desktop.cli.session import Session
from cm_desktop.domain.moving import STAGED
from cm_desktop.practice import PracticePlatform
from cm_desktop.settings import Settings, remember, remembered, resources
from cm_desktop.wording.words import Words
from tests.journeys.conftest import Terminal
from tests.journeys.test_terminal import connect

pytestmark = pytest.mark.e2e


def test_work_goes_to_another_computer_without_its_accesses(
    terminal: Terminal, practice: PracticePlatform, tmp_path: Path
) -> None:
    connect(terminal, practice)
    token = practice.pages[0].token
    terminal("sync", secret=token)
    (row,) = terminal("queue", "--json", "--limit", "1").document["rows"]
    assert terminal("act", "hide", row["id"], "--delay", "0").status == 0
    remember(theme="dark")
    file = tmp_path / "portable.cmdesktop"
    packed = terminal("move", "pack", str(file))
    assert packed.status == 0, packed.err
    assert "No access is in it" in packed.out
    assert token.encode() not in file.read_bytes()

    remember(theme="light")
    elsewhere = ("--workspace", str(tmp_path / "elsewhere"))
    assert terminal("move", "look", str(file), *elsewhere, "--json").document["pages"] == 1
    taken = terminal("move", "take", str(file), *elsewhere)
    assert taken.status == 0, taken.err
    assert remembered()["theme"] == "dark"
    (waiting,) = terminal("outbox", "list", "--json", *elsewhere).document
    assert waiting["state"] == "held"
    terminal("outbox", "send", *elsewhere, secret=token)
    assert not practice.log

    refused = terminal("move", "take", str(Path(__file__)), *elsewhere, "--language", "fr")
    assert (refused.status, "ne contient pas d’espace" in refused.err) == (1, True)


@pytest.mark.parametrize("content", [None, b"JFIF"])
def test_what_the_window_was_left_for_is_done_or_told(
    content: bytes | None, terminal: Terminal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace, file = tmp_path / "workspace", tmp_path / "portable.cmdesktop"
    terminal(
        "accounts", "add", "assisted", "--client", "Lumen", "--name", "Lumen", "--base-url", "https://lumen.example"
    )
    assert terminal("move", "pack", str(file)).status == 0
    (workspace / STAGED).write_bytes(content or file.read_bytes())
    words = Words.load("en", resources() / "translations")
    session = Session(settings=Settings(workspace=workspace, resources=resources()), words=words, as_json=False)
    move_in(session)
    told = capsys.readouterr().err
    assert ("aside-1" in told, "carries no workspace" in told) == (content is None, content is not None)
    assert (workspace / "work.db").exists()
    assert not (workspace / STAGED).exists()
