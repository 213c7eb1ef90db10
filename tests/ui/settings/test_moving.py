"""The work goes to another computer from the settings, and another takes this one's place once the window is closed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from cm_desktop.domain.moving import STAGED
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from tests.ui.settings.test_room import button, enter
from tests.ui.window.conftest import clock, desk, fittings, library, platform, refs, window
from tests.ui.window.steps import texts

__all__ = ["clock", "desk", "fittings", "library", "platform", "refs", "window"]  # fixtures


def click(window: MainWindow, name: str) -> None:
    QTest.mouseClick(button(window.panes.settings.data, name), Qt.MouseButton.LeftButton)


@pytest.fixture(autouse=True)
def _own_preferences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cm_desktop.settings._usual_file", lambda: tmp_path / "settings.toml")


def test_a_file_is_packed_looked_at_and_offered_to_take_this_place(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "portable.cmdesktop"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file.with_suffix("")), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    enter(window, "Données")
    click(window, "Préparer pour un autre ordinateur…")
    qtbot.waitUntil(lambda: "portable.cmdesktop est prêt." in texts(window))
    assert file.is_file()
    assert not window.panes.settings.data.moving.replace.isVisible()
    click(window, "Reprendre un fichier préparé…")
    qtbot.waitUntil(window.panes.settings.data.moving.replace.isVisible)
    assert (desk.folder / STAGED).read_bytes() == file.read_bytes()
    with qtbot.waitSignal(window.moving):
        click(window, "Remplacer cet espace de travail et rouvrir")


def test_a_file_that_carries_none_is_refused_and_nothing_is_offered(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    (file := tmp_path / "photo.cmdesktop").write_bytes(b"JFIF")
    enter(window, "Données")
    window.panes.settings.data.moving.look_at(file)
    qtbot.waitUntil(lambda: "ne contient pas d’espace de travail" in texts(window))
    assert not window.panes.settings.data.moving.replace.isVisible()
    assert not (desk.folder / STAGED).exists()
