"""What whoever moderates has looked at: kept for good, so that it is unread no more. May not read anything."""

from concurrent.futures import Future

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.journal import Deed
from cm_desktop.engine.commits import after
from cm_desktop.engine.workroom import Workroom


class Looking:
    """Waits for nothing."""

    def __init__(self, room: Workroom) -> None:
        self._room = room

    def shown(self, ref: CommentRef) -> Future[None]:
        """The detail of this comment stood before their eyes. Raises StoreError."""
        kept = self._room.workspace.tell_journal(Deed.SHOWN, "", ref)
        return after([kept], None, lambda: self._room.tell(Change.COMMENTS))
