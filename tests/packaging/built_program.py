"""The built folder as its user has it: no Python, no checkout, a keyring, a screen. `make package` runs this by its name.

Not among the tests of `make test`, which builds nothing: `pytest tests/packaging/built_program.py` after a build.
"""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import NeedsDebianPackages
from tests.servers import secret_service
from tests.servers.secret_service import State, session

BUILT = Path(__file__).parents[2] / "dist" / "cm-desktop"
PROGRAM = BUILT / "cm-desktop"
PATIENCE = 120.0  # seconds


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """A home in which there is nothing, and no way to a Python."""
    (empty := tmp_path / "bin").mkdir()
    return {"HOME": str(tmp_path), "PATH": str(empty), "LANG": "C.UTF-8"}


def ran(home: dict[str, str], *words: str, status: int = 0) -> str:
    """What a command prints, once it ended as expected."""
    ended = subprocess.run(
        [PROGRAM, *words], env=home, cwd=home["HOME"], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert ended.returncode == status, ended.stdout + ended.stderr
    return ended.stdout


def test_it_starts_without_python(home: dict[str, str]) -> None:
    assert ran(home, "--version").startswith("cm-desktop ")
    assert "commandes" in ran(home, "--language", "fr", "--help")


def test_the_practice_page_is_read_acted_upon_and_drawn(home: dict[str, str]) -> None:
    told = ran(home, "demo", "--offscreen", "--language", "fr")
    assert told.count(": Envoyé") == 2
    assert (Path(home["HOME"]) / "cm-desktop-demo.png").read_bytes().startswith(b"\x89PNG")


def test_the_rules_guides_and_licences_are_there(home: dict[str, str]) -> None:
    told = ran(home, "rules", "check", "Bande d'escrocs, je sais où vous trouver", "--language", "fr")
    assert "fraude.accusation" in told
    inside = BUILT / "_internal" / "cm_desktop" / "resources"
    assert all((inside / f"guide.{language}.md").is_file() for language in ("fr", "en"))
    listed = (BUILT / "licences" / "README.txt").read_text("utf-8")
    assert all(name in listed for name in ("pyside6-essentials", "pyinstaller", "keyring", "Python", "cm-desktop"))


def test_the_dictionaries_are_asked_in_a_process_of_the_folders_own(home: dict[str, str]) -> None:
    told = json.loads(ran(home, "spelling", "check", "Votre mesage est arrivé", "--json", "--language", "fr"))
    assert "message" in told["mesage"]


@contextmanager
def running(
    home: dict[str, str], *words: str | Path, ended_by: signal.Signals = signal.SIGTERM
) -> Iterator["subprocess.Popen[str]"]:
    """A program that goes on until it is told to end, however this test ends."""
    with subprocess.Popen(words, env=home, cwd=home["HOME"], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.send_signal(ended_by)


def first_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_an_access_is_kept_in_the_systems_keyring_for_the_next_start(
    home: dict[str, str], tmp_path: Path, needs_debian_packages: NeedsDebianPackages
) -> None:
    needs_debian_packages(*secret_service.PACKAGES)
    with session(tmp_path, State.UNLOCKED) as login, running(home, PROGRAM, "practice") as practice:
        told = json.loads(first_line(practice))
        page = next(page for page in told["pages"] if page["platform"] == "facebook")
        mine = {**home, "DBUS_SESSION_BUS_ADDRESS": login.environment["DBUS_SESSION_BUS_ADDRESS"]}
        joining = ("accounts", "add", "facebook", "--client", "Lumen", "--base-url", told["base_url"], "--allow-local")
        ran({**mine, "CM_DESKTOP_SECRET": page["token"]}, *joining)
        (read,) = json.loads(ran(mine, "sync", "--json"))
        assert read["read"] > 0
        ran(home, "sync", status=1)  # without the keyring nothing gives the access away


def test_the_window_opens_on_a_screen(home: dict[str, str], needs_debian_packages: NeedsDebianPackages) -> None:
    needs_debian_packages("xvfb", "xdotool")
    with running(
        {**os.environ, **home, "PATH": os.environ["PATH"]}, "Xvfb", "-displayfd", "1", "-nolisten", "tcp"
    ) as screen:
        seen = {**home, "DISPLAY": f":{first_line(screen)}"}
        with running(seen, PROGRAM, "demo", ended_by=signal.SIGINT) as window:
            look = ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(window.pid), "--name", "CM Desktop"]
            subprocess.run(look, env={**seen, "PATH": os.environ["PATH"]}, timeout=PATIENCE, check=True)
        assert window.returncode == 0
