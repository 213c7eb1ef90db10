"""The views that are no list of comments, each with its door at the foot of the rail. May not choose which is on show."""

from collections.abc import Callable
from enum import Enum, auto
from functools import partial

from cm_desktop.engine.desk import Desk
from cm_desktop.ui.keys import Does
from cm_desktop.ui.rail.rail import Rail
from cm_desktop.ui.rules.rules_view import RulesView
from cm_desktop.ui.settings.settings_view import SettingsView
from cm_desktop.ui.validation.validation_view import ValidationView
from cm_desktop.wording.words import Words


class Room(Enum):
    """Which view."""

    VALIDATION = auto()
    RULES = auto()
    SETTINGS = auto()


class Rooms:
    """`entered` is called with the Room whose door was used."""

    def __init__(
        self,
        desk: Desk,
        rules: RulesView,
        validation: ValidationView,
        settings: SettingsView,
        rail: Rail,
        entered: Callable[[Room], None],
        words: Words,
    ) -> None:
        self._desk = desk
        self._begun = False
        self._validation = validation
        self._settings = settings
        self.views: dict[Room, RulesView | ValidationView | SettingsView] = {
            Room.VALIDATION: validation,
            Room.RULES: rules,
            Room.SETTINGS: settings,
        }
        names = {
            Room.VALIDATION: (words.say("Validation"), "stamp"),
            Room.RULES: (words.say("Rules"), "sliders-horizontal"),
            Room.SETTINGS: (words.say("Settings"), "settings"),
        }
        self._doors = {room: rail.add_foot(*names[room], partial(entered, room)) for room in names}

    def is_open(self, room: Room) -> bool:
        """Whether one may enter: the validation is for those who validate."""
        return not self._doors[room].isHidden()

    def act(self, room: Room, does: Does) -> None:
        """What a key asks for in this room."""
        self.views[room].act(does)

    def mark(self, shown: Room | None) -> None:
        """Show in the rail which room is on show; what was typed in the settings is kept when they no longer are."""
        if shown is not Room.SETTINGS:
            self._settings.leave()
        for room, door in self._doors.items():
            door.setChecked(room is shown)

    def set_narrow(self, *, narrow: bool) -> None:
        """Less room at the sides."""
        for view in self.views.values():
            view.set_narrow(narrow=narrow)

    def refresh(self, shown: Room | None) -> Room | None:
        """Who validates finds the door, and how much waits behind it.

        Answers a room to begin in, once: who has no pages here, and validates, has that to do.
        """
        teams = self._desk.supervision.teams
        states = [teams.status(team.id) for team in teams.all()]
        validates = any(state.validates for state in states)
        door = self._doors[Room.VALIDATION]
        door.setVisible(validates)
        door.show_count(sum(state.waiting for state in states))
        if shown is Room.VALIDATION:
            self._validation.refresh()
        self._settings.refresh()
        begins = validates and not self._begun and not self._desk.inbox.accounts()
        self._begun = self._begun or begins
        return Room.VALIDATION if begins and shown is None else None
