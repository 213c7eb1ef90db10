"""One connection for one exchange: which addresses it may reach, how long it may last, whether anything may have left.

May not know what is said over it.
"""

import re
import socket
import ssl
import threading
import time
from contextlib import suppress
from typing import Any, Self

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from cm_desktop.domain.errors import NotAllowedAddress, Offline, ProxyRefused, Untrusted
from cm_desktop.platforms.transport.addresses import Address, is_home, is_public, resolve
from cm_desktop.platforms.transport.gateway import Gateway


class Line:
    """The way to the other side, with its deadline in seconds from now; a context that ends the connection at the latest.

    `local` says where the other side must be: True on this machine or its network, False on the public Internet, None
    where it does not matter (a proxy, which was chosen by the user).
    """

    def __init__(self, seconds: float, *, local: bool | None) -> None:
        self._local = local
        self._until = time.monotonic() + seconds
        self._watch = threading.Timer(seconds, self._cut)
        self._watch.daemon = True
        self._turn = threading.Lock()
        self._handle: socket.socket | None = None
        self.connected = False
        """Whether bytes of the request may have left this machine."""
        self.expired = False
        self.broken = Offline()
        """Why the other side was never spoken to, where it was not."""

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._watch.cancel()
        self._watch.join()
        if self._handle is not None:
            self._handle.close()

    @property
    def remaining(self) -> float:
        """Seconds left, never quite none: a socket takes zero for another thing."""
        return max(self._until - time.monotonic(), 0.001)

    def dial(self, host: str, port: int) -> socket.socket:
        """Connect to one of the host's addresses, all of which were checked: a name cannot change between the two.

        Each gets an equal share of the time that is left, and so does what is to be said then: one that never answers
        does not hide the others. Raises OSError where nothing answers in time, NotAllowedAddress where one address is
        out of bounds.
        """
        addresses = resolve(host, port, self.remaining)
        for address in addresses:
            self._check(address)
        trouble = OSError(f"no address for {host}")
        for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
            try:
                connection = socket.create_connection((str(address), port), self.remaining / (left + 1))
            except OSError as error:
                trouble = error
            else:
                return self._taken(connection)
        raise trouble

    def _taken(self, connection: socket.socket) -> socket.socket:
        """The connection, bound to the deadline. Raises OSError where that is over: nothing leaves after it."""
        with self._turn:
            if self.expired:
                connection.close()
                raise TimeoutError
            connection.settimeout(self.remaining)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            # A second handle on the connection: the first one changes hands when TLS begins.
            self._handle = connection.dup()
        return connection

    def _check(self, address: Address) -> None:
        if self._local is not None and not (is_home if self._local else is_public)(address):
            raise NotAllowedAddress(address=str(address))

    def _cut(self) -> None:
        """Wake whoever waits on the connection: neither slow headers nor a slow body outlast the deadline."""
        with self._turn:
            self.expired = True
            if self._handle is not None:
                with suppress(OSError):  # already closed by the other side
                    self._handle.shutdown(socket.SHUT_RDWR)


class _Plain(HTTPConnection):
    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._line = line

    def _new_conn(self) -> socket.socket:
        return self._line.dial(self.host, self.port or self.default_port)

    def connect(self) -> None:
        super().connect()
        self._line.connected = True


class _Secure(HTTPSConnection):
    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._line = line

    def _new_conn(self) -> socket.socket:
        try:
            return self._line.dial(self.host, self.port or self.default_port)
        except OSError:
            if self.proxy is not None:
                self._line.broken = ProxyRefused(proxy=self.host, reason="unreachable")
            raise

    def _tunnel(self) -> None:
        try:
            super()._tunnel()
        except OSError as error:
            self._line.broken = _refusal(self.host, str(error))
            raise

    def connect(self) -> None:
        try:
            super().connect()  # through the handshake, and through a proxy's tunnel
        except ssl.SSLCertVerificationError:
            self._line.broken = Untrusted(host=self._tunnel_host or self.host)
            raise
        self._line.connected = True


def _refusal(proxy: str, told: str) -> Offline:
    """What a proxy that opens no tunnel means: http.client tells its status in words. Most often it reaches nobody."""
    status = re.search(r"failed: (\d{3})", told)
    match status and status[1]:
        case "407":
            return ProxyRefused(proxy=proxy, reason="password")
        case "401" | "403" | "405":
            return ProxyRefused(proxy=proxy, reason="forbidden")
        case _:
            return Offline()


class LineAdapter(HTTPAdapter):
    """Makes requests speak over this line, without ever trying twice, and believe only whom the gateway does."""

    def __init__(self, line: Line, gateway: Gateway) -> None:
        self._line = line
        self._gateway = gateway
        super().__init__(max_retries=0)

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> HTTPConnectionPool:
        """A pool of one connection: ours."""
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        assert isinstance(pool, HTTPConnectionPool)
        pool.ConnectionCls = _Plain
        if isinstance(pool, HTTPSConnectionPool):
            pool.ConnectionCls = _Secure
            pool.conn_kw["ssl_context"] = self._gateway.trust()
        pool.conn_kw["line"] = self._line
        return pool

    def cert_verify(self, *_: Any, **__: Any) -> None:
        """Nothing to add: requests would bring in certifi's authorities, whatever the system believes."""

    def proxy_headers(self, proxy: str) -> dict[str, str]:  # noqa: ARG002  # there is one proxy
        """Told to the proxy alone: what is tunnelled never holds it."""
        return self._gateway.greeting()
