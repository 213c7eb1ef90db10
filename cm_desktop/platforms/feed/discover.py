"""The feeds that a pasted link leads to: the link itself, what its shape tells, what the page names. May not keep any.

What is found was read once: an address that only looks like a feed's is never answered. Addresses of the shapes below
are each platform's own, documented nowhere but in use for years.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from urllib.parse import SplitResult, urljoin, urlsplit

from cm_desktop.domain.errors import NoFeed, NotAllowedAddress, PlatformError, Unreadable
from cm_desktop.domain.ports import FoundFeed
from cm_desktop.platforms.feed.document import read
from cm_desktop.platforms.feed.entries import title_of
from cm_desktop.platforms.feed.page import COMMENTS, Page, kind, page
from cm_desktop.platforms.feed.source import ACCEPTED
from cm_desktop.platforms.transport.gateway import Gateway
from cm_desktop.platforms.transport.visit import Visit, visit

DEADLINE = 8.0
TRIED_AT_MOST = 6

CLOSED = (
    "facebook.com",
    "fb.com",
    "fb.me",
    "fb.watch",
    "instagram.com",
    "x.com",
    "twitter.com",
    "t.co",
    "linkedin.com",
    "lnkd.in",
)
_YOUTUBE = re.compile(r"/channel/(UC[\w-]{22})(?:/|$)")
_BLUESKY = re.compile(r"(/profile/[^/]+)(?:/post/[^/]+)?/?$")
_MASTODON = re.compile(r"(/@[\w.-]+|/tags/[^/]+)(?:/\d+)?/?$")
_WORDPRESS = re.compile(r'<([^<>?]+?)(?:wp-json/|(?:index\.php)?\?rest_route=/)>\s*;\s*rel="https://api\.w\.org/"')
_WORDPRESS_FEED = re.compile(r"((?:^|&)feed=(?:comments-)?)(?:rss2|rss|feed)(?=&|$)")
_TOPIC = re.compile(r"(/t/[^/]+/\d+)(?:/\d+)?/?$")


def discover(link: str, *, gateway: Gateway, allow_local: bool = False) -> tuple[FoundFeed, ...]:
    """The feeds that can be read from this link, those of comments first; none where it leads to no feed.

    Raises NoFeed with the reason `closed` for platforms that offer none, NotAllowedAddress for what is no public
    address, and what reading a page raises where nothing of the link can be read: Offline, Transient, Unreadable.
    """
    address = link.strip() if "://" in link else f"https://{link.strip()}"
    place = _place(address)
    visited = _visit(address, gateway, allow_local=allow_local)
    _refuse_closed(_place(visited.address))
    if (itself := _feed(visited)) is not None:
        return _once((*_read(_in_atom(itself), gateway, allow_local=allow_local), itself))
    named = page(visited.answer.body, visited.address)
    candidates = list(dict.fromkeys((*_by_shape(place), *_by_maker(named, visited), *_by_name(named))))
    found = _once(tuple(_read(candidates[:TRIED_AT_MOST], gateway, allow_local=allow_local)))
    near = visited.address.partition("?")[0]
    return tuple(sorted(found, key=lambda feed: (feed.kind != COMMENTS, not feed.url.startswith(near))))


def _once(found: tuple[FoundFeed, ...]) -> tuple[FoundFeed, ...]:
    """Without those that were found in Atom too."""
    urls = {feed.url for feed in found}
    return tuple(feed for feed in found if urls.isdisjoint(_in_atom(feed)))


def _visit(address: str, gateway: Gateway, *, allow_local: bool) -> Visit:
    headers = {"Accept": ACCEPTED}
    return visit(address, gateway=gateway, allow_local=allow_local, headers=headers, deadline=DEADLINE)


def _place(address: str) -> SplitResult:
    """The address in its parts. Raises NotAllowedAddress, and NoFeed for a platform that offers none."""
    try:
        place = urlsplit(address)
    except ValueError:
        raise NotAllowedAddress(address=address) from None
    _refuse_closed(place)
    return place


def _refuse_closed(place: SplitResult) -> None:
    host = place.hostname or ""
    if any(host == closed or host.endswith(f".{closed}") for closed in CLOSED):
        raise NoFeed(host=host, reason="closed")


def _by_shape(place: SplitResult) -> Iterator[str]:
    """What the link's own shape tells."""
    host, site = place.hostname or "", f"{place.scheme}://{place.netloc}"
    if host in ("youtube.com", "www.youtube.com", "m.youtube.com"):
        if channel := _YOUTUBE.match(place.path):
            yield f"https://www.youtube.com/feeds/videos.xml?channel_id={channel[1]}"
    elif host == "bsky.app":
        if profile := _BLUESKY.match(place.path):
            yield f"{site}{profile[1]}/rss"
    elif host.endswith(".tumblr.com"):
        yield f"{site}/rss"
    elif profile := _MASTODON.match(place.path):
        yield f"{site}{profile[1]}.rss"
    elif topic := _TOPIC.match(place.path):
        yield f"{site}{topic[1]}.rss"


def _by_maker(named: Page, visited: Visit) -> Iterator[str]:
    """Where what the page was made with keeps the feeds of its comments: in WordPress, Atom alone tells what is answered.

    WordPress leads from these addresses to its own, whatever form its site has chosen for them.
    """
    address = visited.address
    if named.generator.startswith("Discourse"):
        yield urljoin(address, "/posts.rss")
    if visited.answer.status == 200 and (root := _WORDPRESS.search(visited.answer.headers.get("link", ""))):
        if address.rstrip("/") != root[1].rstrip("/"):
            yield f"{address}{'&' if '?' in address else '?'}feed=atom"
        yield f"{root[1]}?feed=comments-atom"
    for feed in named.alternates:
        yield from _in_atom(feed)


def _in_atom(feed: FoundFeed) -> Iterator[str]:
    """The same comments in Atom, by WordPress's own addresses."""
    place = urlsplit(feed.url)
    if feed.kind == COMMENTS and place.path.endswith("/feed/"):
        yield place._replace(path=f"{place.path}atom/", query="").geturl()
    elif feed.kind == COMMENTS and _WORDPRESS_FEED.search(place.query):
        yield place._replace(query=_WORDPRESS_FEED.sub(r"\1atom", place.query)).geturl()


def _by_name(named: Page) -> Iterator[str]:
    """What the page names itself, the feeds of comments first."""
    for feed in sorted(named.alternates, key=lambda feed: feed.kind != COMMENTS):
        yield feed.url


def _read(addresses: Iterable[str], gateway: Gateway, *, allow_local: bool) -> Iterator[FoundFeed]:
    """Those that are feeds, each once by where it is in the end."""
    known: set[str] = set()
    for address in addresses:
        with suppress(PlatformError):
            feed = _feed(_visit(address, gateway, allow_local=allow_local))
            if feed is not None and feed.url not in known:
                known.add(feed.url)
                yield feed


def _feed(visited: Visit) -> FoundFeed | None:
    if visited.answer.status != 200:
        return None
    try:
        document = read(visited.answer.body, visited.answer.headers.get("content-type", ""))
    except Unreadable:
        return None
    title = title_of(document, visited.address)
    return FoundFeed(url=visited.address, title=title, kind=kind(visited.address, title))
