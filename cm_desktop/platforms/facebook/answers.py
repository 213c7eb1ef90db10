"""What Facebook's JSON says, in the words of the house. May not ask for anything.

Every function raises Unreadable where a part that is always there is missing or of another kind.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from cm_desktop.domain.comments import AccountId, Author, Comment, CommentRef, Post, RemoteId, Reply, Visibility
from cm_desktop.domain.errors import Unreadable
from cm_desktop.platforms.graph.client import Json

COMMENT_FIELDS = (
    "id,message,created_time,from{id,name},parent{id},is_hidden,can_hide,can_remove,like_count,permalink_url,attachment"
)
POST_FIELDS = "id,message,created_time,permalink_url"
REPLY_FIELDS = "id,message,created_time,from{id}"

_MEDIA = {
    "photo": "image",
    "sticker": "sticker",
    "animated_image_autoplay": "gif",
    "animated_image_share": "gif",
    "animated_image_video": "gif",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list. `after` leads to the next one, None at the end; an empty page may have a next one too."""

    items: tuple[Json, ...]
    after: str | None


def listing(said: object, came_from: str | None = None) -> Listing:
    """A page, reached with the cursor `came_from`. Of `paging.next` only its presence counts: it holds the token."""
    page = _object(said)
    items = page.get("data")
    if not isinstance(items, list):
        raise Unreadable
    paging = _object(page.get("paging", {}))
    if "next" not in paging:
        return Listing(tuple(map(_object, items)), None)
    after = text(_object(paging.get("cursors")), "after")
    if after == came_from:  # a list that leads back to itself never ends
        raise Unreadable
    return Listing(tuple(map(_object, items)), after)


def post_from(item: Json, account: AccountId) -> Post:
    return Post(
        account=account,
        id=RemoteId(text(item, "id")),
        text=_optional(item, "message"),
        created_at=moment(item),
        permalink=_optional(item, "permalink_url"),
    )


def comment_from(item: Json, account: AccountId, post: RemoteId, page: str, read_at: datetime) -> Comment:
    """A comment with all of COMMENT_FIELDS. `page` is the id of the Page: what it wrote is marked."""
    author = _object(item.get("from", {}))
    parent = _object(item.get("parent", {}))
    author_id = _optional(author, "id")
    return Comment(
        ref=CommentRef(account, RemoteId(text(item, "id"))),
        post=post,
        parent=RemoteId(text(parent, "id")) if parent else None,
        author=Author(id=author_id, name=_optional(author, "name"), is_page=author_id == page),
        text=_optional(item, "message"),
        created_at=moment(item),
        read_at=read_at,
        visibility=Visibility.HIDDEN if item.get("is_hidden") is True else Visibility.PUBLIC,
        likes=count(item.get("like_count")),
        permalink=_optional(item, "permalink_url"),
        media=_MEDIA.get(_optional(_object(item.get("attachment", {})), "type"), ""),
        can_hide=item.get("can_hide") is not False,
        can_delete=item.get("can_remove") is not False,
    )


def replies_from(items: Iterable[Json], page: str) -> Iterator[Reply]:
    """Those of the items that the Page itself wrote, in the server's time."""
    for item in items:
        if _optional(_object(item.get("from", {})), "id") == page:
            yield Reply(id=RemoteId(text(item, "id")), text=_optional(item, "message"), created_at=moment(item))


def post_of(item: Json, page: str) -> RemoteId:
    """The post that a comment read by itself is under: its object where that is a Page's post, else told by its own id.

    Ids are `{post}_{comment}`, and a Page's post is `{page}_{post}`.
    """
    above = _optional(_object(item.get("object", {})), "id")
    return RemoteId(above if above.startswith(f"{page}_") else f"{page}_{text(item, 'id').partition('_')[0]}")


def text(item: Json, key: str) -> str:
    """A text that is always there, and never empty."""
    value = _optional(item, key)
    if not value:
        raise Unreadable
    return value


def moment(item: Json) -> datetime:
    """`created_time`, as in 2017-08-31T18:10:30+0000."""
    try:
        time = datetime.fromisoformat(text(item, "created_time"))
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise Unreadable from None


def count(value: object) -> int:
    """A figure, 0 where there is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _optional(item: Json, key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _object(value: object) -> Json:
    if not isinstance(value, dict):
        raise Unreadable
    return value
