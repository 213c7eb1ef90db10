"""Whether an act can be accepted on a comment, by what it says and by where the comment stands. May not put it down."""

from cm_desktop.domain.actions import Action, Capabilities, EditReply, Escalate, WriteReply, makes_sense
from cm_desktop.domain.approvals.terms import Asks
from cm_desktop.domain.errors import ActRefused
from cm_desktop.domain.outbox import LIVE
from cm_desktop.domain.queue import Row
from cm_desktop.domain.saved_replies import placeholders
from cm_desktop.domain.unseen import says_nothing


def check(action: Action, row: Row, caps: Capabilities) -> None:
    """Raise ActRefused where this act cannot be accepted on this comment."""
    if not isinstance(action, Escalate) and action.kind not in caps.acts:
        raise ActRefused("unsupported")
    if not makes_sense(action.kind, row.comment):
        raise ActRefused("out_of_place")
    if isinstance(action, WriteReply | EditReply):
        check_text(action.text, caps)
    elif any(entry.action.kind is action.kind and entry.state in LIVE for entry in row.pending):
        raise ActRefused("already")
    elif isinstance(action, Escalate):
        if action.asks is Asks.REPLY and not action.proposals:
            raise ActRefused("no_proposal")
        for text in action.proposals:
            check_text(text, caps)


def check_text(text: str, caps: Capabilities) -> None:
    """Raise ActRefused where this text cannot be a reply there: empty_text, too_long, unfilled.

    Where a page takes no replies at all, no text is too long to be talked about.
    """
    if says_nothing(text):
        raise ActRefused("empty_text")
    if 0 < caps.reply_limit.refuse < caps.reply_limit.length(text):
        raise ActRefused("too_long", caps.reply_limit.refuse)
    if placeholders(text):
        raise ActRefused("unfilled")


def unfit(action: Action, caps: Capabilities) -> ActRefused | None:
    """Why the text of an act that is about to leave cannot: whoever corrected it may have had another program."""
    if isinstance(action, WriteReply | EditReply):
        try:
            check_text(action.text, caps)
        except ActRefused as why:
            return why
    return None
