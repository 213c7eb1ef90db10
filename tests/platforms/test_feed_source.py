"""A feed as a source: what it asks, what it spares the server, what it makes of refusals. Real sockets."""

from datetime import timedelta
from functools import partial
from operator import add

import pytest

from cm_desktop.domain.errors import (
    Forbidden,
    NoFeed,
    NotAllowedAddress,
    Offline,
    PlatformError,
    RateLimited,
    Transient,
    Unreadable,
)
from cm_desktop.domain.ports import Source
from cm_desktop.platforms.connect import capabilities, introduce
from cm_desktop.platforms.feed.source import WHOLE_EVERY, FeedSource
from cm_desktop.platforms.transport.gateway import DIRECT
from tests.platforms.feed_samples import NOW, account, recorded, rss
from tests.platforms.web_site import by_path, conditional, moved
from tests.platforms.wire import Wire, answers, says

ONE = "<guid>1</guid><title>Un</title>"
TWO = "<guid>2</guid><title>Deux</title>"


def source(wire: Wire, path: str = "/feed") -> FeedSource:
    return FeedSource(account(f"{wire.url}{path}", allow_local=True), now=lambda: NOW)


def test_a_feed_is_a_source_that_takes_no_act_and_wants_no_secret() -> None:
    feed: Source = FeedSource(account())
    assert (feed.kind, feed.caps, feed.stats()) == ("feed", capabilities("feed"), {})
    assert not feed.caps.acts
    assert not feed.caps.needs_secret


def test_what_has_not_changed_is_not_read_twice() -> None:
    with Wire(conditional(rss(ONE), '"v1"', "Last-Modified: Sun, 22 Nov 2026 10:00:00 GMT")) as wire:
        feed = source(wire)
        first = feed.fetch(None)
        second = feed.fetch(first.cursor)
        third = feed.fetch(second.cursor)
    assert [comment.text for comment in first.comments] == ["Un"]
    assert (second.comments, second.posts, second.cursor, third.cursor) == ((), (), first.cursor, first.cursor)
    assert b"If-None-Match" not in wire.heard[0]
    assert b"If-Modified-Since: Sun, 22 Nov 2026 10:00:00 GMT\r\n" in wire.heard[1]
    assert feed.spent.calls == 3


def test_a_server_that_always_says_that_nothing_is_new_is_read_whole_once_in_a_while() -> None:
    with Wire(conditional(rss(ONE), '"v1"')) as wire:
        address = account(f"{wire.url}/feed", allow_local=True)
        cursor = FeedSource(address, now=lambda: NOW).fetch(None).cursor
        for wait in (WHOLE_EVERY - timedelta(seconds=1), WHOLE_EVERY):
            FeedSource(address, now=partial(add, NOW, wait)).fetch(cursor)
    assert [b"If-None-Match" in request for request in wire.heard] == [False, True, False]


def test_a_server_that_answers_whole_each_time_brings_only_what_is_new() -> None:
    pages = {"/feed": answers(rss(ONE))}
    with Wire(by_path(pages)) as wire:
        first = source(wire).fetch(None)
        pages["/feed"] = answers(rss(TWO, ONE))
        second = source(wire).fetch(first.cursor)
        pages["/feed"] = answers(rss(TWO, ONE.replace("Un", "Un, corrigé")))
        third = source(wire).fetch(second.cursor)
    assert [comment.ref.id for comment in first.comments] == ["1"]
    assert [comment.ref.id for comment in second.comments] == ["2"]
    assert [comment.text for comment in third.comments] == ["Un, corrigé"]
    assert [post.text for post in second.posts] == ["Ailleurs"]


def test_an_undated_entry_keeps_the_time_of_its_first_reading() -> None:
    with Wire(answers(rss(ONE))) as wire:
        address = account(f"{wire.url}/feed", allow_local=True)
        first = FeedSource(address, now=lambda: NOW).fetch(None)
        later = FeedSource(address, now=lambda: NOW + timedelta(days=1)).fetch(first.cursor)
    assert first.comments[0].created_at == NOW
    assert later.comments == ()


