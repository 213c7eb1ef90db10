"""Whether an act can be accepted on a comment, by what it says and by where the comment stands. May not put it down."""

from cm_desktop.domain.actions import Action, Capabilities, EditReply, Escalate, WriteReply, makes_sense
from cm_desktop.domain.errors import ActRefused
from cm_desktop.domain.outbox import LIVE
from cm_desktop.domain.queue import Row
from cm_desktop.domain.saved_replies import placeholders


def check(action: Action, row: Row, caps: Capabilities) -> None:
    """Raise ActRefused where this act cannot be accepted on this comment."""
    if not isinstance(action, Escalate) and action.kind not in caps.acts:
        raise ActRefused("unsupported")
    if not makes_sense(action.kind, row.comment):
        raise ActRefused("out_of_place")
    if isinstance(action, WriteReply | EditReply):
        _check_text(action.text, caps)
    elif any(entry.action.kind is action.kind and entry.state in LIVE for entry in row.pending):
        raise ActRefused("already")
    elif isinstance(action, Escalate) and any(placeholders(text) for text in action.proposals):
        raise ActRefused("unfilled")


def _check_text(text: str, caps: Capabilities) -> None:
    if not text.strip():
        raise ActRefused("empty_text")
    if caps.reply_limit.length(text) > caps.reply_limit.refuse:
        raise ActRefused("too_long", caps.reply_limit.refuse)
    if placeholders(text):
        raise ActRefused("unfilled")
