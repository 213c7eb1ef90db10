"""A public page, read in nobody's name, wherever it has moved to. May not carry a secret: it would follow the page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from cm_desktop.domain.errors import NotAllowedAddress, Unreadable
from cm_desktop.platforms.transport.gateway import Gateway
from cm_desktop.platforms.transport.http import DEADLINE, MAX_BYTES, Answer, HttpClient

MOVES_AT_MOST = 5
_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Visit:
    """`address` is where the page was found in the end."""

    address: str
    answer: Answer


def visit(
    address: str,
    *,
    gateway: Gateway,
    allow_local: bool = False,
    headers: Mapping[str, str] | None = None,
    deadline: float = DEADLINE,
    max_bytes: int = MAX_BYTES,
    spent: Callable[[int], None] = lambda _calls: None,
) -> Visit:
    """Read what stands at `address`; http becomes https, but on the local network. Each move is checked like a first call.

    `deadline` is in seconds, for each call; `spent` is told of the requests that were made, whatever becomes of them.
    Raises what `HttpClient.get` raises, and Unreadable where it moves in circles.
    """
    for _ in range(MOVES_AT_MOST + 1):
        origin, path = _parts(address, allow_local=allow_local)
        http = HttpClient(
            origin,
            headers=headers or {},
            allow_local=allow_local,
            deadline=deadline,
            max_bytes=max_bytes,
            gateway=gateway,
        )
        try:
            answer = http.get(path)
        finally:
            spent(http.calls)
        moved = answer.headers.get("location", "") if answer.status in _MOVED else ""
        if not moved:
            return Visit(f"{origin}{path}", answer)
        address = urljoin(f"{origin}{path}", moved)
    raise Unreadable


def _parts(address: str, *, allow_local: bool) -> tuple[str, str]:
    """The origin, and the path with its query. Raises NotAllowedAddress for what is not a web address."""
    try:
        url = urlsplit(address.strip())
    except ValueError:
        raise NotAllowedAddress(address=address) from None
    if url.scheme not in ("http", "https") or not url.hostname:
        raise NotAllowedAddress(address=address)
    scheme = url.scheme if allow_local else "https"
    query = f"?{url.query}" if url.query else ""
    return f"{scheme}://{url.netloc}", f"{url.path or '/'}{query}"
