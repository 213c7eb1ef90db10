"""What can be done on a WordPress blog, and how. May not know how it is asked: the window starts with this alone."""

from datetime import timedelta

from cm_desktop.domain.actions import ActionKind, Capabilities, Repeat, TextLimit, TextUnit

_STATES = (
    ActionKind.EDIT,
    ActionKind.HIDE,
    ActionKind.UNHIDE,
    ActionKind.PUBLISH,
    ActionKind.SPAM,
    ActionKind.DELETE,
    ActionKind.RESTORE,
)
CAPS = Capabilities(
    acts={ActionKind.REPLY: Repeat.DEDUP, **dict.fromkeys(_STATES, Repeat.STATE)},
    reply_limit=TextLimit(refuse=65_525, unit=TextUnit.UTF8_BYTES),
    settle=timedelta(seconds=30),
)
