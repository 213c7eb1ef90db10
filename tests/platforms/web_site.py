"""Web pages on a real socket, by host and path, as a test lays them out. May not speak any API.

with site({"/feed": answers(FEED)}) as wire: ...
"""

import socket
from collections.abc import Mapping

from tests.platforms.wire import Trick, Wire, answers

NOT_FOUND = answers(b"", status="404 Not Found")


def by_path(pages: Mapping[str, Trick]) -> Trick:
    """A trick for each path with its query; where hosts differ, for each `host/path`."""

    def trick(wire: Wire, connection: socket.socket) -> None:
        head = wire.heard[-1].decode("latin-1")
        path = head.split()[1]
        host = next(line for line in head.splitlines() if line.lower().startswith("host:")).partition(":")[2].strip()
        pages.get(f"{host}{path}", pages.get(path, NOT_FOUND))(wire, connection)

    return trick


def conditional(body: bytes, etag: str, *headers: str) -> Trick:
    """The body, or 304 for who has it already."""

    def trick(wire: Wire, connection: socket.socket) -> None:
        known = f"If-None-Match: {etag}\r\n".encode() in wire.heard[-1]
        answer = answers(b"", status="304 Not Modified") if known else answers(body, f"ETag: {etag}", *headers)
        answer(wire, connection)

    return trick


def moved(to: str, status: str = "301 Moved Permanently") -> Trick:
    return answers(b"", f"Location: {to}", status=status)
