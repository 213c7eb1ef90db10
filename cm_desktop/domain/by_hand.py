"""What a page shows once a moderator did an act there by hand, on their word. Pure; may not keep it."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from cm_desktop.domain.actions import (
    Delete,
    EditReply,
    Escalate,
    Hide,
    Like,
    MarkSpam,
    Publish,
    Restore,
    Unhide,
    WriteReply,
    effect,
)
from cm_desktop.domain.comments import Account, Author, Comment, CommentRef, RemoteId
from cm_desktop.domain.outbox import Entry


def as_done(entry: Entry, comment: Comment, page: Account, at: datetime) -> Comment:
    """What now stands there: our reply, named after its row of the outbox, or the comment as the act left it."""
    action = entry.action
    match action:
        case WriteReply():
            return _our_reply(entry.id, action.text, comment, page, at)
        case EditReply():
            return replace(comment, text=action.text, read_at=at)
        case Like():
            return replace(comment, likes=comment.likes + 1, read_at=at)
        case Hide() | Unhide() | Publish() | MarkSpam() | Delete() | Restore():
            return replace(comment, visibility=effect(action) or comment.visibility, read_at=at)
        case Escalate():
            return comment
        case _:
            assert_never(action)


def _our_reply(name: str, text: str, comment: Comment, page: Account, at: datetime) -> Comment:
    return Comment(
        ref=CommentRef(comment.ref.account, RemoteId(name)),
        post=comment.post,
        parent=comment.ref.id,
        author=Author(id=page.id, name=page.name, is_page=True),
        text=text,
        created_at=at,
        read_at=at,
        permalink=comment.permalink,
    )
