"""What an act is about, for a client's policy: the comment, and what it answers where it is ours. May not judge anything."""

from collections.abc import Collection

from cm_desktop.domain.comments import Comment, CommentRef
from cm_desktop.domain.verdicts import Category
from cm_desktop.store.reader import Reader


def categories(reader: Reader, comment: Comment, found: Collection[Category]) -> frozenset[Category] | None:
    """Those `found` in a comment, with all those of its thread where it is our own reply.

    A page's own words are harmless: what they answer is what they are about, and several platforms say no more of it
    than the thread. None where what they answer is not here.
    """
    if not comment.author.is_page or comment.parent is None:
        return frozenset(found)
    answered = CommentRef(comment.ref.account, comment.parent)
    thread = reader.thread(answered)
    if all(row.comment.ref != answered for row in thread):
        return None
    return frozenset(found).union(*(row.verdict.categories for row in thread))
