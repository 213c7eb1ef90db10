"""What can be done on a feed, and how. May not know how it is asked: the window starts with this alone."""

from datetime import timedelta

from cm_desktop.domain.actions import Capabilities, TextLimit
from cm_desktop.domain.quota import Quota

CAPS = Capabilities(
    acts={},
    reply_limit=TextLimit(refuse=0),
    needs_secret=False,
    quota=Quota(calls=30, window=timedelta(hours=1)),  # our own courtesy: a feed tells no limit
)
