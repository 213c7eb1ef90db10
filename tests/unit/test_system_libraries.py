"""What Qt needs from the system is checked, named and installed. May not install anything: apt-get is played by a script."""

import os
import sys
from pathlib import Path

import pytest

from cm_desktop.ui import system_libraries
from cm_desktop.ui.system_libraries import Library

MADE_UP = Library(soname="libcm-desktop-made-up.so.1", package="libmade-up1")
C = Library(soname="libc.so.6", package="libc6")

linux = pytest.mark.skipif(sys.platform != "linux", reason="Qt brings everything outside Linux")


@linux
def test_a_library_that_is_not_there_is_missing_and_one_that_is_there_is_not() -> None:
    assert system_libraries.absent((C, MADE_UP)) == (MADE_UP,)


def test_a_window_needs_more_than_painting_offscreen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_libraries, "OFFSCREEN", ())
    monkeypatch.setattr(system_libraries, "WINDOW", (MADE_UP,))
    assert system_libraries.missing(display=False) == ()
    assert system_libraries.missing(display=True) == (MADE_UP,)


def test_nothing_is_missing_outside_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(system_libraries, "OFFSCREEN", (MADE_UP,))
    assert system_libraries.missing(display=True) == ()
    assert system_libraries.has_display()


@pytest.mark.parametrize(("variable", "shown"), [("DISPLAY", True), ("WAYLAND_DISPLAY", True), ("LANG", False)])
def test_a_display_is_announced_by_the_environment(monkeypatch: pytest.MonkeyPatch, variable: str, shown: bool) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv(variable, ":0")
    assert system_libraries.has_display() is shown


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A Linux machine with a root user, no package lists, an emoji font, and nothing on its path; answers its log."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_libraries, "OFFSCREEN", (C, MADE_UP))
    monkeypatch.setattr(system_libraries, "WINDOW", ())
    monkeypatch.setattr(system_libraries, "_FONT_FOLDER", tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "NotoColorEmoji.ttf").touch()
    return tmp_path / "log"


def script(log: Path, name: str, body: str) -> None:
    path = log.with_name(name)
    path.write_text(f'#!/bin/sh\necho "{name} $*" >> "{log}"\n{body}\n', encoding="utf-8")
    path.chmod(0o755)


@linux
def test_what_is_missing_is_named_in_one_line(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert system_libraries.main([]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "CM Desktop needs system packages; run: sudo apt-get install -y --no-install-recommends libmade-up1"
    ]


@linux
def test_without_apt_the_missing_packages_are_named(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert system_libraries.main(["--install", "python3.11-venv"]) == 1
    assert capsys.readouterr().err.strip().endswith("libmade-up1 python3.11-venv")


@linux
def test_package_lists_are_refreshed_when_the_first_attempt_fails(machine: Path) -> None:
    script(machine, "apt-get", f'case "$*" in *update) : > "{machine}.lists";; esac; [ -e "{machine}.lists" ]')
    assert system_libraries.install(["libmade-up1"])
    options = "apt-get -qq -o DPkg::Lock::Timeout=300"
    install = f"{options} install -y --no-install-recommends libmade-up1"
    assert machine.read_text(encoding="utf-8").splitlines() == [install, f"{options} update", install]


@linux
def test_a_sudo_that_would_ask_is_not_used(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    script(machine, "apt-get", "exit 0")
    assert not system_libraries.install(["libmade-up1"])
    script(machine, "sudo", "exit 1")
    assert not system_libraries.install(["libmade-up1"])
    assert machine.read_text(encoding="utf-8").splitlines() == ["sudo -n true"]
    script(machine, "sudo", "exit 0")
    assert system_libraries.install(["libmade-up1"])


@linux
def test_nothing_is_installed_when_nothing_is_missing(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "OFFSCREEN", (C,))
    script(machine, "apt-get", "exit 0")
    assert system_libraries.main(["--install"]) == 0
    assert not machine.exists()


@linux
def test_a_colour_font_that_cannot_be_had_is_no_failure(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "OFFSCREEN", (C,))
    machine.with_name("NotoColorEmoji.ttf").unlink()
    script(machine, "apt-get", "exit 100")
    assert system_libraries.main(["--install"]) == 0
    assert "fonts-noto-color-emoji" in machine.read_text(encoding="utf-8")
