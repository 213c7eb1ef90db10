"""What an act is about, for a client's policy: the comment, and what it answers where it is ours. May not judge anything."""

from collections.abc import Collection

from cm_desktop.domain.comments import Comment, CommentRef
from cm_desktop.domain.verdicts import Category
from cm_desktop.engine.workroom import Workroom


def categories(room: Workroom, comment: Comment, found: Collection[Category]) -> frozenset[Category] | None:
    """Those `found` in a comment, with those of which its moderator said that they were found there by mistake, and all of
    its thread where it is our own reply.

    A page's own words are harmless: what they answer is what they are about, and several platforms say no more of it
    than the thread. None where what they answer is not here, or the rule that was said to be mistaken is used no more.
    """
    refs, about = {comment.ref}, set(found)
    if comment.author.is_page and comment.parent is not None:
        answered = CommentRef(comment.ref.account, comment.parent)
        thread = room.reader().thread(answered)
        refs |= {row.comment.ref for row in thread}
        if answered not in refs:
            return None
        about.update(*(row.verdict.categories for row in thread))
    mistaken = _mistaken(room, refs)
    return None if mistaken is None else mistaken | about


def _mistaken(room: Workroom, refs: Collection[CommentRef]) -> frozenset[Category] | None:
    """A mistake quiets what is highlighted, which is for a moderator to say; what is validated is for the client."""
    said = {room.judge().category(rule) for rule in room.reader().history.mistaken(refs)}
    known = frozenset(category for category in said if category is not None)
    return known if known == said else None
