"""What Facebook's JSON says, in the words of the house. May not ask for anything.

Every function raises Unreadable where a part that is always there is missing or of another kind.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from cm_desktop.domain.comments import (
    Account,
    AccountId,
    Author,
    Comment,
    CommentRef,
    Post,
    RemoteId,
    Reply,
    Visibility,
)
from cm_desktop.platforms.graph.answers import count, inner, moment, optional, text
from cm_desktop.platforms.graph.client import Json
from cm_desktop.platforms.pictures import safe_address

COMMENT_FIELDS = (
    "id,message,created_time,from{id,name},parent{id},is_hidden,can_hide,can_remove,can_comment,like_count,permalink_url,"
    "attachment{type,media}"
)
POST_FIELDS = "id,message,created_time,permalink_url"
REPLY_FIELDS = "id,message,created_time,from{id}"

_MEDIA = {
    "photo": "image",
    "sticker": "sticker",
    "animated_image_autoplay": "gif",
    "animated_image_share": "gif",
    "animated_image_video": "gif",
    "video": "video",
    "video_autoplay": "video",
    "video_inline": "video",
}


def post_from(item: Json, account: AccountId) -> Post:
    return Post(
        account=account,
        id=RemoteId(text(item, "id")),
        text=optional(item, "message"),
        created_at=moment(item, "created_time"),
        permalink=optional(item, "permalink_url"),
    )


def comment_from(item: Json, account: Account, post: RemoteId, read_at: datetime) -> Comment:
    """A comment with all of COMMENT_FIELDS. What the account's own Page wrote is marked."""
    author, parent, attached = inner(item, "from"), inner(item, "parent"), inner(item, "attachment")
    author_id = optional(author, "id")
    media = _MEDIA.get(optional(attached, "type"), "")
    return Comment(
        ref=CommentRef(account.id, RemoteId(text(item, "id"))),
        post=post,
        parent=RemoteId(text(parent, "id")) if parent else None,
        author=Author(id=author_id, name=optional(author, "name"), is_page=author_id == page_of(account)),
        text=optional(item, "message"),
        created_at=moment(item, "created_time"),
        read_at=read_at,
        visibility=Visibility.HIDDEN if item.get("is_hidden") is True else Visibility.PUBLIC,
        likes=count(item.get("like_count")),
        permalink=optional(item, "permalink_url"),
        media=media,
        media_url=_picture(attached, account) if media else "",
        can_hide=item.get("can_hide") is not False,
        can_delete=item.get("can_remove") is not False,
        can_reply=item.get("can_comment") is not False,
    )


def page_of(account: Account) -> str:
    """The id of the account's Page."""
    return account.id.partition(":")[2]


def _picture(attached: Json, account: Account) -> str:
    """A still picture of what is attached, be it a film or a GIF."""
    address = optional(inner(inner(attached, "media"), "image"), "src")
    return safe_address(address, allow_local=account.allow_local)


def replies_from(items: Iterable[Json], page: str) -> Iterator[Reply]:
    """Those of the items that the Page itself wrote, in the server's time."""
    for item in items:
        if optional(inner(item, "from"), "id") == page:
            said, made = optional(item, "message"), moment(item, "created_time")
            yield Reply(id=RemoteId(text(item, "id")), text=said, created_at=made)


def post_of(item: Json, page: str) -> RemoteId:
    """The post that a comment read by itself is under: its object where that is a Page's post, else told by its own id.

    Ids are `{post}_{comment}`, and a Page's post is `{page}_{post}`.
    """
    above = optional(inner(item, "object"), "id")
    return RemoteId(above if above.startswith(f"{page}_") else f"{page}_{text(item, 'id').partition('_')[0]}")
