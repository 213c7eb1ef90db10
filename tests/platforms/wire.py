"""A server of one trick on a real socket: it keeps what it is sent, then behaves as a test says. May not speak any API."""

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

Trick = Callable[["Wire", socket.socket], None]


class Wire:
    """Listens on loopback while in its `with`. `heard` holds the requests' bytes, one for each connection that spoke."""

    def __init__(self, trick: Trick, *, tls: ssl.SSLContext | None = None) -> None:
        self.heard: list[bytes] = []
        self.over = threading.Event()
        self._trick = trick
        self._tls = tls
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._threads = [threading.Thread(target=self._listen)]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.over.set()
        self._socket.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._socket.close()

    def _listen(self) -> None:
        while not self.over.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, plain: socket.socket) -> None:
        with contextlib.suppress(OSError), plain:
            plain.settimeout(5)
            with self._tls.wrap_socket(plain, server_side=True) if self._tls else plain as connection:
                self.heard.append(_request(connection))
                self._trick(self, connection)


def _request(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += _some(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line.partition(b":")[2] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    while len(body) < int((lengths or [b"0"])[0]):
        body += _some(connection)
    return head + b"\r\n\r\n" + body


def _some(connection: socket.socket) -> bytes:
    chunk = connection.recv(65536)
    if not chunk:
        raise OSError
    return chunk


def says(what: bytes) -> Trick:
    """Send these bytes and hang up."""
    return lambda _, connection: connection.sendall(what)


def answers(body: bytes, *headers: str, status: str = "200 OK") -> Trick:
    """A whole and honest answer."""
    head = "\r\n".join((f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""))
    return says(head.encode() + body)


def dribbles(start: bytes, drops: Iterable[bytes]) -> Trick:
    """Send `start` at once, then a drop every tenth of a second: each wait is short, the whole is endless."""

    def trick(wire: Wire, connection: socket.socket) -> None:
        connection.sendall(start)
        for drop in drops:
            if wire.over.wait(0.1):
                return
            connection.sendall(drop)

    return trick


def resets(_: Wire, connection: socket.socket) -> None:
    """Hear the request, then break the connection."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
