"""The keyboard map: what keys there are, which sequence each has now, what stands on its cap. May not listen to any key."""

from cm_desktop.ui.keys.caps import cap, caps, meaning, queue_cap, sequence, told
from cm_desktop.ui.keys.commands import (
    ACTING,
    ANSWERING,
    EVERY,
    JOINING,
    LOOKING,
    MOVING,
    PICKING,
    QUEUES,
    REPLYING,
    RULES,
    Answering,
    Command,
    Does,
    Key,
    is_single,
)
from cm_desktop.ui.keys.keymap import KeyMap, wear, worn

__all__ = [
    "ACTING",
    "ANSWERING",
    "EVERY",
    "JOINING",
    "LOOKING",
    "MOVING",
    "PICKING",
    "QUEUES",
    "REPLYING",
    "RULES",
    "Answering",
    "Command",
    "Does",
    "Key",
    "KeyMap",
    "cap",
    "caps",
    "is_single",
    "meaning",
    "queue_cap",
    "sequence",
    "told",
    "wear",
    "worn",
]
