"""Feeds to read: recorded ones, and one made of given items. May not fetch any."""

from datetime import UTC, datetime
from pathlib import Path

from cm_desktop.domain.comments import Account, AccountId, ClientId, Comment, Post
from cm_desktop.platforms.feed.document import read
from cm_desktop.platforms.feed.entries import Reading

FOLDER = Path(__file__).parents[1] / "fixtures" / "feeds"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADDRESS = "https://blog.example.org/comments/feed/atom/"


def account(address: str = ADDRESS, *, allow_local: bool = False) -> Account:
    return Account(
        id=AccountId("feed:veille"),
        client=ClientId("maison-verte"),
        platform="feed",
        name="",
        base_url=address,
        allow_local=allow_local,
    )


def recorded(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def rss(*items: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>', title: str = "Ailleurs") -> bytes:
    """An RSS feed of these items' insides."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'{head}<rss version="2.0"><channel><title>{title}</title>{inside}</channel></rss>'.encode()


def reading(body: bytes, *, address: str = ADDRESS, content_type: str = "") -> Reading:
    document = read(body, content_type)
    return Reading(account=account(address), document=document, address=address, read_at=NOW)


def comments(body: bytes, *, address: str = ADDRESS) -> tuple[Comment, ...]:
    return tuple(reading(body, address=address).comments())


def posts(body: bytes, *, address: str = ADDRESS) -> tuple[Post, ...]:
    known = reading(body, address=address)
    return known.posts(tuple(known.comments()))
