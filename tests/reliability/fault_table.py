"""What a bad network makes of an honest answer, by name. May not know who asked."""

import gzip
import itertools
from collections.abc import Callable

from tests.servers.fault_proxy import Pieces, Spoil

Fault = Callable[[bytes, str], bytes | Pieces]  # of an honest answer, and of another host's address
PAUSE = 0.05  # seconds: each wait is short, the whole is endless
BOMB = gzip.compress(bytes(300 * 1024 * 1024), 9)  # 300 KB
PIECES = gzip.compress(b"[" + (b"[" * 60 + b"]" * 60 + b",") * 69_000 + b"0]", 9)  # 28 KB; 8 MB of brackets
_SOME = b" " * 0x8000


def _page(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    return "\r\n".join((f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", "")).encode() + body


def _redirect(status: str) -> Fault:
    return lambda _answer, elsewhere: _page(b"", f"Location: {elsewhere}/", status=status)


def _parts(answer: bytes) -> tuple[bytes, bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    kept = [line for line in head.split(b"\r\n") if not line.lower().startswith((b"content-length", b"transfer-enc"))]
    return b"\r\n".join(kept), body


def _with_length(answer: bytes, more: int) -> bytes:
    head, body = _parts(answer)
    return head + f"\r\nContent-Length: {len(body) + more}\r\n\r\n".encode() + body


def _chunks(answer: bytes, chunk: bytes, pause: float) -> Pieces:
    head = _parts(answer)[0] + b"\r\nTransfer-Encoding: chunked\r\n\r\n"
    return Pieces(pieces=itertools.chain([head], itertools.repeat(b"%x\r\n%s\r\n" % (len(chunk), chunk))), pause=pause)


def _slow_headers(answer: bytes) -> Pieces:
    more = (f"X-{number}: 1\r\n".encode() for number in itertools.count())
    return Pieces(pieces=itertools.chain([answer.partition(b"\r\n")[0] + b"\r\n"], more), pause=PAUSE)


def _slow_body(answer: bytes) -> Pieces:
    head, body = _parts(answer)
    letters = (bytes([letter]) for letter in itertools.chain(body, itertools.repeat(32)))
    return Pieces(pieces=itertools.chain([head + b"\r\n\r\n"], letters), pause=PAUSE)


FAULTS: dict[str, Fault] = {
    "reset before the answer": lambda _answer, _: Pieces(pieces=[], reset=True),
    "reset in the answer": lambda answer, _: Pieces(pieces=[answer[: len(answer) // 2]], reset=True),
    "nothing": lambda _answer, _: b"",
    "silence": lambda _answer, _: Pieces(pieces=itertools.repeat(b""), pause=PAUSE),
    "truncated head": lambda answer, _: answer[:40],
    "truncated body": lambda answer, _: answer[: (answer.index(b"\r\n\r\n") + len(answer)) // 2],
    "slow headers": lambda answer, _: _slow_headers(answer),
    "slow body": lambda answer, _: _slow_body(answer),
    "endless chunks, slowly": lambda answer, _: _chunks(answer, b" ", PAUSE),
    "endless chunks, fast": lambda answer, _: _chunks(answer, _SOME, 0),
    "gzip bomb": lambda _answer, _: _page(BOMB, "Content-Type: application/json", "Content-Encoding: gzip"),
    "gzip of brackets": lambda _answer, _: _page(PIECES, "Content-Type: application/json", "Content-Encoding: gzip"),
    "redirect 302": _redirect("302 Found"),
    "redirect 307": _redirect("307 Temporary Redirect"),
    "redirect 308": _redirect("308 Permanent Redirect"),
    "captive portal": lambda _answer, _: _page(b"<html>Bienvenue au salon</html>", "Content-Type: text/html"),
    "length too long": lambda answer, _: _with_length(answer, 1000),
    "length too short": lambda answer, _: _with_length(answer, -40),
    "continue for ever": lambda _answer, _: Pieces(
        pieces=itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n"), pause=PAUSE
    ),
    "gateway's error": lambda _answer, _: _page(b"<html>", status="502 Bad Gateway"),
}
ENDLESS = frozenset(
    {"silence", "slow headers", "slow body", "endless chunks, slowly", "endless chunks, fast", "continue for ever"}
)
"""What only a deadline ends."""
HARMLESS: dict[str, Fault] = {
    "continue, then the answer": lambda answer, _: b"HTTP/1.1 100 Continue\r\n\r\n" + answer,
    "as it is": lambda answer, _: answer,
}


def spoilt(fault: Fault, elsewhere: str) -> Spoil:
    """As the proxy wants it."""
    return lambda answer: fault(answer, elsewhere)
