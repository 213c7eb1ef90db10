"""WordPress's JSON read as our words. May not ask for anything.

WordPress has one state, `hold`, for what waits and for what was taken down: both are HELD
(docs/decisions/wordpress-has-one-hold.md).
"""

import html
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from cm_desktop.domain.comments import (
    Account,
    AccountId,
    Author,
    Comment,
    CommentRef,
    Identity,
    Post,
    RemoteId,
    Reply,
    Visibility,
)
from cm_desktop.domain.errors import Unreadable
from cm_desktop.platforms.pictures import safe_address
from cm_desktop.platforms.transport.html_text import plain

Json = Mapping[str, Any]
T = TypeVar("T")

COMMENT_FIELDS = "id,post,parent,author,author_name,author_ip,author_user_agent,date_gmt,content,link,status,_links"
POST_FIELDS = "id,date,date_gmt,link,title,excerpt,comment_status"
_VISIBILITY = {
    "approved": Visibility.PUBLIC,
    "hold": Visibility.HELD,
    "spam": Visibility.SPAM,
    "trash": Visibility.TRASHED,
    "post-trashed": Visibility.TRASHED,  # its post is in the bin
}
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_SOURCE = re.compile(r"""(?<![\w-])src\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_POST_ROUTE = re.compile(r"/wp/v2/([\w-]+)/(\d+)")


@contextmanager
def readable() -> Iterator[None]:
    """Turns a missing or wrong part of an answer into Unreadable."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise Unreadable from error


def comment_from(
    data: Json, account: Account, *, own: int, read_at: datetime, closed: Collection[RemoteId] = ()
) -> Comment:
    """A comment read with `context=edit`. `own` is our user's id there: only what it wrote counts as the page's own.

    `closed` are the posts that take no more comments, as far as is known.
    """
    author, post = int(data["author"]), RemoteId(str(int(data["post"])))
    pictures = _IMAGE.findall(data["content"]["raw"])
    return Comment(
        ref=CommentRef(account.id, remote_id(data)),
        post=post,
        parent=RemoteId(str(data["parent"])) if int(data["parent"]) else None,
        author=Author(id=str(author) if author else "", name=plain(data["author_name"]), is_page=author == own),
        text=raw_text(data),
        created_at=moment(data["date_gmt"]),
        read_at=read_at,
        visibility=_VISIBILITY[data["status"]],
        permalink=str(data["link"]),
        media="image" if pictures else "",
        media_url=safe_address(_source(pictures[0]), allow_local=account.allow_local) if pictures else "",
        can_reply=post not in closed,
    )


def _source(tag: str) -> str:
    """The address of a picture, out of its tag."""
    source = _SOURCE.search(tag)
    return html.unescape(next(filter(None, source.groups()), "")) if source else ""


def raw_text(data: Json) -> str:
    """What a comment says, as plain text."""
    return plain(data["content"]["raw"])


def status_of(data: Json) -> str:
    """The state of a comment, as WordPress names it. Raises TypeError where it has none."""
    status = data["status"]
    if not isinstance(status, str):
        raise TypeError
    return status


def closed_among(posts: Iterable[Json]) -> frozenset[RemoteId]:
    """Those of the posts that take no more comments: WordPress refuses them to moderators too."""
    return frozenset(remote_id(post) for post in posts if post.get("comment_status") == "closed")


def reply_from(data: Json, *, skew: timedelta) -> Reply:
    """One of our replies, its time brought from the server's clock to this machine's."""
    return Reply(id=remote_id(data), text=raw_text(data), created_at=moment(data["date_gmt"]) - skew)


def post_from(data: Json, account: AccountId) -> Post:
    """A post, a page, or any other thing that has comments: its title, then its excerpt where it has one."""
    parts = (data.get(part, {}).get("rendered", "") for part in ("title", "excerpt"))
    return Post(
        account=account,
        id=remote_id(data),
        text="\n\n".join(filter(None, map(plain, parts))),
        created_at=moment(data["date_gmt"] or data["date"]),
        permalink=str(data["link"]),
    )


def identity_from(data: Json, title: str) -> Identity:
    """Who we are there, with the rights we hold. In public it is the site that speaks, so the name is its title."""
    rights = frozenset(right for right, held in data["capabilities"].items() if held)
    return Identity(id=remote_id(data), name=plain(title) or str(data["name"]), rights=rights)


def posts_named(rows: Iterable[Json]) -> dict[str, list[int]]:
    """Under what these comments stand: ids by kind of thing ("posts", "pages"…), as their links name it."""
    named: dict[str, set[int]] = {}
    for row in rows:
        for link in row.get("_links", {}).get("up", ()):
            if route := _POST_ROUTE.search(link["href"]):
                named.setdefault(route[1], set()).add(int(route[2]))
    return {kind: sorted(ids) for kind, ids in named.items()}


def remote_id(data: Json) -> RemoteId:
    """The id of anything."""
    return RemoteId(str(row_id(data)))


def row_id(data: Json) -> int:
    """The same as WordPress counts it: ids only grow."""
    return int(data["id"])


def moment(text: str) -> datetime:
    """A time of the `…_gmt` fields: they hold UTC, and do not say so."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def each(rows: Any, read: Callable[[Json], T]) -> tuple[T, ...]:
    """A list of things, each read. Raises Unreadable for whatever is not a list of them."""
    if not isinstance(rows, list):
        raise Unreadable
    with readable():
        return tuple(read(row) for row in rows)
