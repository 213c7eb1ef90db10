"""What tests of the window share: our font, French words, a theme, a bridge, a reading in memory."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cm_desktop.domain.changes import Changes
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.kit import fonts, style
from cm_desktop.ui.kit.theme import LIGHT, Theme
from cm_desktop.wording.words import Words
from tests.ui.rows import Shelf, showcase

TRANSLATIONS = Path(__file__).parents[2] / "resources" / "translations"
Listener = Callable[[Changes], None]


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application with our font and the light theme."""
    fonts.install()
    style.dress(qapp, LIGHT)
    return qapp


@pytest.fixture
def theme(dressed: QApplication) -> Theme:
    return LIGHT


@pytest.fixture(scope="session")
def words() -> Words:
    return Words.load("fr", TRANSLATIONS)


class Announcer:
    """Something that changes, for a bridge to listen to."""

    def __init__(self) -> None:
        self.listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tell(self, changes: Changes) -> None:
        for listener in self.listeners:
            listener(changes)


@pytest.fixture
def announcer() -> Announcer:
    return Announcer()


@pytest.fixture
def bridge(dressed: QApplication, announcer: Announcer) -> Iterator[Bridge]:
    made = Bridge(announcer.subscribe)
    yield made
    made.close()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(showcase())
