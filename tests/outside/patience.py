"""Waiting for what another process does: looked at again and again, and long. May not guess how long anything takes."""

import time
from collections.abc import Callable
from threading import Event
from typing import TypeVar

Seen = TypeVar("Seen")
PATIENCE = 90.0  # seconds: what must happen has happened by then, however much else a machine has to do
_PAUSE = 0.05  # the program answers a look in the thread that paints
_NOTHING = Event()  # another process sends none for most of what it shows


def until(look: Callable[[], Seen], what: str, else_tell: Callable[[], str] = str) -> Seen:
    """What `look` sees, once that is something; else a failure that names `what` was waited for and what there was."""
    end = time.monotonic() + PATIENCE
    while not (seen := look()):
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain until {what}\n{else_tell()}")
        _NOTHING.wait(_PAUSE)
    return seen
