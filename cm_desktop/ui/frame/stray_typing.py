"""Letters typed where no reply can be written: told from keys by their pace. May not know what a key does.

Whoever types an answer to a comment that takes none would run through the keys: hide, file away, publish. So a letter
waits for a moment there. If another one follows it, somebody is typing: none of them acts, and it is told. The same
letter again is a key pressed twice, and the key of replying, once a reply can be written, harms nobody. Elsewhere that
one, and a letter that is no key, can only be typing.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from cm_desktop.domain.queue import Queue
from cm_desktop.ui import keys
from cm_desktop.ui.keys import Command

HOLD = 250  # ms: slow typing is four letters a second
PAUSE = 1000  # ms without a letter, and they are keys again
_STEPS = (Command.NEXT, Command.PREVIOUS)
_HARMLESS = (*_STEPS, Command.PICK_DOWN, Command.PICK_UP, Command.MISSED)

Does = keys.Does | Queue


class StrayTyping(QObject):
    """`place` is the comment on screen where no reply can be written to it, else None; `act` does what a key asks for.

    `turning` tells whether that comment is being left for another.
    """

    def __init__(
        self,
        place: Callable[[], object],
        turning: Callable[[], bool],
        act: Callable[[Does], None],
        tell: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._turning = turning
        self._act = act
        self._tell = tell
        self._letter = ""
        self._held: tuple[Does, object] | None = None
        self._hold = QTimer(self, singleShot=True, interval=HOLD)
        self._hold.timeout.connect(self._settle)
        self._typing = QTimer(self, singleShot=True, interval=PAUSE)

    @property
    def is_on(self) -> bool:
        """Whether letters are taken for a text."""
        return self._typing.isActive()

    def strike(self, letter: str, does: Does | None) -> None:
        """A letter, and what it asks for as a key, if it is one."""
        a_key = letter == self._letter or (does is Command.WRITE and self._place() is None)
        if self.is_on:
            self._typing.start()
        elif does in _STEPS and self._turning():  # held down: nobody types to what is passed over
            self._act(does)
        elif self._hold.isActive() and not a_key:
            self._ignore()
        elif self._hold.isActive():
            self._settle()
            self.strike(letter, does)
        elif self._place() is None:
            if does is not None:
                self._act(does)
        elif does in (None, Command.WRITE):
            self._ignore()
        else:
            self._begin(letter, does)

    def leave(self) -> None:
        """Nothing acts any more: the window closes."""
        self._hold.stop()
        self._held = None

    def _begin(self, letter: str, does: Does | None) -> None:
        self._letter = letter
        self._hold.start()
        if does in _HARMLESS:
            self._act(does)
        elif does is not None:
            self._held = (does, self._place())

    def _settle(self) -> None:
        """Nothing followed: it was a key, and means the comment that was there."""
        self._hold.stop()
        held, self._held = self._held, None
        if held is not None and held[1] == self._place():
            self._act(held[0])
        elif held is not None:
            self._tell()

    def _ignore(self) -> None:
        self._hold.stop()
        self._held = None
        self._typing.start()
        self._tell()
