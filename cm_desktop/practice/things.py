"""The things of the practice world: Pages, posts, comments, tokens. May hold data only.

Ids are numbers derived from the history, so that a restarted practice knows the tokens and ids that were kept.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

Clock = Callable[[], datetime]

ALL_SCOPES = frozenset(
    (
        "pages_show_list",
        "pages_read_engagement",
        "pages_read_user_content",
        "pages_manage_engagement",
        "pages_messaging",
    )
)
ALL_TASKS = ("ANALYZE", "ADVERTISE", "MESSAGING", "MODERATE", "CREATE_CONTENT", "MANAGE")


def system_clock() -> datetime:
    return datetime.now(UTC)


def number_of(*names: str) -> str:
    """The id of the thing that these names lead to: sixteen digits, the same at every start."""
    digest = hashlib.sha256("\0".join(names).encode()).digest()
    return str(10**15 + int.from_bytes(digest[:8], "big") % (9 * 10**15))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A Page and the client it belongs to. `platform` is what it is in the history: here they are all played as Facebook."""

    id: str
    name: str
    client: str
    colour: str
    platform: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """`gap`: between its first page of comments and the second comes an empty one that still has a next."""

    id: str
    page_id: str
    text: str
    created: datetime
    gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """`parent_id` is the comment at the top of its thread. `likes` are the visitors', `liked` the Page's own.

    `media` is the kind of what is attached ("photo", "animated_image_share", "sticker"), or empty.
    """

    id: str
    post_id: str
    parent_id: str | None
    author_id: str
    author_name: str
    by_page: bool
    text: str
    created: datetime
    likes: int = 0
    liked: bool = False
    hidden: bool = False
    media: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a token opens. `page_id` is None for a person's profile; else the token is that Page's."""

    token: str
    holder_id: str
    holder_name: str
    page_id: str | None
    scopes: frozenset[str] = ALL_SCOPES
    tasks: tuple[str, ...] = ALL_TASKS
