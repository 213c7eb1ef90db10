"""What can be done on an Instagram account, and how. May not know how it is asked: the window starts with this alone."""

from cm_desktop.domain.actions import ActionKind, Capabilities, Repeat, TextLimit
from cm_desktop.platforms.graph.usage import HOURLY

CAPS = Capabilities(
    acts={
        ActionKind.REPLY: Repeat.READBACK,
        ActionKind.HIDE: Repeat.STATE,
        ActionKind.UNHIDE: Repeat.STATE,
        ActionKind.DELETE: Repeat.STATE,
    },
    reply_limit=TextLimit(refuse=2200, warn=300),
    quota=HOURLY,
    public_look=True,
    private_messages=True,
)
