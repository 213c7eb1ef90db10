"""Calls a practice platform over a real socket, as a client of the Graph API would. May not know what the answers should be."""

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Json:
        found = json.loads(self.body)
        assert isinstance(found, dict)
        return found

    @property
    def ids(self) -> list[str]:
        return [item["id"] for item in self.json["data"]]

    @property
    def error(self) -> tuple[int, int | None]:
        """The code and subcode of an error; an assertion fails where it is none."""
        assert self.status >= 400, self.body
        return self.json["error"]["code"], self.json["error"].get("error_subcode")


class Caller:
    """One token's calls; each opens its own connection."""

    def __init__(self, base_url: str, token: str, *, version: str = "/v26.0") -> None:
        self.base_url = base_url
        self.token = token
        self._version = version

    def get(self, path: str, **parameters: str | int) -> Answer:
        return self.call("GET", f"{self._version}{path}?{urlencode(parameters)}")

    def post(self, path: str, **parameters: str) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.call("POST", self._version + path, urlencode(parameters).encode(), headers)

    def delete(self, path: str, **parameters: str) -> Answer:
        return self.call("DELETE", f"{self._version}{path}?{urlencode(parameters)}")

    def order(self, method: str, name: str, order: Json | None = None) -> Answer:
        """Speak to the control interface."""
        return self.call(method, f"/_practice/{name}", b"" if order is None else json.dumps(order).encode())

    def call(
        self, method: str, target: str, body: bytes = b"", headers: Mapping[str, str] | None = None, timeout: float = 10
    ) -> Answer:
        address = urlsplit(self.base_url)
        connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=timeout)
        given = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            connection.request(method, quote(target, safe="/?&=%:"), body or None, given | dict(headers or {}))
            answer = connection.getresponse()
            return Answer(status=answer.status, headers=dict(answer.headers), body=answer.read())
        finally:
            connection.close()


class MovedClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 20, 12, 0, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self._now

    def move(self, **amount: float) -> None:
        self._now += timedelta(**amount)
