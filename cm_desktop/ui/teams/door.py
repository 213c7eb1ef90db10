"""The way into this room: its sheet over the window, from the settings or from an empty window. May not draw anything."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from cm_desktop.engine.desk import Desk
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.sheet.door import Door

if TYPE_CHECKING:
    from cm_desktop.ui.teams.setting_up import SettingUp


class TeamsDoor(Door):
    """From the settings, or from an empty window."""

    def __init__(self, desk: Desk, bridge: Bridge, window: QMainWindow) -> None:
        super().__init__(bridge, window)
        self._desk = desk

    def open(self) -> None:
        """Show the teams, or how to come to one."""
        self._setting_up().open()

    def join(self) -> None:
        """Ask for an invitation at once."""
        self._setting_up().open_joining()

    def _setting_up(self) -> "SettingUp":
        from cm_desktop.ui.teams.setting_up import SettingUp

        made = SettingUp(self._desk, self._bridge, self._words, self._theme, self._window)
        self._watch(made.sheet)
        return made
