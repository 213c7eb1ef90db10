"""What opens over the window: each way in, and the key that it has. May not know what a sheet shows."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from cm_desktop.engine.desk import Desk
from cm_desktop.ui.acting import Acting
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.guide.door import GuideDoor
from cm_desktop.ui.joining.entrance import Entrance
from cm_desktop.ui.keys import Command, Does
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.outgoing.departure_door import DepartureDoor
from cm_desktop.ui.past.door import PastDoor
from cm_desktop.ui.teams.door import TeamsDoor
from cm_desktop.ui.views.door import ViewsDoor
from cm_desktop.wording.words import Words

if TYPE_CHECKING:
    from cm_desktop.ui.frame.panes import Panes
    from cm_desktop.ui.settings.settings_view import SettingsView


class Sheets(QObject):
    """`panes` are those of now: they are made anew. Of what is not on screen, nothing is told."""

    def __init__(
        self,
        desk: Desk,
        bridge: Bridge,
        panes: "Callable[[], Panes]",
        acting: Acting,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._panes = panes
        self.joining = Entrance(desk, bridge, window)
        self.teams = TeamsDoor(desk, bridge, window)
        self.guide = GuideDoor(bridge, window)
        self.views = ViewsDoor(desk, bridge, window)
        self.past = PastDoor(desk, bridge, acting.refused.emit, window)
        self.departing = DepartureDoor(desk, acting, bridge, window)

    def speak(self, words: Words, theme: Theme) -> None:
        """The window has another language or theme."""
        for door in (self.joining, self.teams, self.guide, self.past, self.views, self.departing):
            door.speak(words, theme)

    def act(self, does: Does) -> bool:
        """What a key asks for, if it opens one of these."""
        if isinstance(does, Command) and does in self.joining.doors:
            self.joining.doors[does]()
        elif does is Command.VIEWS:
            self.views.open(self._panes().view)
        elif isinstance(does, Command) and does in self.past.doors:
            self.look_back(does)
        else:
            return False
        return True

    def look_back(self, does: Command) -> None:
        """What became of the comment on screen, or who wrote it."""
        panes = self._panes()
        shown = panes.detail.detail if panes.stage.shows_detail() else None
        if shown is not None:
            self.past.doors[does](shown)

    def serve(self, settings: "SettingsView") -> None:
        """What the settings ask for opens here."""
        settings.clients.validating.connect(self.teams.open)
        settings.validation.validating.connect(self.teams.open)
        settings.pages.adding.connect(self.joining.add_page)
        settings.pages.importing.connect(self.joining.import_file)
        settings.pages.pasting.connect(self.joining.paste)
        settings.pages.reconnecting.connect(self.joining.reconnect)

    def leave(self) -> None:
        """The window closes."""
        self.joining.leave()
        self.past.leave()
        self.views.leave()
