"""A loopback proxy that spoils chosen answers of a real server. May not invent an exchange that the server did not have.

with FaultProxy(site.port) as proxy:
    proxy.spoil("POST", lambda answer: answer[:300])  # the next POST is carried out, and its answer is cut
"""

import contextlib
import itertools
import select
import socket
import socketserver
import ssl
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """An answer in pieces, `pause` seconds between them, until the client hangs up. `reset` breaks the connection behind
    the last one, as a firewall does.
    """

    pieces: Iterable[bytes]
    pause: float = 0.0
    reset: bool = False


Spoil = Callable[[bytes], bytes | Pieces]


class FaultProxy:
    """Stands before the server on `target_port`. Answers are passed on whole unless one was asked to be spoilt.

    With `tls` it wants to be spoken to by https, and proves who it is with what is in there.
    """

    def __init__(self, target_port: int, *, tls: ssl.SSLContext | None = None) -> None:
        self._target = ("127.0.0.1", target_port)
        self.tls = tls
        self._spoils: list[tuple[str, Spoil]] = []
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self.requests: list[str] = []
        """The first line of each request, in order."""
        self.longest = 0.0
        """How many seconds the longest exchange took, from its request to its end."""

    @property
    def base_url(self) -> str:
        host = "https://localhost" if self.tls else "http://127.0.0.1"
        return f"{host}:{self._server.server_address[1]}"

    @property
    def waiting(self) -> int:
        """How many spoils no answer has met yet."""
        return len(self._spoils)

    def spoil(self, method: str, how: Spoil) -> None:
        """Hand the next answer to a `method` request through `how`, after the server has done its work."""
        self._spoils.append((method, how))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def pass_on(self, request: bytes) -> bytes | Pieces:
        """What is answered to a request, once the server has answered it."""
        first = request.partition(b"\r\n")[0].decode()
        self.requests.append(first)
        answer = self._ask(request)
        for index, (method, how) in enumerate(self._spoils):
            if first.startswith(method):
                del self._spoils[index]
                return how(answer)
        return answer

    def _ask(self, request: bytes) -> bytes:
        """The server's whole answer: it is asked to close the connection behind it."""
        with socket.create_connection(self._target) as upstream:
            upstream.sendall(request.replace(b"Connection: keep-alive", b"Connection: close", 1))
            return b"".join(iter(lambda: upstream.recv(65536), b""))


class _Handler(socketserver.StreamRequestHandler):
    """One exchange, on one connection."""

    server: "_Server"

    def setup(self) -> None:
        self._tls = self.server.proxy.tls
        if self._tls:
            self.request = self._tls.wrap_socket(self.request, server_side=True)
        super().setup()

    def finish(self) -> None:
        super().finish()
        if self._tls:
            self.request.close()

    def handle(self) -> None:
        started = time.monotonic()
        if request := self._request():
            answer = self.server.proxy.pass_on(request)
            if isinstance(answer, bytes):
                self.wfile.write(answer)
            else:
                self._give(answer)
            self.server.proxy.longest = max(self.server.proxy.longest, time.monotonic() - started)

    def _request(self) -> bytes:
        lines = list(itertools.takewhile(lambda line: line.strip(), self.rfile))
        lengths = [line for line in lines if line.lower().startswith(b"content-length:")]
        body = self.rfile.read(int(lengths[0].partition(b":")[2])) if lengths else b""
        return b"".join(lines) + b"\r\n" + body if lines else b""

    def _give(self, answer: Pieces) -> None:
        with contextlib.suppress(OSError):
            for piece in answer.pieces:
                self.connection.sendall(piece)
                if select.select([self.connection], [], [], answer.pause)[0]:
                    return  # whoever asked has hung up
            if answer.reset:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.rfile.close()
                self.connection.close()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = False  # closing waits for them

    def __init__(self, proxy: FaultProxy) -> None:
        self.proxy = proxy
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who hung up meanwhile, or did not believe us, is no news."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)
