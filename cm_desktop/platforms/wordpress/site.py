"""One WordPress site's REST interface: where it is, and one call to it. May not know what comments are.

Sites answer at `/wp-json/…`, or at `/?rest_route=/…` where they keep plain addresses; both are spoken.
"""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cm_desktop.domain.comments import Account
from cm_desktop.domain.errors import NotAllowedAddress, PlatformError, Unreadable, UpgradeNeeded
from cm_desktop.domain.quota import Spending
from cm_desktop.platforms.transport.calls import Call
from cm_desktop.platforms.transport.gateway import DIRECT, Gateway
from cm_desktop.platforms.transport.http import DEADLINE, Answer, HttpClient
from cm_desktop.platforms.transport.strict_json import safe_loads
from cm_desktop.platforms.wordpress.answers import COMMENT_FIELDS
from cm_desktop.platforms.wordpress.errors import MAX_BYTES, classify

Params = Mapping[str, str | int]
COMMENTS = "/wp/v2/comments"
_LINK = re.compile(r'<([^<>]+)>\s*;\s*rel="?https://api\.w\.org/"?')


@dataclass(frozen=True, slots=True)
class Root:
    """Where the interface answers: a path on the site's host; `plain` when routes go into a parameter."""

    path: str
    plain: bool

    def place(self, route: str, params: Params) -> tuple[str, Params]:
        """The path and parameters of a call to `route`."""
        return (self.path, {"rest_route": route, **params}) if self.plain else (self.path + route, params)


class Site:
    """Calls in one account's name, with its application password. Every failure is a PlatformError."""

    def __init__(self, account: Account, secret: str, *, gateway: Gateway = DIRECT, deadline: float = DEADLINE) -> None:
        self._address = urlsplit(account.base_url)
        login = base64.b64encode(f"{account.login}:{secret}".encode()).decode("ascii")
        self._http = HttpClient(
            f"{self._address.scheme}://{self._address.netloc}",
            headers={"Authorization": f"Basic {login}"},
            allow_local=account.allow_local,
            deadline=deadline,
            max_bytes=MAX_BYTES,
            gateway=gateway,
        )
        self._root: Root | None = None
        self._title = ""

    @property
    def spent(self) -> Spending:
        """The calls made so far; a blog tells no quota."""
        return Spending(calls=self._http.calls)

    @property
    def skew(self) -> timedelta:
        """How far the server's clock was ahead at the last answer."""
        return self._http.skew

    def get(self, route: str, params: Params) -> Any:
        """What stands at `route`, decoded."""
        return decoded(self.ask(route, params))

    def ask(self, route: str, params: Params) -> Answer:
        """The whole answer, for its headers; its body is JSON."""
        path, query = self._found().place(route, params)
        return _checked(Call.READ, self._http.get(path, query))

    def comment(self, ident: object) -> Any:
        """One comment with all that `COMMENT_FIELDS` names, as a moderator sees it. Raises Gone."""
        return self.get(f"{COMMENTS}/{ident}", {"context": "edit", "_fields": COMMENT_FIELDS})

    def write(self, method: str, route: str, data: Mapping[str, object] | None = None) -> Any:
        """Write, once. Raises Unknown for whatever proves neither effect nor absence of effect."""
        path, query = self._found().place(route, {})
        return decoded(_checked(Call.WRITE, self._http.send(method, path, params=query, json=data)))

    @property
    def title(self) -> str:
        """The site's name, as HTML."""
        self._found()
        return self._title

    def _found(self) -> Root:
        if self._root is None:
            self._root = self._discover()
        return self._root

    def _discover(self) -> Root:
        """Where the interface is: at its usual places, else where the page says. Raises UpgradeNeeded, Unreadable."""
        folder = self._address.path.rstrip("/")
        for root in (Root(f"{folder}/wp-json", plain=False), Root(f"{folder}/", plain=True)):
            if self._speaks(root):
                return root
        page = self._http.get(f"{folder}/")
        link = _LINK.search(page.headers.get("link", ""))
        if link is None:
            raise classify(Call.READ, page.status, page.headers, page.body) or Unreadable
        root = self._linked(link[1])
        if not self._speaks(root):
            raise UpgradeNeeded
        return root

    def _linked(self, link: str) -> Root:
        """The place a page points to; the password goes to no other host."""
        target = urlsplit(link)
        if (target.scheme, target.netloc) != (self._address.scheme, self._address.netloc):
            raise NotAllowedAddress(address=target.hostname or link)
        plain = "rest_route" in parse_qs(target.query)
        return Root(target.path if plain else target.path.rstrip("/"), plain=plain)

    def _speaks(self, root: Root) -> bool:
        """Whether the index of an interface that has what we need stands here."""
        answer = self._http.get(*root.place("/", {}))
        if classify(Call.READ, answer.status, answer.headers, answer.body) is not None:
            return False
        match decoded(answer):
            case {"name": str(title), "namespaces": [*namespaces]} if "wp/v2" in namespaces:
                self._title = title
                return True
            case _:
                return False


def _checked(call: Call, answer: Answer) -> Answer:
    error: PlatformError | None = classify(call, answer.status, answer.headers, answer.body)
    if error is not None:
        raise error
    return answer


def decoded(answer: Answer) -> Any:
    """The body of an answer. Raises Unreadable for whatever is not JSON."""
    return safe_loads(answer.body, max_bytes=MAX_BYTES)
