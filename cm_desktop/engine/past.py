"""What became of a comment, put together from all that keeps a trace of it. May not change anything."""

from contextlib import suppress

from cm_desktop.domain.comments import Comment, CommentRef
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.outbox import State
from cm_desktop.domain.past import Event, Sources, history
from cm_desktop.engine.supervision.supervision import Supervision
from cm_desktop.engine.workroom import Workroom


class Past:
    """Reads in the thread that asks."""

    def __init__(self, room: Workroom, supervision: Supervision) -> None:
        self._room = room
        self._supervision = supervision

    def history(self, ref: CommentRef) -> tuple[Event, ...]:
        """What was done to a comment, when and by whom, the oldest first. Raises NotFound."""
        reader = self._room.reader()
        kept: Comment | None = None
        with suppress(NotFound):
            kept = reader.kept_comment(ref)
        known = Sources(
            comment=reader.row(ref).comment,
            kept=kept,
            thread=[row.comment for row in reader.thread(ref)],
            lines=reader.past.lines(ref),
            entries=reader.entries(states=frozenset(State), comment=ref),
            cases=self._supervision.all_about(ref),
        )
        return history(known)
