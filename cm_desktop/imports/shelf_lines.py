"""One line of the shelf: a post or a comment as JSON, both ways. May not open a file.

`{"post": {…}}` or `{"comment": {…}}`; what is as usual is left out. Times are ISO 8601, UTC.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cm_desktop.domain.comments import AccountId, Author, Comment, CommentRef, Post, RemoteId, Visibility

_ACTS = ("hide", "delete", "reply")
_readable = json.JSONEncoder(ensure_ascii=False).encode


def post_line(post: Post) -> bytes:
    """With its line end."""
    cells = {"id": post.id, "text": post.text, "created_at": post.created_at.isoformat(), "permalink": post.permalink}
    return _line("post", cells)


def comment_line(comment: Comment) -> bytes:
    """With its line end."""
    cells = {
        "id": comment.ref.id,
        "post": comment.post,
        "parent": comment.parent,
        "author": comment.author.name,
        "author_id": comment.author.id,
        "is_page": comment.author.is_page,
        "text": comment.text,
        "created_at": comment.created_at.isoformat(),
        "read_at": comment.read_at.isoformat(),
        "visibility": "" if comment.visibility is Visibility.PUBLIC else comment.visibility.value,
        "likes": comment.likes,
        "permalink": comment.permalink,
        "media": comment.media,
        "media_url": comment.media_url,
        "cannot": [act for act in _ACTS if not getattr(comment, f"can_{act}")],
    }
    return _line("comment", cells)


def _line(kind: str, cells: Mapping[str, object]) -> bytes:
    told = {kind: {name: value for name, value in cells.items() if value}}
    try:
        return _readable(told).encode() + b"\n"
    except UnicodeEncodeError:  # half of a surrogate pair, as some exports leave
        return json.dumps(told).encode() + b"\n"


def id_of(line: bytes) -> RemoteId | None:
    """The comment that a line speaks of; None where it is about a post, or cannot be read."""
    try:
        return RemoteId(json.loads(line)["comment"]["id"])
    except (KeyError, TypeError, ValueError, RecursionError):
        return None


def read(line: bytes, account: AccountId) -> Post | Comment | None:
    """What `post_line` or `comment_line` wrote; None where somebody damaged it."""
    said = _read(line)
    if said is None:
        return None
    try:
        return _comment(account, said["comment"]) if "comment" in said else _post(account, said["post"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _read(line: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _post(account: AccountId, cells: Mapping[str, Any]) -> Post:
    return Post(
        account=account,
        id=RemoteId(cells["id"]),
        text=cells.get("text", ""),
        created_at=datetime.fromisoformat(cells["created_at"]),
        permalink=cells.get("permalink", ""),
    )


def _comment(account: AccountId, cells: Mapping[str, Any]) -> Comment:
    tell = cells.get
    parent = tell("parent")
    return Comment(
        ref=CommentRef(account, RemoteId(cells["id"])),
        post=RemoteId(tell("post", "")),
        parent=None if parent is None else RemoteId(parent),
        author=Author(id=tell("author_id", ""), name=tell("author", ""), is_page=bool(tell("is_page"))),
        text=tell("text", ""),
        created_at=datetime.fromisoformat(cells["created_at"]),
        read_at=datetime.fromisoformat(cells["read_at"]),
        visibility=Visibility(tell("visibility", Visibility.PUBLIC)),
        likes=tell("likes", 0),
        permalink=tell("permalink", ""),
        media=tell("media", ""),
        media_url=tell("media_url", ""),
        **{f"can_{act}": False for act in tell("cannot", ())},
    )
