"""The way into this room: its sheet over the window, from the settings or from an empty window. May not draw anything."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from cm_desktop.engine.desk import Desk
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.ui.teams.setting_up import SettingUp
from cm_desktop.wording.words import Words


class TeamsDoor(QObject):
    """What is open keeps its words and theme; what is opened next has those of then."""

    def __init__(self, desk: Desk, bridge: Bridge, window: QMainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._bridge = bridge
        self._window = window
        self.sheet: Sheet | None = None

    def speak(self, words: Words, theme: Theme) -> None:
        """The window has another language or theme; a sheet that is open stays above it."""
        self._words = words
        self._theme = theme
        if self.sheet is not None:
            self.sheet.raise_()

    def open(self) -> None:
        """Show the teams, or how to come to one."""
        self._setting_up().open()

    def join(self) -> None:
        """Ask for an invitation at once."""
        self._setting_up().open_joining()

    def _setting_up(self) -> SettingUp:
        made = SettingUp(self._desk, self._bridge, self._words, self._theme, self._window)
        self.sheet = made.sheet
        made.sheet.closed.connect(self._forget)
        return made

    def _forget(self) -> None:
        """The keyboard goes back to the window."""
        self.sheet = None
        if (central := self._window.centralWidget()) is not None:
            central.setFocus()
