"""Somebody at a window with no page yet: a real workspace, a practice platform on real sockets, the keyboard alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.bootstrap import build
from cm_desktop.credentials import KeyringVault
from cm_desktop.engine.desk import Desk
from cm_desktop.practice import PracticePlatform
from cm_desktop.settings import Settings, resources
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.wording.words import Words

PATIENCE = 60_000  # ms; waited for events, so that a slow machine only takes longer
CTRL = Qt.KeyboardModifier.ControlModifier


class Newcomer:
    """Presses keys, pastes, looks."""

    def __init__(self, qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
        self.desk = desk
        self.window = window
        self._qtbot = qtbot

    @property
    def sheet(self) -> Sheet:
        """What is open over the window."""
        assert self.window.joining.sheet is not None, "no sheet is open"
        return self.window.joining.sheet

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def enter(self) -> None:
        self.press(Qt.Key.Key_Return)

    def write(self, text: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the focus"
        QTest.keyClicks(focused, text)

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, CTRL)

    def tab_to(self, name: str) -> QWidget:
        """Press Tab until the focus is on what is called so."""
        for _ in range(40):
            focused = QApplication.focusWidget()
            if focused is not None and name in (focused.accessibleName(), getattr(focused, "label", "")):
                return focused
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}")

    def reads(self) -> str:
        """All words that the sheet shows, their spaces made plain."""
        shown = "\n".join(label.text() for label in self.sheet.findChildren(QLabel) if label.isVisible())
        return shown.replace("\u00a0", " ").replace("\u202f", " ")

    def wait(self, until: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(until, timeout=PATIENCE)
        QApplication.processEvents()  # what has just appeared gets its place

    def wait_for(self, words: str) -> None:
        """Until the sheet says so, on a label or on its primary button."""
        self.wait(lambda: words in f"{self.reads()}\n{self.sheet.go.label}")


@pytest.fixture(scope="session")
def practice() -> Iterator[PracticePlatform]:
    with PracticePlatform.start() as platform:
        yield platform


@pytest.fixture
def desk(tmp_path: Path, words: Words, rules_read_once: None) -> Iterator[Desk]:
    settings = Settings(workspace=tmp_path / "workspace", resources=resources())
    made = build(settings, words, vault=KeyringVault.in_memory())
    yield made
    made.close()


@pytest.fixture
def newcomer(qtbot: QtBot, dressed: QApplication, desk: Desk, words: Words) -> Newcomer:
    window = MainWindow(desk, Look(words=words, scheme=Scheme.LIGHT), resources() / "translations")
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return Newcomer(qtbot, desk, window)
