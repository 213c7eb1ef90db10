"""Long work gives way to the window: of two threads of Python one runs at a time, and each turn of the other is waited for.

May not know what the window does, nor which work waits.
"""

import time
from collections.abc import Callable
from threading import get_ident

WHILE = 0.03  # seconds after what a sign was given for: what may follow from it
AT_MOST = 0.1  # seconds: a window that never rests must not stop the work for good
ITS_TURN = 0.01  # seconds that the work then has: some fifty comments
LATELY = 2.0  # seconds after a key, in which the next one is likely


class GivingWay:
    """The window gives a sign when it has something to do; whoever has long work waits between two short steps of it."""

    def __init__(self) -> None:
        self._is_on = False
        self._until = 0.0
        self._turn_ends = 0.0
        self._first = 0  # the thread that goes first
        self._hand_until = 0.0

    def sign(self, *, hand: bool = False) -> None:
        """The calling thread has something to do, until it rests, that somebody waits for; `hand` where a hand asked for it."""
        self._first = get_ident()
        self._is_on = True
        if hand:
            self._hand_until = time.monotonic() + LATELY

    def rest(self) -> None:
        """All is done that a sign was given for."""
        self._is_on = False
        self._until = time.monotonic() + WHILE

    def is_near(self) -> bool:
        """Whether somebody has a hand on it: the next sign is likely, and whoever works takes short steps."""
        return time.monotonic() < self._hand_until

    def wait(self, rest: Callable[[float], object] | None = None) -> None:
        """Until the window has rested for a WHILE, and AT_MOST; not at all in the thread that gives signs.

        `rest` sleeps for so many seconds instead; it answers True once there is something to do that waits for nobody.
        """
        now = time.monotonic()
        if now < self._turn_ends or get_ident() == self._first:
            return
        end = now + AT_MOST
        while (left := self._left(now)) > 0:
            if now >= end:
                self._turn_ends = now + ITS_TURN
                return
            if (rest or time.sleep)(min(left, end - now)):
                return
            now = time.monotonic()

    def _left(self, now: float) -> float:
        """So many seconds at least, as it seems now."""
        return WHILE if self._is_on else self._until - now
