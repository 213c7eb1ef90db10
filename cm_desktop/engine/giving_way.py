"""Long work gives way to the window: of two threads of Python one runs at a time, and each turn of the other is waited for.

May not know what the window does, nor which work waits.
"""

import time
from threading import get_ident

WHILE = 0.03  # seconds after a sign: what follows from a key, its paint and the comment behind it
AT_MOST = 0.1  # seconds for one step: a window that never rests must not stop the work for good


class GivingWay:
    """The window gives a sign when it has something to do; whoever has long work waits between two short steps of it."""

    def __init__(self) -> None:
        self._until = 0.0
        self._first = 0  # the thread that goes first

    def sign(self) -> None:
        """The calling thread has something to do now that somebody waits for."""
        self._first = get_ident()
        self._until = time.monotonic() + WHILE

    def wait(self) -> None:
        """Until no sign was given for a WHILE, and AT_MOST; not at all in the thread that gives them."""
        end = time.monotonic() + AT_MOST
        while (now := time.monotonic()) < min(self._until, end) and get_ident() != self._first:
            time.sleep(min(self._until, end) - now)
