"""Leads from what is picked in the list to the pane that shows it, and on to what is done to it. May not act by itself."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Handle
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.acting import Acting
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.inbox.queue_list import QueueList
from cm_desktop.ui.keys import Command, Does
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.several.gathered import Gathered
from cm_desktop.ui.several.gathering import Gathering
from cm_desktop.ui.several.several_pane import SeveralPane
from cm_desktop.wording.words import Words


class Bulk(QObject):
    """While some are picked, the keys mean all of them. Their `pane` is to be seen from `shown` to `left`."""

    shown = Signal()
    left = Signal()

    def __init__(
        self,
        desk: Desk,
        bridge: Bridge,
        acting: Acting,
        listed: QueueList,
        rows: RowWords,
        words: Words,
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._list = listed
        self._gathering = Gathering(desk, bridge, acting, self)
        self.pane = SeveralPane(rows, desk.clock.now, desk.undo_delay, words, theme)
        self._connect()

    def act(self, does: Does) -> bool:
        """What a key asks for, if it is about several: while some are picked, all but going up and down is."""
        picking, picked = self._list.picking, self._list.picked
        acts: dict[Does, Callable[[], None]] = {
            Command.PICK_DOWN: lambda: picking.extend(1),
            Command.PICK_UP: lambda: picking.extend(-1),
            Command.PICK_ALL: picking.take_all,
            Command.PICK_REST: self.pick_rest,
        }
        if does in acts:
            acts[does]()
            return True
        if not picked.is_on or does in (Command.NEXT, Command.PREVIOUS):
            return False
        if does is Command.BACK:
            self._let_go()
        elif isinstance(does, Move):
            self._gathering.choose(does)
        return True

    def _connect(self) -> None:
        listed, gathering = self._list, self._gathering
        listed.model.settled.connect(self.follow)
        gathering.gathered.connect(self._show)
        gathering.rest.connect(self._take)
        gathering.asking.connect(self.pane.ask_until)
        gathering.acting.connect(listed.picking.leave)
        gathering.acted.connect(self._let_go)
        self.pane.chosen.connect(gathering.choose)
        self.pane.snoozed.connect(lambda until: gathering.choose(Move.SNOOZE, until))
        self.pane.left.connect(self._let_go)

    def follow(self) -> None:
        """Others are picked, or the list has changed."""
        model, picked = self._list.model, self._list.picked
        self._gathering.pick(model.query, picked.handles, model.count)
        if not picked.is_on:
            self.left.emit()

    def _show(self, gathered: Gathered) -> None:
        if set(gathered.handles) != set(self._list.picked.handles):
            self._list.picked.keep(set(gathered.handles))  # the others have gone from the list meanwhile
        else:
            self.pane.show_gathered(gathered)
            self.shown.emit()

    def pick_rest(self) -> None:
        """All that needs no look."""
        self._gathering.pick_rest(self._list.model.query)

    def _take(self, handles: tuple[Handle, ...]) -> None:
        self._list.picked.take(handles)
        self._list.focus_rows()

    def _let_go(self) -> None:
        self._list.picked.clear()
        self._list.focus_rows()
