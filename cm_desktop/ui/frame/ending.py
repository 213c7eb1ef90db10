"""Why a window was left. May not know what comes after it."""

from enum import StrEnum


class Ending(StrEnum):
    """What whoever left it wants next."""

    CLOSED = "closed"
    PRACTISE = "practise"
    MOVE = "move"  # what was staged takes the place of this workspace
    BACK = "back"  # from the practice page to their own
