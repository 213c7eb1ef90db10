"""Who sits at the window for a picture, and comes to it as a person does: by keys. May not know a screen, nor save one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.practice.platform import PracticePlatform
from cm_desktop.ui.frame.main_window import MainWindow

if TYPE_CHECKING:
    from tools.pictures.studio import Pose, StillClock, Studio

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
PATIENCE = 60  # seconds: rules are compiled anew for each draft
SETTLES = 60  # ms: what was hidden gives its room back


class Sitter:
    """A person at the window."""

    desk: Desk
    window: MainWindow

    def __init__(
        self,
        studio: Studio,
        practice: PracticePlatform,
        pose: Pose,
        folder: Path,
        clock: StillClock,
        leaving: ExitStack,
    ) -> None:
        self.studio = studio
        self.practice = practice
        self.folder = folder
        self.clock = clock
        self._pose = pose
        self._leaving = leaving

    def sit_at(self, desk: Desk) -> None:
        """Go on at this desk, in a window of its own."""
        for window in QApplication.topLevelWidgets():
            window.hide()
        self.desk = desk
        self.window = self.studio.open_window(desk, self._pose, self.folder, self._leaving)

    def another_desk(self) -> Desk:
        """That of somebody else, on a computer of their own, with nothing on it yet."""
        language, vault = self._pose.language, self.studio.new_vault()
        return self.studio.open_desk(self.folder / "other", language, self._leaving, vault=vault)

    def ref(self, beginning: str) -> CommentRef:
        """The comment that begins so."""
        rows = self.desk.inbox.page(Query(queue=Queue.ALL), limit=1_000).rows
        return next(row.comment.ref for row in rows if row.comment.text.startswith(beginning))

    def open(self, beginning: str) -> CommentRef:
        """Show the comment that begins so, in the list on show or else among all."""
        found, panes = self.ref(beginning), self.window.panes
        panes.turn_to(found)
        if panes.list.current is None or panes.list.current.comment.ref != found:
            panes.go(Queue.ALL)
            panes.turn_to(found)
        self.settle()
        return found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """To whatever has the focus."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.settle()

    def paste(self, text: str) -> None:
        """Where the keyboard is, at once: a paste knows every letter."""
        QGuiApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, CTRL)

    def reply(self, text: str) -> None:
        """In the box of the comment that is shown."""
        self.press(Qt.Key.Key_R)
        self.paste(text)

    def pass_by(self, time: timedelta) -> None:
        """Let this much time go by."""
        self.clock.pass_by(time)

    def settle(self, ms: int = SETTLES) -> None:
        """Let what is on its way be shown, the comment beside the list too, which is made behind it."""
        QTest.qWait(ms)
        self.window.panes.beside.turning.settled()

    def wait(self, until: Callable[[], bool]) -> None:
        ends = monotonic() + PATIENCE
        while not until():
            assert monotonic() < ends, "it never came"
            QTest.qWait(20)
        QApplication.processEvents()

    def shows(self, kind: type[QWidget]) -> bool:
        return any(part.isVisible() for part in self.window.findChildren(kind))
