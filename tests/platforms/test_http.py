"""What the HTTP client makes of servers and networks that misbehave, over real sockets."""

import gzip
import itertools
import logging
import socket
import ssl
import threading
import traceback
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.errors import (
    Invalid,
    Offline,
    PlatformError,
    Transient,
    Unknown,
    Unreadable,
    Untrusted,
)
from cm_desktop.platforms.transport.http import Answer, HttpClient, retry_after
from tests.platforms.wire import Trick, Wire, answers, dribbles, resets, says

SECRET = "EAAcanari-7f3d"  # of no use anywhere
HELLO = answers(b'{"a": 1}', "Content-Type: application/json")
DEADLINE = 30.0  # seconds, for what answers
SHORT = 1.5  # for what never does: without it, the test would not end
SELF_SIGNED = Path(__file__).parents[1] / "fixtures" / "self_signed.pem"

UNENDING: dict[str, Trick] = {
    "headers": dribbles(b"HTTP/1.1 200 OK\r\n", (f"X-{n}: 1\r\n".encode() for n in itertools.count())),
    "a header without end": dribbles(b"HTTP/1.1 200 OK\r\nX: ", itertools.repeat(b"a")),
    "silence": dribbles(b"", itertools.repeat(b"")),
    "continue, continue": dribbles(b"", itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n")),
    "a body with a length": dribbles(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", itertools.repeat(b"{")),
    "a body without a length": dribbles(b"HTTP/1.1 200 OK\r\n\r\n{}", itertools.repeat(b" ")),
    "a body in chunks": dribbles(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", itertools.repeat(b"1\r\n \r\n")
    ),
}
CUT: dict[str, Trick] = {
    "a reset": resets,
    "nothing": says(b""),
    "half a body": says(b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"id"'),
    "half the chunks": says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}"),
    "noise": says(b"\x00\x01\x02\r\n\r\n"),
}


def client(url: str, **options: object) -> HttpClient:
    settings = {"headers": {"Authorization": f"Bearer {SECRET}"}, "allow_local": True, "deadline": DEADLINE}
    return HttpClient(url, **(settings | options))  # type: ignore[arg-type]  # each test names what it changes


def read(http: HttpClient) -> Answer:
    return http.get("/thing", {"q": "é&="})


def write(http: HttpClient) -> Answer:
    return http.send("POST", "/thing", form={"message": "Merci 😀"})


def test_an_answer_comes_back_whole_with_lower_case_headers() -> None:
    with Wire(HELLO) as wire:
        answer = read(client(f"{wire.url}/v1/"))
    assert (answer.status, answer.headers["content-type"], answer.json()) == (200, "application/json", {"a": 1})
    assert wire.heard[0].startswith(b"GET /v1/thing?q=%C3%A9%26%3D HTTP/1.1\r\n")


def test_a_status_is_not_judged() -> None:
    with Wire(answers(b"<html>", status="503 No")) as wire:
        assert read(client(wire.url)) == Answer(503, {"content-length": "6"}, b"<html>")


def test_a_form_and_json_leave_as_they_are() -> None:
    with Wire(HELLO) as wire:
        write(client(wire.url))
        client(wire.url).send("PUT", "/thing", json={"text": "é"})
    assert wire.heard[0].endswith(b"\r\n\r\nmessage=Merci+%F0%9F%98%80")
    assert wire.heard[1].endswith(b'\r\n\r\n{"text": "\\u00e9"}')


@pytest.mark.parametrize("where", ["form", "json", "params"])
def test_half_a_character_is_refused_before_anything_leaves(where: str) -> None:
    with Wire(HELLO) as wire:
        http = client(wire.url)
        with pytest.raises(Invalid) as refusal:
            http.send("POST", "/thing", **{where: {"message": "Merci \ud83d"}})
        assert refusal.value.field == "half_character"
        assert http.calls == 0
    assert wire.heard == []


@pytest.mark.parametrize("trick", UNENDING.values(), ids=UNENDING.keys())
def test_no_answer_outlasts_the_deadline(trick: Trick) -> None:
    with Wire(trick) as wire:
        with pytest.raises(Transient):
            read(client(wire.url, deadline=SHORT))
        with pytest.raises(Unknown):
            write(client(wire.url, deadline=SHORT))
    assert len(wire.heard) == 2


@pytest.mark.parametrize("trick", CUT.values(), ids=CUT.keys())
def test_an_answer_that_is_cut_proves_nothing_of_a_write_and_is_not_tried_again(trick: Trick) -> None:
    with Wire(trick) as wire:
        with pytest.raises(Transient):
            read(client(wire.url))
        with pytest.raises(Unknown):
            write(client(wire.url))
    assert len(wire.heard) == 2


def test_a_small_answer_that_unpacks_to_a_large_one_is_cut_at_the_limit() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 60_000
    with Wire(answers(bomb, "Content-Encoding: gzip")) as wire:
        tracemalloc.start()
        with pytest.raises(Unreadable):
            read(client(wire.url, max_bytes=1_000_000))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        with pytest.raises(Unknown):
            write(client(wire.url, max_bytes=1_000_000))
    assert peak < 16_000_000


def test_a_body_at_the_limit_is_read_and_one_byte_more_is_not() -> None:
    with Wire(answers(b"x" * 100)) as wire:
        assert len(read(client(wire.url, max_bytes=100)).body) == 100
        with pytest.raises(Unreadable):
            read(client(wire.url, max_bytes=99))


def test_compression_that_is_broken_is_unreadable() -> None:
    with Wire(answers(b"not gzip at all", "Content-Encoding: gzip")) as wire:
        with pytest.raises(Unreadable):
            read(client(wire.url))
        with pytest.raises(Unknown):
            write(client(wire.url))


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
def test_a_redirect_is_not_followed_so_no_secret_reaches_another_host(status: str) -> None:
    with Wire(HELLO) as other, Wire(answers(b"", f"Location: {other.url}/", status=status)) as wire:
        assert read(client(wire.url)).headers["location"] == f"{other.url}/"
        assert write(client(wire.url)).status == int(status[:3])
    assert len(wire.heard) == 2
    assert other.heard == []


@pytest.mark.parametrize("target", ["http://[/", "//["])
def test_a_redirect_to_nonsense_proves_nothing(target: str) -> None:
    with Wire(answers(b"", f"Location: {target}", status="302 Found")) as wire:
        with pytest.raises(Unreadable):
            read(client(wire.url))
        with pytest.raises(Unknown):
            write(client(wire.url))
    assert len(wire.heard) == 2


def test_nothing_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login thief password stolen\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with Wire(HELLO) as wire:
        read(client(wire.url))
    assert f"Authorization: Bearer {SECRET}\r\n".encode() in wire.heard[0]


def test_a_cookie_is_not_kept() -> None:
    with Wire(answers(b"{}", "Set-Cookie: a=b")) as wire:
        http = client(wire.url)
        read(http)
        read(http)
    assert b"cookie" not in wire.heard[1].lower()


def test_a_refused_connection_means_that_nothing_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    for call in (read, write):
        with pytest.raises(Offline):
            call(client(f"http://127.0.0.1:{port}"))


def test_a_handshake_that_never_ends_means_that_nothing_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute, pytest.raises(Offline):
        write(client(f"https://127.0.0.1:{mute.getsockname()[1]}", deadline=SHORT))


def test_a_certificate_that_nobody_vouches_for_gets_no_secret() -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(SELF_SIGNED)
    with Wire(HELLO, tls=tls) as wire, pytest.raises(Untrusted) as refusal:
        write(client(f"https://localhost:{wire.port}"))
    assert wire.heard == []
    assert refusal.value.host == "localhost"


def test_a_name_server_that_never_answers_means_that_nothing_left(monkeypatch: pytest.MonkeyPatch) -> None:
    awake = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: awake.wait() and [])
    with pytest.raises(Offline):
        write(client("http://localhost:9", deadline=SHORT))
    awake.set()


def test_the_servers_clock_is_compared_with_ours() -> None:
    noon = datetime(2026, 11, 22, 12, 0, 0, 400_000, tzinfo=UTC)
    with Wire(answers(b"{}", "Date: Sun, 22 Nov 2026 12:10:00 GMT")) as wire:
        http = client(wire.url, now=lambda: noon)
        assert http.skew == timedelta(0)
        read(http)
    assert http.skew == timedelta(minutes=10)


@pytest.mark.parametrize(
    "date",
    [
        "yesterday",
        "Fri, 31 Dec 9999 23:59:59 -2359",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Mon, 01 Jan 1601 00:00:00 GMT",
    ],
)
def test_a_date_that_is_none_changes_nothing(date: str) -> None:
    with Wire(answers(b"{}", f"Date: {date}")) as wire:
        http = client(wire.url)
        read(http)
    assert http.skew == timedelta(0)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("999999999999", 3600.0),
        ("-1", None),
        ("soon", None),
        ("", None),
        ("١٢", None),
        ("Sun, 22 Nov 2026 12:01:00 GMT", 60.0),
        ("Sun, 22 Nov 2026 11:59:00 GMT", None),
        ("Sun, 29 Nov 2026 12:00:00 GMT", 3600.0),
    ],
)
def test_a_wait_that_is_asked_for_is_understood_and_bounded(text: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": text}, datetime(2026, 11, 22, 12, tzinfo=UTC)) == seconds


def chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize(
    ("trick", "deadline"),
    [*((trick, DEADLINE) for trick in (*CUT.values(), answers(b"x" * 200))), (UNENDING["silence"], SHORT)],
)
def test_no_error_and_no_log_carries_the_secret(
    trick: Trick, deadline: float, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with Wire(trick) as wire:
        for call in (read, write):
            with pytest.raises(PlatformError) as raised:
                call(client(wire.url, max_bytes=100, deadline=deadline))
            told = "".join(traceback.format_exception(raised.value)) + repr(raised.value.__dict__)
            assert SECRET not in told
            assert list(chain(raised.value)) == [raised.value]  # the library's exceptions hold the request
        assert SECRET not in repr(client(wire.url))
    assert any(SECRET.encode() in request for request in wire.heard)  # it did leave: the search can find it
    assert SECRET not in caplog.text


def test_a_body_over_the_limit_is_not_held_twice() -> None:
    with Wire(answers(b"x" * 40_000_000)) as wire:
        tracemalloc.start()
        with pytest.raises(Unreadable):
            read(client(wire.url, max_bytes=20_000_000))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 30_000_000
