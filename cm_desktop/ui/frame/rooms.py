"""The views that are no list of comments, each with its door at the foot of the rail. May not choose which is on show.

Each is made when somebody first enters it: nobody waits for the settings who came for the comments.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from cm_desktop.domain.rules import PackId
    from cm_desktop.engine.desk import Desk
    from cm_desktop.ui.bridge import Bridge
    from cm_desktop.ui.keys import Does
    from cm_desktop.ui.kit.theme import Theme
    from cm_desktop.ui.rail.rail import Rail
    from cm_desktop.ui.rules.rules_view import RulesView
    from cm_desktop.ui.rules.workbench import Workbench
    from cm_desktop.ui.settings.settings_view import SettingsView
    from cm_desktop.ui.validation.validation_view import ValidationView
    from cm_desktop.wording.words import Words

    View = RulesView | ValidationView | SettingsView


class Room(Enum):
    """Which view."""

    VALIDATION = auto()
    RULES = auto()
    SETTINGS = auto()


V = TypeVar("V", bound="View")


class Rooms(QObject):
    """`entered` is called with the Room whose door was used; `remove` takes a pack of rules away.

    `made` carries a view that was just made, `served` the settings, to be connected, `footed` the foot of a view. `left`:
    back to the comments.
    """

    made = Signal(object)  # RulesView, ValidationView or SettingsView
    served = Signal(object)  # SettingsView
    footed = Signal(object)  # QWidget
    left = Signal()

    def __init__(
        self,
        desk: Desk,
        bridge: Bridge,
        bench: Callable[[], Workbench],
        remove: Callable[[PackId], None],
        rail: Rail,
        entered: Callable[[Room], None],
        words: Words,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bridge = bridge
        self._bench = bench
        self._remove = remove
        self._words = words
        self._theme = theme
        self._around = parent
        self._begun = False
        self._narrow = False
        self._made: dict[Room, View] = {}
        names = {
            Room.VALIDATION: (words.say("Validation"), "stamp"),
            Room.RULES: (words.say("Rules"), "sliders-horizontal"),
            Room.SETTINGS: (words.say("Settings"), "settings"),
        }
        self._doors = {room: rail.add_foot(*names[room], partial(entered, room)) for room in names}

    @cached_property
    def rules(self) -> RulesView:
        """The rules, and what they do."""
        from cm_desktop.ui.rules.rules_view import RulesView

        desk = self._desk
        known = (desk.rules.title, desk.inbox.clients, desk.clock.now)
        made = RulesView(self._bench(), *known, self._remove, self._words, self._theme, self._around)
        self.footed.emit(made.pack.foot)
        return self._placed(Room.RULES, made)

    @cached_property
    def validation(self) -> ValidationView:
        """What waits for who validates."""
        from cm_desktop.ui.validation.validation_view import ValidationView

        made = ValidationView(self._desk, self._bridge, self._words, self._theme, self._around)
        return self._placed(Room.VALIDATION, made)

    @cached_property
    def settings(self) -> SettingsView:
        """What can be chosen."""
        from cm_desktop.ui.settings.settings_view import SettingsView

        made = SettingsView(self._desk, self._bridge, self._words, self._theme, self._around)
        made.left.connect(self.left)
        self.served.emit(made)
        return self._placed(Room.SETTINGS, made)

    def view(self, room: Room) -> View:
        """The view of a room."""
        match room:
            case Room.RULES:
                return self.rules
            case Room.VALIDATION:
                return self.validation
            case Room.SETTINGS:
                return self.settings

    def is_made(self, room: Room) -> bool:
        """Whether somebody was there since the window has its language and theme."""
        return room in self._made

    def is_open(self, room: Room) -> bool:
        """Whether one may enter: the validation is for those who validate."""
        return not self._doors[room].isHidden()

    def act(self, room: Room, does: Does) -> None:
        """What a key asks for in this room."""
        self.view(room).act(does)

    def mark(self, shown: Room | None) -> None:
        """Show in the rail which room is on show; what was typed in the settings is kept when they no longer are."""
        if shown is not Room.SETTINGS:
            self.leave()
        for room, door in self._doors.items():
            door.setChecked(room is shown)

    def leave(self) -> None:
        """What was typed in the settings is kept."""
        if self.is_made(Room.SETTINGS):
            self.settings.leave()

    def set_narrow(self, *, narrow: bool) -> None:
        """Less room at the sides."""
        self._narrow = narrow
        for view in self._made.values():
            view.set_narrow(narrow=narrow)

    def refresh_rules(self) -> None:
        """The rules or what was said of them are others."""
        if self.is_made(Room.RULES):
            self.rules.refresh()

    def refresh(self, shown: Room | None) -> Room | None:
        """Who validates finds the door, and how much waits behind it.

        Answers a room to begin in, once: who has no pages here, and validates, has that to do.
        """
        teams = self._desk.supervision.teams if self._desk.inbox.has_teams() else None
        states = [teams.status(team.id) for team in teams.all()] if teams else []
        validates = any(state.validates for state in states)
        door = self._doors[Room.VALIDATION]
        door.setVisible(validates)
        door.show_count(sum(state.waiting for state in states))
        if shown is Room.VALIDATION:
            self.validation.refresh()
        if self.is_made(Room.SETTINGS):
            self.settings.refresh()
        begins = validates and not self._begun and not self._desk.inbox.accounts()
        self._begun = self._begun or begins
        return Room.VALIDATION if begins and shown is None else None

    def _placed(self, room: Room, made: V) -> V:
        self._made[room] = made
        made.set_narrow(narrow=self._narrow)
        self.made.emit(made)
        return made
