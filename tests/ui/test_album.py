"""The album of all screens: one that cannot be come to does not keep the others from being taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from cm_desktop.ui.kit.theme import Scheme
from tools.pictures.album import take_all
from tools.pictures.every import BY_NAME, SCREENS
from tools.pictures.screen import Screen


class EmptyStudio:
    """A window with nothing in it."""

    @contextmanager
    def sitting(self, _pose: object) -> Iterator[Any]:
        yield SimpleNamespace(window=QWidget(), settle=lambda: None)


def lost(_sitter: object) -> None:
    raise AssertionError("it never came")


def test_a_screen_that_cannot_be_come_to_is_named_once_the_others_are_taken(
    dressed: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    screens = [Screen(name="lost", come=lost), Screen(name="found", come=lambda _: None)]
    poses = [(screen, screen.pose("fr", Scheme.LIGHT, (80, 60))) for screen in screens]
    studio: Any = EmptyStudio()
    assert take_all(studio, poses, tmp_path) == ["lost.fr-light-80"]
    assert [file.name for file in tmp_path.iterdir()] == ["found.fr-light-80.png"]
    assert "it never came" in capsys.readouterr().err


def test_every_screen_has_a_name_of_its_own() -> None:
    assert len(BY_NAME) == len(SCREENS)
