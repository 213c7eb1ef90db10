"""A dozen screens look as they did when somebody last looked at them; `make golden` takes them anew."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter

from tools.pictures.golden import HERE, SCREENS, WINDOW
from tools.pictures.likeness import BEARABLE, differences

PATIENCE = 600  # seconds: other tests may have the machine
BUTTON = QRect(224, 311, 78, 20)  # in a picture half as large as the window: what is proposed, below the reply


@pytest.fixture
def list_to_do() -> QImage:
    return QImage(str(HERE / "list-todo.png"))


def test_every_screen_looks_as_it_did_when_it_was_last_looked_at(tmp_path: Path) -> None:
    """In a process of its own: a studio stops the clock of all that runs beside it."""
    words = [sys.executable, "-m", "tools.pictures.golden", str(tmp_path)]
    subprocess.run(words, cwd=HERE.parents[1], check=True, timeout=PATIENCE)
    told = []
    for name in SCREENS:
        taken, known = (QImage(str(folder / f"{name}.png")) for folder in (tmp_path, HERE))
        told += [f"{name}: {found}" for found in differences(taken, known, WINDOW)[:5]]
    assert not told, "\n".join([*told, f"what was taken: {tmp_path}; if it is meant to look so: make golden"])


def test_no_golden_picture_is_left_of_a_screen_that_is_no_longer_taken() -> None:
    assert {file.stem for file in HERE.glob("*.png")} == set(SCREENS)


def test_letters_drawn_a_little_differently_are_borne(list_to_do: QImage) -> None:
    smooth = Qt.TransformationMode.SmoothTransformation
    blurred = list_to_do.scaled(list_to_do.size() * 0.5, mode=smooth).scaled(list_to_do.size(), mode=smooth)
    assert blurred != list_to_do
    assert not differences(blurred, list_to_do, WINDOW)


def test_a_button_that_moved_is_found(list_to_do: QImage) -> None:
    moved = list_to_do.copy()
    with QPainter(moved) as painter:
        painter.drawImage(BUTTON.topLeft() + QPoint(4, 0), list_to_do.copy(BUTTON))
    assert differences(moved, list_to_do, WINDOW)[0].by > BEARABLE


def test_another_colour_of_some_words_is_found(list_to_do: QImage) -> None:
    recoloured = list_to_do.copy()
    with QPainter(recoloured) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Lighten)
        painter.fillRect(BUTTON, Qt.GlobalColor.darkGreen)
    worst = differences(recoloured, list_to_do, WINDOW)[0]
    assert BUTTON.contains(worst.x // 2 + 1, worst.y // 2 + 1)
