"""From a pasted link to the feeds behind it: every name leads, through a proxy of ours, to one real server."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
import trustme

from cm_desktop.domain.errors import NoFeed, NotAllowedAddress, Offline, Transient
from cm_desktop.domain.ports import FoundFeed
from cm_desktop.platforms.feed.discover import CLOSED, TRIED_AT_MOST, discover
from cm_desktop.platforms.feed.page import page
from cm_desktop.platforms.transport.gateway import DIRECT, Gateway
from tests.platforms.feed_samples import recorded, rss
from tests.platforms.web_site import by_path, moved
from tests.platforms.wire import Trick, Wire, answers
from tests.servers.connect_proxy import ConnectProxy

FEED = answers(rss("<guid>1</guid><title>Un</title>"))
WORDPRESS = answers(recorded("wordpress_comments.atom"))


def html(*tags: str) -> Trick:
    return answers(f"<!doctype html><html><head>{''.join(tags)}</head><body>…</body></html>".encode())


def alternate(address: str, title: str = "", kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{address}">'


@contextmanager
def web(pages: Mapping[str, Trick]) -> Iterator[tuple[Gateway, Wire]]:
    """The web: `host/path` to what stands there."""
    hosts = {address.partition("/")[0] for address in pages}
    authority, tls = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*hosts).configure_cert(tls)
    with Wire(by_path(pages), tls=tls) as wire, ConnectProxy(dict.fromkeys(hosts, wire.port)) as proxy:
        yield Gateway(proxy=proxy.url, certificates=authority.cert_pem.bytes().decode()), wire


def found(link: str, pages: Mapping[str, Trick]) -> tuple[FoundFeed, ...]:
    with web(pages) as (gateway, _):
        return discover(link, gateway=gateway)


def urls(link: str, pages: Mapping[str, Trick]) -> list[str]:
    return [feed.url for feed in found(link, pages)]


def test_a_link_to_a_feed_is_that_feed() -> None:
    (feed,) = found("https://blog.example/feed?x=1", {"blog.example/feed?x=1": FEED})
    assert feed == FoundFeed(url="https://blog.example/feed?x=1", title="Ailleurs", kind="posts")


@pytest.mark.parametrize("link", ["blog.example", " http://blog.example ", "https://blog.example/#comments"])
def test_a_link_may_lack_its_scheme_and_is_read_over_https(link: str) -> None:
    assert urls(
        link, {"blog.example/": html(alternate("/atom", kind="application/atom+xml")), "blog.example/atom": FEED}
    ) == ["https://blog.example/atom"]


def test_a_wordpress_post_leads_first_to_its_comments_in_atom() -> None:
    post = "blog.example/2026/03/la-vie-d-ici/"
    pages = {
        post: html(
            '<meta name="generator" content="WordPress 6.9" />',
            alternate("https://blog.example/feed/", "Carnet » Flux"),
            alternate("https://blog.example/comments/feed/", "Carnet » Flux des commentaires"),
            alternate(f"https://{post}feed/", "Carnet » La vie d’ici Flux des commentaires"),
        ),
        "blog.example/feed/": FEED,
        "blog.example/comments/feed/": WORDPRESS,
        "blog.example/comments/feed/atom/": WORDPRESS,
        f"{post}feed/": WORDPRESS,
        f"{post}feed/atom/": WORDPRESS,
    }
    feeds = found(f"https://{post}", pages)
    assert [(feed.url, feed.kind) for feed in feeds] == [
        (f"https://{post}feed/atom/", "comments"),
        ("https://blog.example/comments/feed/atom/", "comments"),
        ("https://blog.example/feed/", "posts"),
    ]


def test_comments_are_read_in_atom_where_that_is_there() -> None:
    address = "blog.example/comments/feed/"
    assert urls(f"https://{address}", {address: WORDPRESS, f"{address}atom/": WORDPRESS}) == [f"https://{address}atom/"]
    assert urls(f"https://{address}", {address: WORDPRESS}) == [f"https://{address}"]


def test_a_wordpress_with_plain_addresses_too() -> None:
    pages = {
        "blog.example/?p=1": html(
            alternate("/?feed=comments-rss2", "T » Comments Feed"),
            alternate("/?feed=rss2&amp;p=1", "T » Hello world! Comments Feed"),
        ),
        "blog.example/?feed=comments-atom": WORDPRESS,
        "blog.example/?feed=atom&p=1": WORDPRESS,
    }
    assert urls("https://blog.example/?p=1", pages) == [
        "https://blog.example/?feed=comments-atom",
        "https://blog.example/?feed=atom&p=1",
    ]


@pytest.mark.parametrize("root", ["wp-json/", "index.php?rest_route=/", "?rest_route=/"])
def test_a_wordpress_that_names_no_feed_is_known_by_its_header(root: str) -> None:
    interface = f'Link: <https://blog.example/carnet/{root}>; rel="https://api.w.org/"'
    pages = {
        "blog.example/carnet/ici/": answers(b"<html>", interface),
        "blog.example/carnet/ici/?feed=atom": moved("/carnet/ici/feed/atom/"),
        "blog.example/carnet/ici/feed/atom/": WORDPRESS,
        "blog.example/carnet/?feed=comments-atom": WORDPRESS,
    }
    assert urls("https://blog.example/carnet/ici/", pages) == [
        "https://blog.example/carnet/ici/feed/atom/",
        "https://blog.example/carnet/?feed=comments-atom",
    ]


@pytest.mark.parametrize(
    ("link", "feed"),
    [
        ("social.example/@maisonverte", "social.example/@maisonverte.rss"),
        ("social.example/@maisonverte/115500000000000001", "social.example/@maisonverte.rss"),
        ("social.example/tags/MaisonVerte", "social.example/tags/MaisonVerte.rss"),
        ("bsky.app/profile/maison.example", "bsky.app/profile/maison.example/rss"),
        ("bsky.app/profile/maison.example/post/3kabc", "bsky.app/profile/maison.example/rss"),
        ("maison.tumblr.com/post/1/x", "maison.tumblr.com/rss"),
        ("forum.example/t/maison-verte/812/3", "forum.example/t/maison-verte/812.rss"),
        (
            "www.youtube.com/channel/UC0123456789abcdefghijkl/videos",
            "www.youtube.com/feeds/videos.xml?channel_id=UC0123456789abcdefghijkl",
        ),
    ],
)
def test_links_of_a_known_shape_lead_to_their_feed(link: str, feed: str) -> None:
    assert urls(f"https://{link}", {link: html(), feed: FEED}) == [f"https://{feed}"]


def test_a_shape_alone_is_no_proof() -> None:
    assert found("https://social.example/@maisonverte", {"social.example/@maisonverte": html()}) == ()


def test_a_forum_leads_to_its_latest_posts() -> None:
    pages = {
        "forum.example/": html(
            '<meta content="Discourse 3.4.0" name="generator">', alternate("/latest.rss", "Latest topics")
        ),
        "forum.example/posts.rss": answers(recorded("discourse_posts.rss")),
        "forum.example/latest.rss": FEED,
    }
    feeds = found("https://forum.example/", pages)
    assert [(feed.url, feed.kind) for feed in feeds] == [
        ("https://forum.example/posts.rss", "comments"),
        ("https://forum.example/latest.rss", "posts"),
    ]
    assert feeds[0].title == "Forum des jardiniers - Latest posts"


def test_a_page_without_feeds_leads_to_none() -> None:
    assert found("https://blog.example/", {"blog.example/": html('<link rel="stylesheet" href="/x.css">')}) == ()
    assert found("https://blog.example/x", {"blog.example/": html()}) == ()


@pytest.mark.parametrize(
    "host", [*CLOSED, "www.facebook.com", "m.facebook.com", "fr.linkedin.com", "mobile.twitter.com"]
)
def test_platforms_without_feeds_are_told_apart_without_asking_them(host: str) -> None:
    with pytest.raises(NoFeed) as refusal:
        discover(f"https://{host}/maisonverte", gateway=DIRECT)
    assert (refusal.value.host, refusal.value.reason) == (host, "closed")


def test_a_short_link_to_such_a_platform_is_told_apart_too() -> None:
    with pytest.raises(NoFeed):
        found(
            "https://short.example/a",
            {"short.example/a": moved("https://www.facebook.com/p"), "www.facebook.com/p": html()},
        )


@pytest.mark.parametrize("host", ["maxfacebook.com.example", "notx.com.example"])
def test_a_name_that_only_looks_like_theirs_is_not_theirs(host: str) -> None:
    assert len(found(f"https://{host}/", {f"{host}/": FEED})) == 1


@pytest.mark.parametrize(
    "link", ["http://127.0.0.1/", "192.168.1.1", "https://[::1]/feed", "file:///etc/passwd", "https://[", ""]
)
def test_private_addresses_are_refused(link: str) -> None:
    with pytest.raises(NotAllowedAddress):
        discover(link, gateway=DIRECT)


def test_private_addresses_that_are_allowed_are_read() -> None:
    pages = {"/": html(alternate("/comments/feed/", "Comments")), "/comments/feed/atom/": WORDPRESS}
    with Wire(by_path(pages)) as wire:
        (feed,) = discover(f"{wire.url}/", gateway=DIRECT, allow_local=True)
    assert feed.url == f"{wire.url}/comments/feed/atom/"


def test_a_page_that_names_many_feeds_is_not_asked_for_all_of_them() -> None:
    pages = {"blog.example/": html(*(alternate(f"/{n}") for n in range(40)))}
    with web(pages) as (gateway, wire):
        assert discover("https://blog.example/", gateway=gateway) == ()
    assert len(wire.heard) == 1 + TRIED_AT_MOST


def test_a_link_that_cannot_be_read_says_why() -> None:
    with pytest.raises(Offline):
        found("https://nowhere.example/", {"blog.example/": FEED})
    with pytest.raises(Transient):
        found("https://blog.example/", {"blog.example/": lambda _wire, connection: connection.close()})


def test_a_page_made_to_be_slow_is_not() -> None:
    for body in (b"<link " * 300_000, b"<!--" * 500_000, b'<link rel="' * 150_000, b"<link " + b"a=" * 900_000 + b">"):
        assert page(body, "https://blog.example/").alternates == ()


def test_a_pages_links_are_read_as_a_browser_would() -> None:
    tags = "<LINK REL='shortcut Alternate' TYPE=application/rss+xml HREF='/a?b=1&amp;c=2' TITLE='Été &amp; hiver'/>"
    (feed,) = page(tags.encode(), "https://blog.example/x/").alternates
    assert (feed.url, feed.title) == ("https://blog.example/a?b=1&c=2", "Été & hiver")
