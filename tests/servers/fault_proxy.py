"""A loopback proxy that spoils chosen answers of a real server. May not invent an exchange that the server did not have.

with FaultProxy(site.port) as proxy:
    proxy.spoil("POST", lambda answer: answer[:300])  # the next POST is carried out, and its answer is cut
"""

import itertools
import socket
import socketserver
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

Spoil = Callable[[bytes], bytes]


class FaultProxy:
    """Stands before the server on `target_port`. Answers are passed on whole unless one was asked to be spoilt."""

    def __init__(self, target_port: int) -> None:
        self._target = ("127.0.0.1", target_port)
        self._spoils: list[tuple[str, Spoil]] = []
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = False  # closing waits for them
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self.requests: list[str] = []
        """The first line of each request, in order."""

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

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

    def _handler(self) -> type[socketserver.StreamRequestHandler]:
        proxy = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                if request := self._request():
                    self.wfile.write(proxy._pass(request))

            def _request(self) -> bytes:
                lines = list(itertools.takewhile(lambda line: line.strip(), self.rfile))
                lengths = [line for line in lines if line.lower().startswith(b"content-length:")]
                body = self.rfile.read(int(lengths[0].partition(b":")[2])) if lengths else b""
                return b"".join(lines) + b"\r\n" + body if lines else b""

        return Handler

    def _pass(self, request: bytes) -> bytes:
        first = request.partition(b"\r\n")[0].decode()
        self.requests.append(first)
        answer = self._ask(request)
        for index, (method, how) in enumerate(self._spoils):
            if first.startswith(method):
                del self._spoils[index]
                return how(answer)
        return answer

    def _ask(self, request: bytes) -> bytes:
        """The server's whole answer: it closes the connection after each."""
        with socket.create_connection(self._target) as upstream:
            upstream.sendall(request)
            return b"".join(iter(lambda: upstream.recv(65536), b""))
