"""Somebody at the window: presses keys, types, looks. Knows nothing that is not on the screen or in the rail."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cm_desktop.bootstrap import build
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.outbox import State
from cm_desktop.domain.proposals import is_legitimate
from cm_desktop.domain.queue import Queue
from cm_desktop.domain.vault import Vault
from cm_desktop.engine.desk import Desk
from cm_desktop.settings import Settings, resources
from cm_desktop.ui.app import make_app
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.passages.prose import Prose
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words

PATIENCE = 90_000  # ms; waited for events, so that a slow machine only takes longer
CTRL = Qt.KeyboardModifier.ControlModifier
UNDO = timedelta(seconds=1.5)
TRANSLATIONS = resources() / "translations"


class Person:
    """At a window on a real workspace, in French, with `UNDO` to change one's mind."""

    def __init__(self, qtbot: QtBot, workspace: Path, vault: Vault) -> None:
        words = Words.load("fr", TRANSLATIONS)
        settings = Settings(workspace=workspace, resources=resources(), undo_delay=UNDO)
        self.desk: Desk = build(settings, words, vault=vault)
        self._qtbot = qtbot
        self._words = words

    def sit_down(self) -> None:
        """Open the window and let it work in the background."""
        make_app(self._words)
        self.window = MainWindow(self.desk, Look(words=self._words, scheme=Scheme.LIGHT), TRANSLATIONS)
        with self._qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.desk.start()

    def leave(self) -> None:
        """Close the window and the program."""
        self.window.close()
        self.desk.close()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def write(self, text: str) -> None:
        """Type into whatever has the focus."""
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)

    def paste(self, text: str) -> None:
        """Put it into whatever has the focus, from the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, CTRL)

    def tab_to(self, name: str) -> None:
        """Press Tab until the keyboard is on what is called so."""
        for _ in range(40):
            focused = QApplication.focusWidget()
            if focused is not None and name in (focused.accessibleName(), getattr(focused, "label", "")):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}")

    def on_sheet(self) -> str:
        """What the primary button of the sheet over the window does."""
        sheet = self.window.joining.sheet
        return sheet.go.label if sheet is not None else ""

    def hide(self) -> CommentRef:
        """Hide the open comment; a grievance asks first whether a reply would not be better."""
        ref = self.open_comment()
        waiting = self.counts(Queue.OUTGOING)
        self.press(Qt.Key.Key_H)
        if is_legitimate(self.desk.inbox.row(ref)):
            self.press(Qt.Key.Key_H)
        self.wait(lambda: self.counts(Queue.OUTGOING) == waiting + 1)
        return ref

    def reply(self, text: str) -> CommentRef:
        """Answer the open comment."""
        ref = self.open_comment()
        self.press(Qt.Key.Key_R)
        self.write(text)
        self.press(Qt.Key.Key_Return, CTRL)
        return ref

    def reads(self, words: str) -> bool:
        """Whether the screen says so, whichever spaces are between the words."""
        said = [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]
        said += [prose.accessibleName() for prose in self.window.findChildren(Prose) if prose.isVisible()]
        shown = "\n".join(said)
        return words in shown.replace("\u00a0", " ").replace("\u202f", " ")

    def wait(self, until: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(until, timeout=PATIENCE)

    def counts(self, queue: Queue) -> int:
        """The figure beside a list in the rail."""
        return self.desk.inbox.counts().queues.get(queue, 0)

    def listed(self) -> int:
        """How many rows the list shows."""
        return self.window.panes.list.model.rowCount()

    def open_comment(self) -> CommentRef:
        """The comment that the detail pane shows."""
        ref = self.window.panes.detail.ref
        assert ref is not None
        return ref

    def everything_is_read(self) -> bool:
        """Whether every page was read to its end."""
        return all(line.read_at is not None for line in self.desk.inbox.freshness())

    def nothing_waits(self) -> bool:
        """Whether all that was asked has reached its end."""
        return not self.desk.inbox.waiting()

    def states(self) -> list[State]:
        """Where all that was ever asked stands, oldest first."""
        return [w.entry.state for w in self.desk.inbox.waiting(states=frozenset(State))]
