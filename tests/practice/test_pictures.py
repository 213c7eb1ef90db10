"""What is attached to comments: its kind, and a picture that anyone may fetch."""

import struct
import zlib

import pytest

from cm_desktop.practice import PracticePlatform
from cm_desktop.practice.things import MEDIA
from tests.practice.caller import Answer, Caller

ATTACHMENT = "attachment{type,media{image{src}},url}"


def fetched(practice: PracticePlatform, address: str) -> Answer:
    """As a browser would, without a token."""
    return Caller(practice.base_url, "").call("GET", address.removeprefix(practice.base_url))


@pytest.mark.parametrize("kind", MEDIA)
def test_an_attachment_tells_its_kind_and_where_its_picture_is(
    practice: PracticePlatform, page: Caller, post_id: str, kind: str
) -> None:
    added = practice.world.add_comment(post_id, "", author="Zoé", media=kind)
    attachment = page.get(f"/{added.id}", fields=ATTACHMENT).json["attachment"]
    assert (attachment["type"], set(attachment["media"]["image"])) == (kind, {"src"})
    assert attachment["url"].endswith(f"#{added.id}")
    picture = fetched(practice, attachment["media"]["image"]["src"])
    assert (picture.status, picture.headers["Content-Type"]) == (200, "image/png")


def test_a_picture_is_a_whole_png_of_the_size_that_is_told(
    practice: PracticePlatform, page: Caller, post_id: str
) -> None:
    added = practice.world.add_comment(post_id, "", author="Zoé", media="photo")
    image = page.get(f"/{added.id}", fields="attachment").json["attachment"]["media"]["image"]
    body = fetched(practice, image["src"]).body
    found = dict(chunks(body))
    width, height = struct.unpack(">II", found[b"IHDR"][:8])
    assert (width, height) == (image["width"], image["height"]) == (200, 150)
    assert len(zlib.decompress(found[b"IDAT"])) == (width + 1) * height
    assert len(body) < 2_000


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    """The parts of a PNG, each with its sum checked."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    found, at = [], 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        part, (check,) = png[at + 4 : at + 8 + size], struct.unpack(">I", png[at + 8 + size : at + 12 + size])
        assert zlib.crc32(part) == check
        found.append((part[:4], part[4:]))
        at += 12 + size
    return found


def test_pictures_differ_by_comment_and_stay_the_same(practice: PracticePlatform, post_id: str) -> None:
    one, other = (practice.world.add_comment(post_id, "", author="Zoé", media="photo").id for _ in range(2))
    seen = [fetched(practice, f"/_practice/picture/{comment}").body for comment in (one, other, one)]
    assert seen[0] == seen[2] != seen[1]


def test_there_is_no_picture_of_what_has_none(practice: PracticePlatform, ids: dict[str, str]) -> None:
    for thing in (ids["a"], "1_2", ""):
        assert fetched(practice, f"/_practice/picture/{thing}").status == 404
    assert fetched(practice, "/_practice/posts/1_2").status == 404


def test_the_shipped_history_has_every_kind_of_attachment() -> None:
    with PracticePlatform.start() as practice:
        posts = [post for page in practice.pages for post in practice.world.posts(page.id)]
        attached = [c for post in posts for c in practice.world.seen_comments(post.id).values() if c.media]
        assert sorted(comment.media for comment in attached) == sorted(MEDIA)
        assert all(fetched(practice, f"/_practice/picture/{comment.id}").status == 200 for comment in attached)
