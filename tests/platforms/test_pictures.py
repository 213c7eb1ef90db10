"""Pictures fetched over real sockets: what is taken, what is refused, and what is never said on the way."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from cm_desktop.domain.comments import Account, AccountId, ClientId
from cm_desktop.domain.errors import CmDesktopError, Gone, NotAllowedAddress, Offline, Transient, Unreadable
from cm_desktop.platforms.pictures import MAX_BYTES, fetch
from tests.platforms.wire import Wire, answers, dribbles

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
OURS = Account(
    id=AccountId("facebook:1"),
    client=ClientId("client"),
    platform="facebook",
    name="Boulangerie",
    base_url="http://127.0.0.1:1",
    allow_local=True,
)
PUBLIC = replace(OURS, base_url="https://graph.facebook.com", allow_local=False)


@pytest.fixture
def host() -> Iterator[Wire]:
    """A host of pictures that is not the platform's API."""
    with Wire(answers(PNG, "Content-Type: image/png")) as wire:
        yield wire


@pytest.mark.parametrize(
    "body", [PNG, b"\xff\xd8\xff\xe0JFIF", b"GIF89a....", b"GIF87a....", b"RIFF\x10\0\0\0WEBPVP8 "], ids=repr
)
def test_a_picture_is_told_by_how_it_starts(body: bytes) -> None:
    with Wire(answers(body, "Content-Type: text/html")) as wire:
        assert fetch(OURS, f"{wire.url}/a.png") == body


@pytest.mark.parametrize(
    "body",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", b"RIFF\x10\0\0\0WAVE", b"BM....", PNG[1:]],
    ids=repr,
)
def test_what_is_no_picture_is_refused(body: bytes) -> None:
    with Wire(answers(body, "Content-Type: image/png")) as wire, pytest.raises(Unreadable):
        fetch(OURS, f"{wire.url}/a.png")


def test_an_address_goes_as_it_is_and_no_secret_with_it(host: Wire) -> None:
    fetch(OURS, f"{host.url}/v/t1/a_n.jpg?_nc=1&oh=%2Fé&oe=65")
    head = host.heard[0].lower()
    assert head.startswith(b"get /v/t1/a_n.jpg?_nc=1&oh=%2f%c3%a9&oe=65 http/1.1\r\n")
    for said in (b"authorization", b"cookie", b"referer"):
        assert said not in head


@pytest.mark.parametrize(("size", "taken"), [(MAX_BYTES, True), (MAX_BYTES + 1, False)])
def test_a_picture_may_be_so_large_and_no_larger(size: int, taken: bool) -> None:
    with Wire(answers(PNG.ljust(size, b"\0"))) as wire:
        if taken:
            assert len(fetch(OURS, wire.url)) == size
            return
        with pytest.raises(Unreadable):
            fetch(OURS, wire.url)


def test_an_endless_picture_is_cut_at_the_limit() -> None:
    endless = dribbles(b"HTTP/1.1 200 OK\r\n\r\n" + PNG, iter(lambda: b"\0" * 600_000, None))
    with Wire(endless) as wire, pytest.raises(Unreadable):
        fetch(OURS, wire.url)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("403 Forbidden", Gone),
        ("404 Not Found", Gone),
        ("410 Gone", Gone),
        ("500 Oops", Transient),
        ("302 Found\r\nLocation: http://127.0.0.1:1/", Unreadable),
        ("206 Partial Content", Unreadable),
    ],
)
def test_only_a_whole_answer_is_a_picture(status: str, error: type[CmDesktopError]) -> None:
    with Wire(answers(PNG, status=status)) as wire:
        with pytest.raises(error):
            fetch(OURS, wire.url)
        assert len(wire.heard) == 1  # no redirect is followed


@pytest.mark.parametrize(
    "address",
    [
        *("http://127.0.0.1:{port}/a.png", "https://127.0.0.1:{port}/a.png", "https://[::1]:{port}/a.png"),
        *(
            "https://10.0.0.1/a.png",
            "https://192.168.1.1/a.png",
            "https://169.254.169.254/latest/",
            "https://localhost:{port}/",
        ),
        *(
            "ftp://pictures.example/a.png",
            "file:///etc/passwd",
            "data:image/png;base64,AAAA",
            "",
            "https://",
            "https://[x",
        ),
        "https://someone:word@pictures.example/a.png",
    ],
)
def test_an_address_that_a_public_account_may_not_reach_is_never_asked(host: Wire, address: str) -> None:
    with pytest.raises((NotAllowedAddress, Offline)) as refusal:
        fetch(PUBLIC, address.format(port=host.port))
    assert isinstance(refusal.value, NotAllowedAddress)
    assert host.heard == []


def test_a_practice_account_may_not_reach_the_outside_in_clear() -> None:
    with pytest.raises(NotAllowedAddress):
        fetch(OURS, "http://pictures.example/a.png")


def test_a_host_that_does_not_answer_is_offline() -> None:
    with Wire(answers(PNG)) as wire:
        address = wire.url
    with pytest.raises(Offline):
        fetch(OURS, address)
