"""What whoever moderates has looked at: kept for good, so that it is unread no more, or again. May not fetch anything."""

from concurrent.futures import Future

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import ActRefused
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.queue import Triage
from cm_desktop.engine.acting.receipt import Receipt
from cm_desktop.engine.commits import after
from cm_desktop.engine.workroom import Workroom


class Looking:
    """Waits for nothing."""

    def __init__(self, room: Workroom) -> None:
        self._room = room

    def shown(self, *refs: CommentRef) -> Future[Receipt]:
        """The details of these comments stood before their eyes. Raises StoreError."""
        return self._tell(Deed.SHOWN, refs, Receipt())

    def unshown(self, *refs: CommentRef) -> Future[Receipt]:
        """They want to read all of these anew, or none. Raises NotFound, ActRefused("out_of_place") where one is not to do;
        StoreError.
        """
        rows = self._room.reader().aimed_at.rows(refs)
        if any(row.triage is not Triage.TODO for row in rows):
            raise ActRefused("out_of_place")
        return self._tell(Deed.UNSHOWN, refs, Receipt(unshown=tuple(r.comment.ref for r in rows if not r.unread)))

    def _tell(self, deed: Deed, refs: tuple[CommentRef, ...], receipt: Receipt) -> Future[Receipt]:
        kept = self._room.workspace.tell_journal(deed, "", *refs)
        return after([kept], receipt, lambda: self._room.tell(Change.COMMENTS))