def test_the_type_that_a_server_tells_counts_for_nothing() -> None:
    with Wire(answers(rss(ONE), "Content-Type: image/png")) as wire:
        assert len(source(wire).fetch(None).comments) == 1
    login = answers(b"<html><p>Connexion</p></html>", "Content-Type: application/rss+xml")
    with Wire(login) as wire, pytest.raises(Unreadable):
        source(wire).fetch(None)


@pytest.mark.parametrize(
    ("status", "headers", "error"),
    [
        ("429 Too Many Requests", ("Retry-After: 120",), RateLimited(retry_after=120.0)),
        ("429 Too Many Requests", (), RateLimited()),
        ("503 Service Unavailable", ("Retry-After: Sun, 22 Nov 2026 12:05:00 GMT",), RateLimited(retry_after=300.0)),
        ("503 Service Unavailable", (), Transient()),
        ("500 Internal Server Error", (), Transient()),
        ("404 Not Found", (), NoFeed(host="127.0.0.1")),
        ("410 Gone", (), NoFeed(host="127.0.0.1")),
        ("401 Unauthorized", (), Forbidden()),
        ("403 Forbidden", (), Forbidden()),
        ("418 Teapot", (), Unreadable()),
        ("204 No Content", (), Unreadable()),
    ],
)
def test_a_refusal_is_told_as_what_it_is(status: str, headers: tuple[str, ...], error: PlatformError) -> None:
    with Wire(answers(b"", *headers, status=status)) as wire, pytest.raises(PlatformError) as raised:
        source(wire).fetch(None)
    assert (type(raised.value), raised.value.trouble()) == (type(error), error.trouble())


def test_a_feed_that_moved_is_followed_and_says_so_to_nobody_else() -> None:
    with Wire(answers(rss(ONE))) as new, Wire(moved("/b")) as old:
        pages = {"/feed": moved("/b", "302 Found"), "/b": moved(f"{new.url}/c?x=1", "307 Temporary Redirect")}
        with Wire(by_path(pages)) as wire:
            feed = source(wire)
            assert len(feed.fetch(None).comments) == 1
            assert feed.spent.calls == 3
        circling = source(old)
        with pytest.raises(Unreadable):
            circling.fetch(None)
        assert circling.spent.calls == len(old.heard)
    assert new.heard[0].startswith(b"GET /c?x=1 HTTP/1.1\r\n")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://user:word@127.0.0.1/"])
def test_a_feed_cannot_send_us_elsewhere_than_to_the_web(target: str) -> None:
    with Wire(moved(target)) as wire, pytest.raises(NotAllowedAddress):
        source(wire).fetch(None)


def test_a_public_feed_reaches_nothing_on_the_local_network() -> None:
    with Wire(answers(rss(ONE))) as wire, pytest.raises(NotAllowedAddress):
        FeedSource(account(wire.url)).fetch(None)
    assert wire.heard == []


def test_a_feed_that_is_cut_or_out_of_reach_says_so() -> None:
    with Wire(says(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<rss")) as wire:
        feed = source(wire)
        with pytest.raises(Transient):
            feed.fetch(None)
    assert feed.spent.calls == 1  # it was asked all the same
    with pytest.raises(Offline):
        source(wire).fetch(None)


def test_a_page_is_named_after_its_feed_and_its_address() -> None:
    with Wire(answers(recorded("wordpress_comments.atom"))) as wire:
        wanted = account(f"{wire.url}/?feed=comments-atom", allow_local=True)
        known, identity = introduce(wanted, "", gateway=DIRECT)
    assert known.name == identity.name == "Comments for T"
    assert known.id == f"feed:127.0.0.1:{wire.port}?feed=comments-atom"


def test_two_feeds_of_one_host_are_two_pages() -> None:
    with Wire(answers(rss(ONE))) as wire:
        names = {
            introduce(account(f"{wire.url}/videos.xml?channel_id={name}", allow_local=True), "", gateway=DIRECT)[0].id
            for name in ("a", "b")
        }
    assert len(names) == 2
    assert not any("/" in name for name in names)
