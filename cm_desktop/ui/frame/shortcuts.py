"""Binds the keyboard map to a window. Letters never act while one types: fields of text take them first, Qt sees to it.

May not know what a key does.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Queue
from cm_desktop.ui import keys

_REPEATS = (keys.Command.NEXT, keys.Command.PREVIOUS)  # an act held down must not run through the list


def bind(window: QWidget, act: Callable[[keys.Command | Move], None], go: Callable[[Queue], None]) -> None:
    """Call `act` for every key of the map, and `go` with the list for the keys of the lists."""
    for key in keys.MOVING + keys.ACTING + keys.JOINING + keys.RULES:
        if key.sequences:
            _bind(window, key.sequences, partial(act, key.does), repeats=key.does in _REPEATS)
    for queue, sequences in keys.QUEUES.items():
        _bind(window, sequences, partial(go, queue))


def _bind(window: QWidget, sequences: tuple[str, ...], call: Callable[[], None], *, repeats: bool = False) -> None:
    shortcut = QShortcut(window)
    shortcut.setKeys([QKeySequence(sequence) for sequence in sequences])
    shortcut.setAutoRepeat(repeats)
    shortcut.activated.connect(call)
