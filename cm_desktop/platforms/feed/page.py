"""What the head of a web page says of its feeds. May not fetch anything, nor read the page's body.

Tags are found one by one, and each is read alone: a page made to be slow cannot be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from cm_desktop.domain.ports import FoundFeed

FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
LONGEST_PAGE = 2 * 1024 * 1024
ALTERNATES_AT_MOST = 20
COMMENTS, POSTS = "comments", "posts"
_COMMENTS = re.compile(r"\b(?:comments?|commentaires?)\b", re.IGNORECASE)
_TOPIC = re.compile(r"/t/[^/]+/\d+\.rss$")
_TAGS = re.compile(r"<(?:link|meta)\b[^<>]{1,2000}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`alternates` are the feeds that it names, none of them read yet.

    `generator` is what the page says it was made with: "WordPress 6.1.9", "Discourse 3.4".
    """

    alternates: tuple[FoundFeed, ...] = ()
    generator: str = ""


def page(body: bytes, address: str) -> Page:
    """What stands in the page found at `address`."""
    text = body[:LONGEST_PAGE].decode("utf-8", "replace")
    tags = [_attributes(tag[0]) for tag in _TAGS.finditer(text)]
    generators = (tag.get("content", "") for tag in tags if tag.get("name", "").lower() == "generator")
    alternates = tuple(_alternates(tags, address))
    return Page(alternates=alternates[:ALTERNATES_AT_MOST], generator=next(generators, ""))


def kind(address: str, title: str) -> str:
    """Whether a feed is of comments, or of posts, as its address and its title tell."""
    place = urlsplit(address)
    forum = place.path.endswith("/posts.rss") or _TOPIC.search(place.path)
    return COMMENTS if forum or _COMMENTS.search(f"{place.path} {place.query} {title}") else POSTS


def _alternates(tags: list[dict[str, str]], address: str) -> Iterator[FoundFeed]:
    for tag in tags:
        kinds = tag.get("rel", "").lower().split()
        if "alternate" in kinds and tag.get("type", "").lower().strip() in FEED_TYPES and tag.get("href"):
            try:
                url, title = urljoin(address, tag["href"].strip()), tag.get("title", "").strip()
                yield FoundFeed(url=url, title=title, kind=kind(url, title))
            except ValueError:
                continue


def _attributes(tag: str) -> dict[str, str]:
    reader = _Tag()
    reader.feed(tag)
    return reader.attributes


class _Tag(HTMLParser):
    """One tag's attributes, their entities resolved."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes = {name: value or "" for name, value in attrs}
