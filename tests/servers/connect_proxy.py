"""A loopback office proxy: it opens tunnels (CONNECT) to names that it alone can resolve, and may want a password.

May not look into what goes through a tunnel.

with ConnectProxy({"pages.example": server.port}, login="cm:secret") as proxy:
    Gateway(proxy=proxy.url, login="cm:secret")
"""

import base64
import contextlib
import itertools
import socket
import socketserver
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Self

ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"
WANTS_LOGIN = b'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="office"\r\n\r\n'
FORBIDDEN = b"HTTP/1.1 403 Forbidden\r\n\r\n"
BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\n\r\n"


class ConnectProxy:
    """`places` maps host names to loopback ports; `forbidden` names are refused. `heard` holds each request's head."""

    def __init__(self, places: Mapping[str, int], *, login: str = "", forbidden: frozenset[str] = frozenset()) -> None:
        self._places = places
        self._login = f"Basic {base64.b64encode(login.encode()).decode()}" if login else ""
        self._forbidden = forbidden
        self.heard: list[str] = []
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = False  # closing waits for them
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

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
            rbufsize = 0  # what follows the head belongs to the tunnel

            def handle(self) -> None:
                lines = list(itertools.takewhile(lambda line: line.strip(), iter(self.rfile.readline, b"")))
                if lines:
                    proxy._serve(self.request, b"".join(lines).decode("latin-1"))

        return Handler

    def _serve(self, client: socket.socket, head: str) -> None:
        self.heard.append(head)
        host = head.split()[1].rpartition(":")[0]
        told = [line.partition(":")[2].strip() for line in head.splitlines() if line.lower().startswith("proxy-auth")]
        if self._login and told != [self._login]:
            client.sendall(WANTS_LOGIN)
        elif host in self._forbidden:
            client.sendall(FORBIDDEN)
        elif host not in self._places:
            client.sendall(BAD_GATEWAY)
        else:
            with socket.create_connection(("127.0.0.1", self._places[host])) as server:
                client.sendall(ESTABLISHED)
                _tunnel(client, server)


def _tunnel(client: socket.socket, server: socket.socket) -> None:
    """Pass bytes both ways until both sides have said all."""
    back = threading.Thread(target=_pass_on, args=(server, client))
    back.start()
    _pass_on(client, server)
    back.join()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while chunk := source.recv(65536):
            target.sendall(chunk)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)
