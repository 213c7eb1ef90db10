"""A feed as a source of comments: read only, for watching. May not send anything.

What has not changed is not asked for twice: a server that answers 304 has nothing new (RFC 9110, conditional requests).
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Self
from urllib.parse import urlsplit

from cm_desktop.domain.actions import Capabilities
from cm_desktop.domain.comments import Account, Batch, Comment, Identity, RemoteId
from cm_desktop.domain.errors import Forbidden, NoFeed, PlatformError, RateLimited, Transient, Unreadable
from cm_desktop.domain.quota import Spending
from cm_desktop.platforms.feed.caps import CAPS
from cm_desktop.platforms.feed.document import MAX_BYTES, read
from cm_desktop.platforms.feed.entries import Reading
from cm_desktop.platforms.transport.gateway import DIRECT, Gateway
from cm_desktop.platforms.transport.http import Answer, retry_after
from cm_desktop.platforms.transport.visit import Visit, visit

ACCEPTED = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/html;q=0.5, */*;q=0.4"
WHOLE_EVERY = timedelta(hours=6)
_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What the last reading left: the server's own marks of its answer, and what stood in it.

    `whole_at` is when the server last answered whole. It is made to once in a while: WordPress says that nothing is new
    where a held comment was published that is older than the newest.
    """

    etag: str = ""
    modified: str = ""
    whole_at: str = ""
    seen: tuple[str, ...] = ()

    @classmethod
    def parse(cls, cursor: str | None) -> Self:
        """Read what `str()` wrote; the beginning where there is nothing."""
        data = json.loads(cursor) if cursor else {}
        return cls(**{**data, "seen": tuple(data.get("seen", ()))})

    def __str__(self) -> str:
        return json.dumps(asdict(self))

    def conditions(self, now: datetime) -> Mapping[str, str]:
        """What makes the server answer only where something is new; nothing where it is time to read it whole."""
        if self.whole_at and now - datetime.fromisoformat(self.whole_at) >= WHOLE_EVERY:
            return {}
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in told.items() if value}


class FeedSource:
    """The feed at `account.base_url`."""

    def __init__(
        self,
        account: Account,
        *,
        gateway: Gateway = DIRECT,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._account = account
        self._gateway = gateway
        self._now = now
        self._calls = 0

    @property
    def kind(self) -> str:
        return "feed"

    @property
    def caps(self) -> Capabilities:
        return CAPS

    @property
    def spent(self) -> Spending:
        return Spending(calls=self._calls)

    def check(self) -> Identity:
        """The feed, by its own title. Raises NoFeed, Unreadable."""
        visited = self._visit({})
        return Identity(id=RemoteId(visited.address), name=self._reading(visited).title)

    def fetch(self, cursor: str | None) -> Batch:
        """What the feed holds and did not hold at the last reading, or held otherwise."""
        position = Position.parse(cursor)
        visited = self._visit(position.conditions(self._now()))
        if visited.answer.status == _NOT_MODIFIED:
            return Batch(cursor=cursor)
        reading = self._reading(visited)
        standing = {_mark(comment): comment for comment in reading.comments()}
        fresh = tuple(comment for mark, comment in standing.items() if mark not in position.seen)
        headers = visited.answer.headers
        following = Position(
            etag=headers.get("etag", ""),
            modified=headers.get("last-modified", ""),
            whole_at=reading.read_at.isoformat(),
            seen=tuple(standing),
        )
        return Batch(posts=reading.posts(fresh), comments=fresh, cursor=str(following))

    def stats(self) -> dict[str, int]:
        """A feed counts nothing."""
        return {}

    def _visit(self, conditions: Mapping[str, str]) -> Visit:
        return visit(
            self._account.base_url,
            gateway=self._gateway,
            allow_local=self._account.allow_local,
            headers={"Accept": ACCEPTED, **conditions},
            max_bytes=MAX_BYTES,
            spent=self._spend,
        )

    def _spend(self, calls: int) -> None:
        self._calls += calls

    def _reading(self, visited: Visit) -> Reading:
        if (error := refusal(visited, self._now())) is not None:
            raise error
        document = read(visited.answer.body, visited.answer.headers.get("content-type", ""))
        return Reading(account=self._account, document=document, address=visited.address, read_at=self._now())


def refusal(visited: Visit, now: datetime) -> PlatformError | None:
    """The error that an answer tells of, None where it brings a page."""
    answer: Answer = visited.answer
    wait = retry_after(answer.headers, now)
    match answer.status:
        case status if 200 <= status < 300:
            return None
        case 429:
            return RateLimited(retry_after=wait)
        case 503 if wait is not None:
            return RateLimited(retry_after=wait)
        case 401 | 403:
            return Forbidden()
        case 404 | 410:
            return NoFeed(host=urlsplit(visited.address).hostname or "")
        case status if status >= 500:
            return Transient()
        case _:
            return Unreadable()


def _mark(comment: Comment) -> str:
    """A short name for what an entry says now: the time of an undated one is that of its first reading, and stays."""
    said = "\n".join((str(comment.ref.id), str(comment.parent), comment.author.name, comment.media_url, comment.text))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:12]
