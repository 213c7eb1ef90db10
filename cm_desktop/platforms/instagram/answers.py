"""What Instagram's JSON says, in the words of the house. May not ask for anything.

Every function raises Unreadable where a part that is always there is missing or of another kind.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from cm_desktop.domain.comments import AccountId, Author, Comment, CommentRef, Post, RemoteId, Reply, Visibility
from cm_desktop.platforms.graph.answers import count, inner, moment, optional, text
from cm_desktop.platforms.graph.client import Json

COMMENT_FIELDS = "id,text,timestamp,username,from{id,username},user{id},hidden,like_count,parent_id,media{id,permalink}"
MEDIA_FIELDS = "id,caption,timestamp,permalink,comments_count"
REPLY_FIELDS = "id,text,timestamp,from{id},user{id}"


def post_from(item: Json, account: AccountId) -> Post:
    """A medium: its caption is its text."""
    return Post(
        account=account,
        id=RemoteId(text(item, "id")),
        text=optional(item, "caption"),
        created_at=moment(item, "timestamp"),
        permalink=optional(item, "permalink"),
    )


def comment_from(item: Json, account: AccountId, read_at: datetime) -> Comment:
    """A comment or a reply with all of COMMENT_FIELDS. Instagram shows the account's own, hidden or not, and takes replies
    to what stands visible at the top of a thread alone."""
    by, medium, own = inner(item, "from"), inner(item, "media"), is_own(item, account)
    parent, hidden = optional(item, "parent_id"), item.get("hidden") is True
    return Comment(
        ref=CommentRef(account, RemoteId(text(item, "id"))),
        post=RemoteId(text(medium, "id")),
        parent=RemoteId(parent) if parent else None,
        author=Author(id=optional(by, "id"), name=optional(by, "username") or optional(item, "username"), is_page=own),
        text=optional(item, "text"),
        created_at=moment(item, "timestamp"),
        read_at=read_at,
        visibility=Visibility.HIDDEN if hidden else Visibility.PUBLIC,
        likes=count(item.get("like_count")),
        permalink=optional(medium, "permalink"),
        can_hide=not own,
        can_reply=not parent and not hidden,
    )


def replies_from(items: Iterable[Json], account: AccountId) -> Iterator[Reply]:
    """Those of the items that the account itself wrote, in the server's time."""
    for item in items:
        if is_own(item, account):
            said, made = optional(item, "text"), moment(item, "timestamp")
            yield Reply(id=RemoteId(text(item, "id")), text=said, created_at=made)


def is_own(item: Json, account: AccountId) -> bool:
    """Whether the account itself wrote it: `user` is told of its own comments alone."""
    return own_id(account) in (optional(inner(item, part), "id") for part in ("from", "user"))


def own_id(account: AccountId) -> str:
    """The account's id on Instagram."""
    return account.partition(":")[2]
