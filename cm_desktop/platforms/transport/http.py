"""The one HTTP client of all connectors. May not judge statuses: what an answer means is each connector's business.

One connection for each exchange, no retry, no redirect, no cookie, nothing from the environment, TLS always verified.
So a write never meets a stale connection, and a secret only ever goes to the host it was given for.
"""

import email.utils
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from json import dumps
from urllib.parse import SplitResult, urlsplit

import requests
import urllib3

from cm_desktop.domain.errors import (
    Invalid,
    NotAllowedAddress,
    PlatformError,
    Transient,
    Unknown,
    Unreadable,
)
from cm_desktop.platforms.transport.addresses import is_local
from cm_desktop.platforms.transport.gateway import DIRECT, Gateway
from cm_desktop.platforms.transport.line import Line, LineAdapter
from cm_desktop.platforms.transport.strict_json import safe_loads

DEADLINE = 20.0
MAX_BYTES = 8 * 1024 * 1024
LONGEST_WAIT = 3600.0
YEARS = range(1970, 2200)  # in which a server can be: a clock at the end of all time leaves no room to reckon
_CHUNK = 64 * 1024
_READS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whatever its status. Header names are in lower case; `body` is decompressed."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> object:
        """The body as JSON, read strictly. Raises Unreadable."""
        return safe_loads(self.body)


class HttpClient:
    """Speaks to one host, in one account's name.

    `base_url` may hold a path; the paths of calls are added to it. `headers` go with every call, the secret among them.
    `allow_local` lets it be on this machine or its network, the only place where the scheme may be http. `deadline` is in
    seconds and covers a whole exchange; `max_bytes` counts the body decompressed. `gateway` is the way out: an account
    that may be local never uses its proxy, and what a name leads to behind a proxy is the proxy's to allow.
    """

    def __init__(
        self,
        base_url: str,
        *,
        headers: Mapping[str, str],
        allow_local: bool,
        deadline: float = DEADLINE,
        max_bytes: int = MAX_BYTES,
        gateway: Gateway = DIRECT,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._headers = {"User-Agent": "CM-Desktop", "Accept-Encoding": "gzip", **headers}
        self._allow_local = allow_local
        self._deadline = deadline
        self._max_bytes = max_bytes
        self._gateway = gateway
        self._now = now
        self._skew = timedelta(0)
        self._calls = 0

    @property
    def skew(self) -> timedelta:
        """How far the server's clock was ahead of this machine's at the last answer, to the second."""
        return self._skew

    @property
    def calls(self) -> int:
        """How many requests reached the server, whatever became of them."""
        return self._calls

    def get(self, path: str, params: Mapping[str, str | int] | None = None) -> Answer:
        """Read. Raises Offline, Untrusted, ProxyRefused, NotAllowedAddress, Transient (cut, or over the deadline),
        Unreadable (too large, bad compression)."""
        return self.send("GET", path, params=params)

    def send(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int] | None = None,
        json: object = None,
        form: Mapping[str, str] | None = None,
    ) -> Answer:
        """Write, once. `path` is quoted already. Raises Offline, Untrusted or ProxyRefused where no byte can have left,
        NotAllowedAddress, Invalid for a text that no bytes can say, and Unknown for everything that may have happened
        after the first byte did."""
        _check_sayable(params, form, json)
        url = f"{self._base_url}/{path.lstrip('/')}"
        request = requests.Request(method, url, dict(self._headers), params=dict(params or {}), json=json, data=form)
        place, proxies = self._way(url)
        with Line(self._deadline, local=place) as line:
            outcome = self._outcome(request, line, proxies)
            self._calls += line.connected
        # Raised out here: the library's own exceptions hold the request, and with it the secret.
        if not isinstance(outcome, Answer):
            raise outcome
        self._measure_skew(outcome)
        return outcome

    def _outcome(self, request: requests.Request, line: Line, proxies: Mapping[str, str]) -> Answer | PlatformError:
        try:
            answer = self._exchange(request, line, proxies)
        except (requests.exceptions.ContentDecodingError, ValueError):  # the latter of a redirect to nonsense
            return _fault(request, line, garbled=True)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError):
            return _fault(request, line)
        if line.expired:  # the end of a body may be where we cut it
            return _fault(request, line)
        return answer or _fault(request, line, garbled=True)

    def _exchange(self, request: requests.Request, line: Line, proxies: Mapping[str, str]) -> Answer | None:
        """What came back; None where it is too large."""
        with requests.Session() as session:
            session.trust_env = False
            session.mount("http://", LineAdapter(line, self._gateway))
            session.mount("https://", LineAdapter(line, self._gateway))
            prepared = session.prepare_request(request)
            response = session.send(
                prepared, stream=True, allow_redirects=False, timeout=self._deadline, proxies=dict(proxies)
            )
            with response:
                body = self._body(response)
                headers = {name.lower(): value for name, value in response.headers.items()}
                return None if body is None else Answer(response.status_code, headers, body)

    def _body(self, response: requests.Response) -> bytes | None:
        """The body; None as soon as it is over the limit: it is not even held twice."""
        body = bytearray()
        for chunk in response.iter_content(_CHUNK):
            body += chunk
            if len(body) > self._max_bytes:
                return None
        return bytes(body)

    def _way(self, address: str) -> tuple[bool | None, Mapping[str, str]]:
        """Where the address must be, as a Line wants it, and the proxy to it.

        Raises NotAllowedAddress for what is not a plain web address.
        """
        url = _split(address)
        schemes = ("http", "https") if self._allow_local else ("https",)
        if url.scheme not in schemes or not url.hostname or url.username is not None:
            raise NotAllowedAddress(address=f"{url.scheme}://{url.hostname or ''}")
        if self._allow_local:
            return (True if url.scheme == "http" else None), {}
        proxies = self._gateway.proxies(address)
        if proxies and is_local(url.hostname):
            raise NotAllowedAddress(address=url.hostname)
        return (None if proxies else False), proxies

    def _measure_skew(self, answer: Answer) -> None:
        moment = parse_http_date(answer.headers.get("date", ""))
        if moment is not None:
            ahead = (moment - self._now()).total_seconds() + 0.5  # a date drops fractions
            self._skew = timedelta(seconds=round(ahead))


def _check_sayable(*said: object) -> None:
    """Half of a character is the writer's to mend: no later try will send it, and in JSON it would leave as it is.

    Raises Invalid.
    """
    try:
        dumps(said, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise Invalid(field="half_character") from None


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        raise NotAllowedAddress(address=address) from None


def _fault(request: requests.Request, line: Line, *, garbled: bool = False) -> PlatformError:
    if not line.connected:
        return line.broken
    if request.method not in _READS:
        return Unknown()
    return Unreadable() if garbled else Transient()


def parse_http_date(text: str) -> datetime | None:
    """An HTTP date as an aware time in UTC; None for anything else."""
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.year not in YEARS:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds that a server asks to wait, at most an hour; None where it asks nothing sensible."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:10]), LONGEST_WAIT)
    moment = parse_http_date(text)
    if moment is None or moment <= now:
        return None
    return min((moment - now).total_seconds(), LONGEST_WAIT)
