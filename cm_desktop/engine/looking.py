"""What whoever moderates has looked at: kept for good, so that it is unread no more, or again. May not fetch anything."""

from concurrent.futures import Future

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import ActRefused
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.queue import Triage
from cm_desktop.engine.commits import after
from cm_desktop.engine.workroom import Workroom


class Looking:
    """Waits for nothing."""

    def __init__(self, room: Workroom) -> None:
        self._room = room

    def shown(self, ref: CommentRef) -> Future[None]:
        """The detail of this comment stood before their eyes. Raises StoreError."""
        return self._tell(Deed.SHOWN, ref)

    def unshown(self, ref: CommentRef) -> Future[None]:
        """They want to read it anew. Raises NotFound, ActRefused("out_of_place") where it is not to do; StoreError."""
        if self._room.reader().row(ref).triage is not Triage.TODO:
            raise ActRefused("out_of_place")
        return self._tell(Deed.UNSHOWN, ref)

    def _tell(self, deed: Deed, ref: CommentRef) -> Future[None]:
        kept = self._room.workspace.tell_journal(deed, "", ref)
        return after([kept], None, lambda: self._room.tell(Change.COMMENTS))
