"""Long work gives way to the window: of two threads of Python one runs at a time, and each turn of the other is waited for.

May not know what the window does, nor which work waits.
"""

import time
from threading import get_ident

WHILE = 0.03  # seconds after a sign: what follows from a key, its paint and the comment behind it
AT_MOST = 0.1  # seconds: a window that never rests must not stop the work for good
ITS_TURN = 0.01  # seconds that the work then has: some fifty comments


class GivingWay:
    """The window gives a sign when it has something to do; whoever has long work waits between two short steps of it."""

    def __init__(self) -> None:
        self._until = 0.0
        self._turn_ends = 0.0
        self._first = 0  # the thread that goes first

    def sign(self) -> None:
        """The calling thread has something to do now that somebody waits for."""
        self._first = get_ident()
        self._until = time.monotonic() + WHILE

    def wait(self) -> None:
        """Until no sign was given for a WHILE, and AT_MOST; not at all in the thread that gives them."""
        now = time.monotonic()
        if now >= self._until or now < self._turn_ends or get_ident() == self._first:
            return
        end = now + AT_MOST
        while now < self._until:
            if now >= end:
                self._turn_ends = now + ITS_TURN
                return
            time.sleep(min(self._until, end) - now)
            now = time.monotonic()
