"""What makes a request pointless while it waits: its comment was edited, deleted or answered meanwhile, its time is over.

Pure but for what it reads. May not sign anything.
"""

from datetime import datetime

from cm_desktop.domain.approvals.cases import Case, CaseState
from cm_desktop.domain.approvals.events import Body, Expiry, WhyWithdrawn, Withdrawal
from cm_desktop.domain.approvals.papers import Asked
from cm_desktop.domain.comments import Comment, CommentRef, Visibility, fingerprint
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.outbox import Entry
from cm_desktop.engine.workroom import Workroom

ENDS = frozenset({CaseState.SUBMITTED, CaseState.CONFLICT, CaseState.APPROVED, CaseState.CORRECTED, CaseState.FAILED})


def end_of(
    room: Workroom, case: Case, asked: Asked | None, request: Entry | None, read_at: datetime | None
) -> Body | None:
    """What its author has to say of a case in one of `ENDS`; None where it goes on. `request` is the row that asked.

    Its time is over once the carrier was read after it, at `read_at`: what was answered in time may lie there still.
    """
    if read_at is not None and case.is_past(read_at):
        return Expiry(request=case.current.id)
    why = _why(room, asked, request) if asked else None
    return Withdrawal(request=case.current.id, why=why) if why else None


def _why(room: Workroom, asked: Asked, request: Entry | None) -> WhyWithdrawn | None:
    ref = CommentRef(asked.account, asked.remote_id)
    try:
        comment = room.reader().row(ref).comment
    except NotFound:
        return None  # the cache was thrown away, or its page is gone: nothing is known of it
    if comment.visibility is Visibility.GONE:
        return WhyWithdrawn.DELETED
    if fingerprint(comment.text) != asked.fingerprint:
        return WhyWithdrawn.EDITED
    return WhyWithdrawn.ANSWERED if request is not None and _answered(room, comment, request) else None


def _answered(room: Workroom, comment: Comment, request: Entry) -> bool:
    """Whether a reply of the page stands right under it that was not there when somebody was asked."""
    under = [one.comment for one in room.reader().thread(comment.ref) if one.comment.parent == comment.ref.id]
    stands = [one for one in under if one.author.is_page and one.visibility is Visibility.PUBLIC]
    return any(one.ref.id not in request.seen.own_replies for one in stands)
