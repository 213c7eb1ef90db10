"""Speaks the Graph API: one version, one token, every answer judged. May not know what a post or a comment is.

An answer is judged by its error's code and subcode alone; sentences are only ever handed on to the user.
"""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from cm_desktop.domain.errors import (
    AuthExpired,
    PlatformError,
    RateLimited,
    Transient,
    Unknown,
    Unreadable,
)
from cm_desktop.domain.quota import Spending
from cm_desktop.platforms.graph.errors import TOO_MUCH_DATA, GraphError
from cm_desktop.platforms.graph.usage import Usage, usage
from cm_desktop.platforms.transport.calls import Call
from cm_desktop.platforms.transport.gateway import DIRECT, Gateway
from cm_desktop.platforms.transport.http import DEADLINE, Answer, HttpClient, retry_after
from cm_desktop.platforms.transport.strict_json import safe_loads

VERSION = "v26.0"  # released on 29 July 2026, alive for about two years
Json = Mapping[str, object]
Params = Mapping[str, str | int]

_RIGHT = re.compile(r"\b(?:(?:pages|instagram|business|ads)_[a-z_]+|(?:PROFILE_PLUS_)?MODERATE)\b")
_TOKEN = re.compile(r"[!-~]+")
_SMALLEST_PAGE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """The permissions that a platform wants, to read and to write: named where Graph says only that one is missing."""

    read: str
    write: str

    def usual(self, call: Call) -> str:
        return self.read if call is Call.READ else self.write


def classify(call: Call, status: int, headers: Mapping[str, str], body: bytes, rights: Rights) -> PlatformError | None:
    """What an answer means; None where it is what was asked for. Header names are in lower case.

    Of a write, whatever proves neither an effect nor its absence is Unknown: 5xx, a redirect, an answer that is not
    JSON, success without an id or the word. Throttling tells the seconds to wait where the headers do.
    """
    said = _object(body)
    error = None if said is None else _told(call, headers, said, rights)
    if call is Call.WRITE and status >= 500:
        return Unknown(error.message if error else "")
    if error is not None:
        return error.meaning()
    if status == 429:
        return RateLimited(retry_after=_wait(headers))
    if 200 <= status < 300 and said is not None and (call is Call.READ or _proves(said)):
        return None
    if call is Call.WRITE:
        return Unknown()
    return Transient() if status >= 500 else Unreadable()


def node(identifier: str) -> str:
    """An id as a part of a path: ids are opaque."""
    return quote(identifier, safe="")


class GraphClient:
    """One token's way to one Graph server. The token only ever travels in a header, and in a body to ask about itself.

    `rights` are those that the platform wants. `deadline` is in seconds, for each call; `wait` passes the seconds between
    calls once the quota runs low.
    """

    def __init__(
        self,
        base_url: str,
        token: str,
        *,
        rights: Rights,
        allow_local: bool,
        gateway: Gateway = DIRECT,
        deadline: float = DEADLINE,
        monotonic: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._token = token
        self.rights = rights
        self._usable = _TOKEN.fullmatch(token) is not None
        self._http = HttpClient(
            f"{base_url.rstrip('/')}/{VERSION}",
            headers={"Authorization": f"Bearer {token}"},
            allow_local=allow_local,
            deadline=deadline,
            gateway=gateway,
        )
        self._monotonic = monotonic
        self._wait = wait
        self._usage, self._told = Usage(), False
        self._stopped_until = 0.0

    @property
    def skew(self) -> timedelta:
        """How far the server's clock is ahead of this machine's."""
        return self._http.skew

    @property
    def spent(self) -> Spending:
        """The calls made so far, and what the server last said to be used of its quota."""
        return Spending(calls=self._http.calls, percent=self._usage.percent if self._told else None)

    def get(self, path: str, params: Params) -> Json:
        """Read one object. Raises what `classify` says, and what HttpClient raises."""
        return self._judged(Call.READ, self._ask("GET", path, params))

    def get_page(self, path: str, params: Callable[[int], Params], limit: int) -> tuple[Json, int]:
        """Read one page of a listing, and the size that it was read at: `limit`, or less where that is too much for Graph.

        Nobody waits for it: with the quota running low, it first lets a second pass.
        """
        if self._usage.throttled:
            self._wait(1.0)
        for size in _sizes(limit):
            answer = self._ask("GET", path, params(size))
            if not _too_much(answer):
                break
        return self._judged(Call.READ, answer), size

    def write(self, method: str, path: str, form: Mapping[str, str] | None = None) -> Json:
        """Change something, once. Raises Unknown where it may or may not have been changed."""
        return self._judged(Call.WRITE, self._ask(method, path, form=form))

    def about_token(self) -> Json:
        """What Graph tells of the token itself: a read, yet posted, since a token in an address would be written down."""
        asked = {"input_token": self._token, "method": "get"}
        return self._judged(Call.READ, self._ask("POST", "debug_token", form=asked))

    def _ask(
        self, method: str, path: str, params: Params | None = None, form: Mapping[str, str] | None = None
    ) -> Answer:
        """One exchange. Raises RateLimited while Graph is about to refuse: nothing is sent then, a write stays queued."""
        if not self._usable:
            raise AuthExpired(reason="invalid_token")
        left = self._stopped_until - self._monotonic()
        if left > 0:
            raise RateLimited(retry_after=left)
        answer = self._http.send(method, path, params=params, form=form)
        told = usage(answer.headers)
        if told is not None:
            self._usage, self._told = told, True
            self._stopped_until = self._monotonic() + (told.stop or 0.0)
        return answer

    def _judged(self, call: Call, answer: Answer) -> Json:
        error = classify(call, answer.status, answer.headers, answer.body, self.rights)
        if error is not None:
            raise error
        return _object(answer.body) or {}


def _object(body: bytes) -> Json | None:
    try:
        said = safe_loads(body)
    except Unreadable:
        return None
    return said if isinstance(said, dict) else None


def _told(call: Call, headers: Mapping[str, str], said: Json, rights: Rights) -> GraphError | None:
    error = said.get("error")
    if not isinstance(error, dict) or not isinstance(error.get("code"), int):
        return None
    right = _RIGHT.search(_text(error, "message"))
    subcode = error.get("error_subcode")
    return GraphError(
        call=call,
        code=error["code"],
        subcode=subcode if isinstance(subcode, int) else None,
        message=_text(error, "error_user_msg"),
        scope=right[0] if right else "",
        usual=rights.usual(call),
        passing=error.get("is_transient") is True,
        wait=_wait(headers),
    )


def _text(said: Json, key: str) -> str:
    value = said.get(key)
    return value if isinstance(value, str) else ""


def _wait(headers: Mapping[str, str]) -> float | None:
    told = usage(headers)
    return (told.regain if told else None) or retry_after(headers, datetime.now(UTC))


def _proves(said: Json) -> bool:
    return said.get("success") is True or bool(_text(said, "id"))


def _too_much(answer: Answer) -> bool:
    match _object(answer.body):
        case {"error": {"code": int(code)}}:
            return code == TOO_MUCH_DATA
        case _:
            return False


def _sizes(limit: int) -> list[int]:
    """The sizes to try: code 1 is answered to a passing trouble, which one more try tells, and to too large a page."""
    sizes = [limit, limit]
    while sizes[-1] // 2 >= _SMALLEST_PAGE:
        sizes.append(sizes[-1] // 2)
    return sizes
