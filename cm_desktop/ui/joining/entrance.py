"""The way into this room: one sheet at a time over the window, to add a page, import a file, paste. May not draw anything."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from cm_desktop.engine.desk import Desk
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.joining.adding import Adding
from cm_desktop.ui.joining.sheet import Sheet
from cm_desktop.ui.keys import Command
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words


class Entrance(QObject):
    """What is open keeps its words and theme; what is opened next has those of then."""

    def __init__(self, desk: Desk, bridge: Bridge, window: QMainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._bridge = bridge
        self._window = window
        self.sheet: Sheet | None = None
        self.doors: dict[Command, Callable[[], None]] = {Command.ADD_PAGE: self.add_page}

    def speak(self, words: Words, theme: Theme) -> None:
        """The window has another language or theme; a sheet that is open stays above it."""
        self._words = words
        self._theme = theme
        if self.sheet is not None:
            self.sheet.raise_()

    def add_page(self) -> None:
        """Ask for a new page."""
        if self.sheet is None:
            adding = Adding(self._desk, self._bridge, self._words, self._theme, self._window)
            self._watch(adding.sheet)
            adding.open()

    def _watch(self, sheet: Sheet) -> None:
        self.sheet = sheet
        sheet.closed.connect(self._forget)

    def _forget(self) -> None:
        """The keyboard goes back to the window."""
        self.sheet = None
        if (central := self._window.centralWidget()) is not None:
            central.setFocus()
