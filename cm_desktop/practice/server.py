"""The sockets of the practice platform: HTTP in, HTTP out, and every way to spoil it. May not know what Graph means.

It can go offline: the port stays taken, but refuses connections.
"""

import contextlib
import logging
import os
import socket
import struct
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import UTC
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any

from cm_desktop.domain.errors import PortTaken
from cm_desktop.practice.delivery import Delivery, Response
from cm_desktop.practice.faults import Cut, Truncated
from cm_desktop.practice.things import Clock

Answerer = Callable[[str, str, Mapping[str, str], bytes], Delivery]

HOST = "127.0.0.1"
LARGEST_BODY = 1_000_000  # bytes
_log = logging.getLogger(__name__)
_LINGER = "hh" if os.name == "nt" else "ii"
_IDLE = 30.0  # seconds a connection may stay open without a request


class Sockets:
    """Listens on a port of this machine alone. Raises PortTaken where another program has it."""

    def __init__(self, port: int, clock: Clock) -> None:
        self._clock = clock
        self._answer: Answerer | None = None
        self._server = self._bind(port)
        self._thread: threading.Thread | None = None
        self.port = self._server.server_port

    def open(self, answer: Answerer) -> None:
        """Accept calls, and hand each to `answer`."""
        self._answer = answer
        self._server.answer = answer
        try:
            self._server.server_activate()
        except OSError as error:
            self._server.server_close()
            raise PortTaken(self.port) from error
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="practice", daemon=True)
        self._thread.start()

    def refuse(self) -> None:
        """Refuse connections, cut those that are open, and keep the port."""
        self._shut()
        self._server = self._bind(self.port)

    def reopen(self) -> None:
        assert self._answer is not None
        self.open(self._answer)

    def close(self) -> None:
        """Give the port back. Waits until every call in progress is over."""
        self._shut()

    @property
    def listening(self) -> bool:
        return self._thread is not None

    def _shut(self) -> None:
        if self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._thread = None
        self._server.cut_all()
        self._server.server_close()

    def _bind(self, port: int) -> "_Server":
        server = _Server(port)
        server.clock = self._clock
        try:
            server.server_bind()
        except OSError as error:
            server.socket.close()
            raise PortTaken(port) from error
        return server


class _Server(ThreadingHTTPServer):
    allow_reuse_address = os.name == "posix"  # elsewhere it would let two programs share the port
    daemon_threads = False
    request_queue_size = 64
    clock: Clock
    answer: Answerer

    def __init__(self, port: int) -> None:
        super().__init__((HOST, port), _Call, bind_and_activate=False)
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._abrupt: set[socket.socket] = set()

    def server_bind(self) -> None:
        TCPServer.server_bind(self)  # HTTPServer's would ask a name server who we are
        self.server_name, self.server_port = HOST, int(self.socket.getsockname()[1])

    def opened(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.add(connection)
            if self.closing.is_set():
                hang_up(connection)

    def closed(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.discard(connection)

    def reset(self, connection: socket.socket) -> None:
        """Let this connection end with a reset instead of an orderly goodbye."""
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(_LINGER, 1, 0))
        with self._lock:
            self._abrupt.add(connection)

    def cut_all(self) -> None:
        with self._lock:
            self.closing.set()
            for connection in self._open:
                hang_up(connection)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            abrupt = request in self._abrupt
            self._abrupt.discard(request)
        if abrupt:
            self.close_request(request)
        else:
            super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        if not isinstance(sys.exc_info()[1], OSError):  # a client that has hung up is no news
            _log.exception("a call could not be answered")


def hang_up(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


class _Call(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _IDLE
    wbufsize = -1  # the head and the body of an answer leave together
    disable_nagle_algorithm = True
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.opened(self.connection)

    def finish(self) -> None:
        self.server.closed(self.connection)
        super().finish()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing: an address may hold a token."""

    def version_string(self) -> str:
        return "practice"

    def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002
        """The Date header tells the practice world's time."""
        return format_datetime(self.server.clock().astimezone(UTC), usegmt=True)

    def _serve(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not length.isdecimal() or int(length) > LARGEST_BODY:
            self.close_connection = True
            self.send_error(413 if length.isdecimal() else 411)
            return
        body = self.rfile.read(int(length))
        headers = {name.title(): value for name, value in self.headers.items()}
        delivery = self.server.answer(self.command, self.path, headers, body)
        self._deliver(delivery)
        if delivery.after is not None:
            delivery.after()

    do_GET = do_POST = do_DELETE = _serve  # noqa: N815

    def _deliver(self, delivery: Delivery) -> None:
        if delivery.delay:
            self.server.closing.wait(delivery.delay.total_seconds())
        match delivery.trouble:
            case Cut(reset=reset):
                self.close_connection = True
                if reset:
                    self.server.reset(self.connection)
            case Truncated(announced=announced):
                self.close_connection = True
                self._send(delivery.response, announced=announced, half=True)
            case _:
                self._send(delivery.response, announced=True, half=False)

    def _send(self, response: Response, *, announced: bool, half: bool) -> None:
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        if announced:
            self.send_header("Content-Length", str(len(response.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(response.body[: len(response.body) // 2] if half else response.body)
        self.wfile.flush()
