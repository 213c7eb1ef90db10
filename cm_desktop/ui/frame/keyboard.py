"""What each key asks of the panes. Nothing acts on a comment that is not on screen. May not listen to a key."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.detail.detail_pane import DetailPane
from cm_desktop.ui.frame.rooms import Room
from cm_desktop.ui.keys import Command, Does

if TYPE_CHECKING:
    from cm_desktop.ui.frame.panes import Panes


_ON_COMMENT: dict[Does, Callable[[DetailPane], None]] = {
    Command.WRITE: lambda detail: detail.handling.write(),
    Command.SEND: lambda detail: detail.handling.send(),
    Command.SAVED: lambda detail: detail.handling.pick_saved(),
    Command.SPELLING: lambda detail: detail.box.spelling.offer_next(),
    Command.MISSED: lambda detail: detail.ask_missed(),
}


class Keyboard:
    """From a key to the pane that is meant."""

    def __init__(self, panes: "Panes", desk: Desk) -> None:
        self._panes = panes
        self._everywhere: dict[Does, Callable[[], None]] = {
            Command.HELP: lambda: panes.help.open(),  # noqa: PLW0108 - made by then
            Command.SYNC: desk.sync_soon,
            Command.UNDO: self.undo,
            Command.SEARCH: self._search,
            Command.RULES: partial(panes.enter, Room.RULES),
            Command.VALIDATION: partial(panes.enter, Room.VALIDATION),
        }
        self._on_list: dict[Does, Callable[[], None]] = {
            Command.NEXT: lambda: panes.list.step(1),
            Command.PREVIOUS: lambda: panes.list.step(-1),
            Command.BACK: self._back,
        }

    def act(self, does: Does) -> None:
        """What a key asks for."""
        panes = self._panes
        if does in self._everywhere:
            self._everywhere[does]()
        elif panes.stage.shows_inbox() and not panes.beside.bulk.act(does):
            self._act_on_list(does)
        elif panes.stage.currentWidget() is panes.beside.waiting:
            panes.beside.waiting.act(does)
        elif panes.room is not None:
            panes.rooms.act(panes.room, does)

    def undo(self) -> None:
        """What was just done; else what still waits for the comment on screen."""
        panes = self._panes
        if not panes.beside.telling.undo() and panes.stage.shows_detail():
            panes.detail.handling.choose(Move.TAKE_BACK)

    def _act_on_list(self, does: Does) -> None:
        if isinstance(does, Move):
            self._panes.detail.handling.choose(does)
        elif does in _ON_COMMENT:
            _ON_COMMENT[does](self._panes.detail)
        elif does in self._on_list:
            self._on_list[does]()

    def _search(self) -> None:
        """From any place of the window, through everything."""
        panes = self._panes
        if not panes.stage.shows_inbox():
            panes.go(Queue.ALL)
        panes.list.focus_search()

    def _back(self) -> None:
        self._panes.detail.handling.leave_edit()
        self._panes.list.back()
