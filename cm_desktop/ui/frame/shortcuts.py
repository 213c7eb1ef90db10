"""Binds the keyboard map to a window. Letters never act while one types: fields of text take them first, Qt sees to it.

May not know what a key does.
"""

from collections.abc import Callable
from functools import partial
from string import ascii_uppercase

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cm_desktop.ui import keys
from cm_desktop.ui.frame.stray_typing import Does, StrayTyping

# An act held down must not run through the list.
_REPEATS = (keys.Command.NEXT, keys.Command.PREVIOUS, keys.Command.PICK_DOWN, keys.Command.PICK_UP)
_TYPED = tuple(shift + letter for shift in ("", "Shift+") for letter in ascii_uppercase)


def bind(window: QWidget, act: Callable[[Does], None], typing: StrayTyping, worn: keys.KeyMap) -> list[QShortcut]:
    """Call `act` for every key of the map; but letters, those that are no keys too, go to `typing` first.

    Answers what listens: to be let go before another map is bound.
    """
    wanted: dict[str, Does | None] = dict.fromkeys(_TYPED)
    # A key of the inbox that means something else where one validates is told apart there.
    elsewhere = keys.MOVING + keys.PICKING + keys.REPLYING + keys.ACTING + keys.LOOKING + keys.JOINING + keys.RULES
    bound = keys.ANSWERING + elsewhere
    wanted |= {by: key.does for key in bound for by in worn.of(key)}
    wanted |= {by: queue for queue in keys.QUEUES for by in worn.of_queue(queue)}
    made = []
    for sequence, does in wanted.items():
        letter = sequence.removeprefix("Shift+")
        if does is None or (len(letter) == 1 and letter.isalpha()):
            call = partial(typing.strike, letter, does)
        else:
            call = partial(act, does)
        made.append(_bind(window, sequence, call, repeats=does in _REPEATS))
    return made


def let_go(bound: list[QShortcut]) -> None:
    """None of these listens any more."""
    for shortcut in bound:
        shortcut.setEnabled(False)
        shortcut.deleteLater()
    bound.clear()


def _bind(window: QWidget, sequence: str, call: Callable[[], None], *, repeats: bool) -> QShortcut:
    shortcut = QShortcut(QKeySequence(sequence), window)
    shortcut.setAutoRepeat(repeats)
    shortcut.activated.connect(call)
    return shortcut
