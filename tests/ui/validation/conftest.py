"""Who moderates asked something; who validates sits at a window on a desk of their own, with real keys and a real folder."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.settings import resources
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.frame.rooms import Room
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words
from tests.engine.supervision.conftest import clock, comment, people, platform, two  # noqa: F401  # who they are
from tests.engine.supervision.people import People, Person

Sit = Callable[[Person], MainWindow]


@pytest.fixture
def sit_anywhere(qtbot: QtBot, dressed: QApplication, words: Words, people: People) -> Iterator[Sit]:  # noqa: F811
    """Sit down at the window, after a look into the folder; closed before the desks are."""
    windows: list[MainWindow] = []

    def sit_down(person: Person) -> MainWindow:
        person.scan()
        window = MainWindow(person.desk, Look(words=words, scheme=Scheme.LIGHT), resources() / "translations")
        windows.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        return window

    yield sit_down
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def sit(sit_anywhere: Sit) -> Sit:
    """Sit down at the validation."""

    def sit_down(person: Person) -> MainWindow:
        window = sit_anywhere(person)
        window.panes.enter(Room.VALIDATION)
        return window

    return sit_down
