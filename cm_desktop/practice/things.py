"""The things of the practice world: Pages and Instagram accounts, posts, comments, tokens. May hold data only.

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
        "instagram_basic",
        "instagram_manage_comments",
    )
)
INSTAGRAM_SCOPES = frozenset(("instagram_business_basic", "instagram_business_manage_comments"))
# what can be attached to a comment, in Graph's words
MEDIA = ("photo", "animated_image_share", "sticker", "video_inline")
ALL_TASKS = ("ANALYZE", "ADVERTISE", "MESSAGING", "MODERATE", "CREATE_CONTENT", "MANAGE")


def system_clock() -> datetime:
    return datetime.now(UTC)


def number_of(*names: str) -> str:
    """The id of the thing that these names lead to: sixteen digits, the same at every start."""
    digest = hashlib.sha256("\0".join(names).encode()).digest()
    return str(10**15 + int.from_bytes(digest[:8], "big") % (9 * 10**15))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A Facebook Page or an Instagram account, which `platform` tells, and the client it belongs to.

    `owner` is the Page that an Instagram account is connected to; `in_history` is false for a Page that is there for nothing
    else.
    """

    id: str
    name: str
    client: str
    colour: str
    platform: str
    owner: str | None = None
    in_history: bool = True

    @property
    def on_instagram(self) -> bool:
        return self.platform == "instagram"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A Page's post or a medium on Instagram. `open`: whether it takes comments.

    `gap`: between its first page of comments and the second comes an empty one that still has a next.
    """

    id: str
    page_id: str
    text: str
    created: datetime
    gap: bool = False
    open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """`parent_id` is the comment at the top of its thread. `likes` are the visitors', `liked` the Page's own.

    `media` is one of MEDIA, or empty.
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
    """What a token opens. `page_id` is None for a person's profile; else the token is that Page's, and opens the Instagram
    account connected to it too; or it is an Instagram account's own, from Instagram's login.

    From `ends` on, it opens nothing. `data_access_ends` is only told.
    """

    token: str
    holder_id: str
    holder_name: str
    page_id: str | None
    scopes: frozenset[str]
    data_access_ends: datetime
    tasks: tuple[str, ...] = ALL_TASKS
    ends: datetime | None = None


def id_of_comment(page: Page, post_id: str, number: str) -> str:
    """A comment's id: Facebook puts the post's number before it, Instagram does not."""
    return number if page.on_instagram else f"{post_id.partition('_')[2]}_{number}"


def id_of_post(page: Page, number: str) -> str:
    """A post's id: Facebook puts the Page's before it, Instagram does not."""
    return number if page.on_instagram else f"{page.id}_{number}"
