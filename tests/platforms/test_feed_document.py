"""Feeds as they are in the wild: broken, mislabelled, in any encoding, or made to keep us busy."""

import codecs
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from cm_desktop.domain.errors import Unreadable
from cm_desktop.platforms.feed import parsers
from cm_desktop.platforms.feed.document import MAX_BYTES, MAX_SIGNS, read
from tests.platforms.feed_samples import comments, recorded, rss

PATIENCE = 20.0  # seconds: a hang takes minutes, and the machine does other things too
LATIN = rss("<guid>1</guid><title>Été à Noël</title>", head='<?xml version="1.0" encoding="{}"?>')
DEEP = MAX_SIGNS // 2 - 20
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


def item(inside: str) -> bytes:
    return rss(f"<guid>1</guid><description>{inside}</description>")


BOMBS = {
    "entities": rss("<title>&a11;</title>", head=f'<!DOCTYPE x [<!ENTITY a0 "lol">{ENTITIES}]>'),
    "10,000 levels": item("<b>" * 10_000 + "</b>" * 10_000),
    "as many levels as there can be": rss("<a>" * DEEP + "</a>" * DEEP),
    "levels that never end": item("<b>" * (2 * DEEP)),
    "levels in HTML": item(f"<![CDATA[{'<div>' * DEEP}]]>"),
    "HTML without an end": item(f"<![CDATA[{'<div ' * DEEP}{'<!--' * DEEP}]]>"),
    "bases": b'<feed xmlns="http://www.w3.org/2005/Atom">' + b'<entry xml:base="../x/">' * DEEP + b"</feed>",
    "namespaces": rss("".join(f'<a{n}:b xmlns:a{n}="x{n}"/>' for n in range(DEEP))),
    "categories": rss("".join(f"<category>{n}</category>" for n in range(DEEP))),
    "a name without an end": rss(f"<author>{'a.b' * (MAX_BYTES // 4)}</author>"),
    "attributes": rss(f"<b {' '.join(f'a{n}=1' for n in range(MAX_BYTES // 12))}/>"),
    "ampersands": item("&" * (MAX_BYTES - 500)),
    "empty lines": b"\n" * (MAX_BYTES - 500) + rss(),
    "comments": b"<!-- -->" * (MAX_BYTES // 9) + rss(),
    "entries": rss(*[""] * DEEP),
    "broken entries": rss("</x>", *["<title>a</title>"] * (DEEP // 4)),
    "a date": rss(f"<pubDate>{'Mon, ' * (MAX_BYTES // 6)}</pubDate>"),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_no_feed_keeps_us_busy(bomb: bytes) -> None:
    assert len(bomb) <= MAX_BYTES
    began = time.monotonic()
    with suppress(Unreadable):
        comments(bomb)
    assert time.monotonic() - began < PATIENCE


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsers, "SECONDS", -1.0)
    with pytest.raises(Unreadable):
        read(rss("<title>x</title>"))


def test_what_is_over_the_limit_is_not_read_at_all() -> None:
    read(item("x" * (MAX_BYTES - 500)))
    with pytest.raises(Unreadable):
        read(item("x" * MAX_BYTES))


opened: list[str] = []


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("open", "urllib.Request", "socket.getaddrinfo", "socket.connect"):
        opened.append(str(arguments[0]))


sys.addaudithook(_note)


@pytest.fixture
def reaches() -> Iterator[list[str]]:
    """What was opened, on disk or elsewhere, while the test ran."""
    read(rss())  # what is imported late is imported now
    opened.clear()
    yield opened
    opened.clear()


@pytest.mark.parametrize("name", ["/etc/hostname", "file:///etc/hostname", "https://pages.example/feed", "http://a/"])
def test_a_body_is_never_taken_for_the_name_of_a_file_or_a_page(name: str, reaches: list[str]) -> None:
    with pytest.raises(Unreadable):
        read(name.encode())
    assert reaches == []


def test_nothing_that_a_feed_refers_to_is_fetched(reaches: list[str]) -> None:
    head = '<!DOCTYPE r SYSTEM "https://pages.example/x.dtd" [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    style = '<?xml-stylesheet href="https://pages.example/x.xsl"?>'
    (found,) = comments(rss("<guid>1</guid><title>a&x;b</title>", head=head + style))
    assert found.text in ("a&x;b", "ab")
    assert reaches == []


def test_an_opened_file_would_be_seen(reaches: list[str]) -> None:
    with open(__file__, "rb"):  # noqa: PTH123  # the very call that is watched
        assert reaches == [__file__]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (LATIN.decode().format("UTF-8").encode(), ""),
        (LATIN.decode().format("ISO-8859-1").encode("latin-1"), ""),
        (LATIN.decode().format("ISO-8859-1").encode(), ""),  # it is UTF-8 all the same
        (LATIN.decode().format("UTF-8").encode("cp1252"), ""),  # it is not
        (rss("<guid>1</guid><title>Été à Noël</title>", head="").decode().encode("cp1252"), "text/xml; charset=cp1252"),
        (codecs.BOM_UTF8 + LATIN.decode().format("UTF-8").encode(), "text/plain; charset=us-ascii"),
        (LATIN.decode().format("UTF-16").encode("utf-16"), "application/octet-stream"),
        (LATIN.decode().format("UTF-16").encode("utf-16-be"), ""),
        (LATIN.decode().format("UTF-32").encode("utf-32"), ""),
        (LATIN.decode().format("no-such-encoding").encode("latin-1"), "text/html; charset=nor-this"),
        (LATIN.decode().format("undefined").encode("latin-1"), ""),  # Python knows one that decodes nothing
    ],
)
def test_a_feed_is_read_in_the_encoding_that_it_is_in(body: bytes, content_type: str) -> None:
    (entry,) = read(body, content_type).entries
    assert entry["title"] == "Été à Noël"


def test_what_is_readable_of_a_broken_feed_is_taken() -> None:
    whole = recorded("wordpress_comments.atom")
    cut = comments(whole[: whole.index(b"comment-30")])
    assert [one.ref.id for one in cut][:3] == ["27", "28", "29"]
    crossed = whole.replace(b"</summary>", b"").replace(b"<author>", b"<author><b>", 1)
    assert len(comments(crossed)) == 10
    assert comments(whole.replace(b"R\xc3\xa9ponse", b"R\x00\x0b&eacute;ponse&nope;", 1))[0].text.startswith("R")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"Not found",
        b'{"items": []}',
        b"<html><head><title>Connexion</title></head><body><p>Bonjour</p></body></html>",
        b"<?xml version='1.0'?><opml version='2.0'><body/></opml>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        bytes(range(256)) * 10,
    ],
)
def test_what_is_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read(body, "application/rss+xml")


@pytest.mark.parametrize("number", ["#x110000", "#99999999999999", "#xd800", "#x7fffffffffffffffff"])
def test_a_number_that_is_no_character_costs_no_more_than_itself(number: str) -> None:
    document = read(rss(f"<guid>1</guid><title>Avant &{number}; après</title>"), "")
    assert [entry["title"] for entry in document.entries] == ["Avant \ufffd après"]
