"""What a platform says: clients, accounts, posts, comments and replies. May not know how they are fetched, kept or judged."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, Self

ClientId = NewType("ClientId", str)
AccountId = NewType("AccountId", str)  # "facebook:1001", "wordpress:blog.example.org": never holds a slash
RemoteId = NewType("RemoteId", str)  # a platform's own id: opaque, unique within one account

ASSISTED = "assisted"
"""The platform of pages that nobody reads but the moderator: those without an API."""
PostRef = tuple[AccountId, RemoteId]
"""The name of a post, whether anything else is known of it or not."""
_SOON = timedelta(days=14)


class Visibility(StrEnum):
    """Where a comment stands on its page, as the platform last said."""

    PUBLIC = "public"
    HIDDEN = "hidden"
    HELD = "held"  # waits for a moderator before anyone sees it
    SPAM = "spam"
    TRASHED = "trashed"
    GONE = "gone"  # the platform was asked for this very comment and no longer has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A customer of the community manager. `colour` is `#RRGGBB`, as chosen, before any theme adjusts it."""

    id: ClientId
    name: str
    colour: str


class PublicLook(StrEnum):
    """Whether our replies on a page are seen by the public, as the moderator found in a private window."""

    UNASKED = "unasked"
    SEEN = "seen"
    UNSEEN = "unseen"  # an app in Development mode: what it writes is shown to its own people only


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One page of one client, on one platform. `base_url` is where its API answers; `allow_local` lets it be loopback.

    `login` is the user name that goes with the secret, where the platform wants one (WordPress), else empty. For a page
    without an API, `base_url` is where the page itself is. `access_ends` is when the credential stops opening the door,
    None where the platform told no such moment.
    """

    id: AccountId
    client: ClientId
    platform: str
    name: str
    base_url: str
    login: str = ""
    allow_local: bool = False
    access_ends: datetime | None = None
    public_look: PublicLook = PublicLook.UNASKED

    def ends_soon(self, now: datetime) -> bool:
        """Whether its access must be renewed within two weeks, or has already ended."""
        return self.access_ends is not None and self.access_ends - now <= _SOON


@dataclass(frozen=True, slots=True, order=True)
class CommentRef:
    """The name of a comment everywhere in the house. Written `account/remote id`."""

    account: AccountId
    id: RemoteId

    def __str__(self) -> str:
        return f"{self.account}/{self.id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str()` wrote. Raises ValueError on anything else."""
        account, slash, remote = text.partition("/")
        if not (account and slash and remote):
            raise ValueError(text)
        return cls(AccountId(account), RemoteId(remote))


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote. `id` is empty where the platform withholds it; `is_page` when the page itself wrote."""

    id: str
    name: str
    is_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What the comments are under."""

    account: AccountId
    id: RemoteId
    text: str
    created_at: datetime
    permalink: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment as the platform last said it. `text` is plain text: offsets into it are code points.

    `parent` is the comment it answers, None at the top of a thread. `read_at` is when we last read it from the platform,
    even where that brought nothing new: what was read earlier never replaces it.
    `media` names what is attached ("image", "gif", "sticker", "video"), empty where there is nothing; `media_url` is
    where a still picture of it can be fetched, for a while, empty where there is none.
    """

    ref: CommentRef
    post: RemoteId
    parent: RemoteId | None
    author: Author
    text: str
    created_at: datetime
    read_at: datetime
    visibility: Visibility = Visibility.PUBLIC
    likes: int = 0
    permalink: str = ""
    media: str = ""
    can_hide: bool = True
    can_delete: bool = True
    can_reply: bool = True
    media_url: str = ""

    @property
    def thread(self) -> RemoteId:
        """The thread it belongs to: replies are sent first in, first out within it."""
        return self.parent or self.ref.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One of our own replies, as read back from a platform. `created_at` is the server's time."""

    id: RemoteId
    text: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one fetch brought. `cursor` goes back to the connector unread; `more` says that another fetch would bring more."""

    posts: tuple[Post, ...] = ()
    comments: tuple[Comment, ...] = ()
    cursor: str | None = None
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who a credential is, as proved by the platform, with the rights it holds there (the platform's own names).

    `access_ends` is when it stops opening the door, None where the platform tells no such moment.
    """

    id: RemoteId
    name: str
    rights: frozenset[str] = field(default_factory=frozenset)
    access_ends: datetime | None = None


def fingerprint(text: str) -> str:
    """A short name for this exact text, to notice an edit: equal texts have equal fingerprints."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
