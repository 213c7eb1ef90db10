"""A word of who was here and has nothing to say: how far the others were read. May not follow a case."""

from datetime import datetime, timedelta

from cm_desktop.domain.approvals.events import Head
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.records import Known

WITNESS_EVERY = timedelta(days=1)


def bear_witness(pen: Pen, known: Known, now: datetime) -> None:
    """At most once a day, tell the others how far they were read: whoever withholds an event is found out by it."""
    own = known.own
    if not known.team.folder or known.me is None or own is None or now - own.at < WITNESS_EVERY:
        return
    read = {key: place.seq for key, place in own.seen.items()}
    others = (event for event in known.events.values() if event.by != own.by)
    if any(event.seq > read.get(event.by, 0) for event in others):
        pen.sign(known.team.id, Head())
