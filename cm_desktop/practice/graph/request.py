"""A Graph request taken apart: method, version, path, parameters, token. May not know what the path means.

The parameters of a read may come in a body too, with POST and `method=get`: a token to be looked at stands in no address then.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from cm_desktop.practice.errors import Refusal, documented, invalid
from cm_desktop.practice.graph.fields import Fields, parse_fields

VERSION = "v26.0"
Options = Mapping[str, str]
_OVERRIDES = {"get": "GET", "post": "POST", "delete": "DELETE"}
_EVERYWHERE = ("locale", "pretty")
_PROOF = re.compile(r"[0-9a-f]{64}")
_NO_PROOF = "0" * 64
_BEARER = re.compile(r"(?:Bearer|OAuth)\s+(\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`path` starts after the version. `parameters` come from the address and the body, without the token."""

    method: str
    path: str
    parameters: Mapping[str, str]
    token: str

    @property
    def is_write(self) -> bool:
        return self.method != "GET"

    @property
    def target(self) -> str:
        """What the call is about: the id or the name that the path starts with."""
        return self.path.strip("/").partition("/")[0]

    @property
    def edge(self) -> str:
        """The list or the act that is asked of the target, empty for the target itself."""
        return self.path.strip("/").partition("/")[2]

    @property
    def options(self) -> Options:
        """The parameters of a read but for its fields."""
        return {name: value for name, value in self.parameters.items() if name != "fields"}

    @property
    def fields(self) -> Fields | None:
        """The fields that a read asks for, None where it leaves them to Graph. Raises Refusal (2500)."""
        text = self.parameters.get("fields")
        return parse_fields(text) if text else None


def parse_request(method: str, target: str, headers: Mapping[str, str], body: bytes) -> Request:
    """Take a request apart. Raises Refusal for a version that is not alive, or a body that cannot be read."""
    address = urlsplit(target)
    version, slash, rest = unquote(address.path).lstrip("/").partition("/")
    if version != VERSION:
        raise Refusal(documented(2635))
    parameters = _parameters(address.query, headers.get("Content-Type", ""), body)
    token = parameters.pop("access_token", "")
    if bearer := _BEARER.fullmatch(headers.get("Authorization", "").strip()):
        token = bearer[1]
    for name in _EVERYWHERE:
        parameters.pop(name, None)
    if not _PROOF.fullmatch(parameters.pop("appsecret_proof", _NO_PROOF)):
        raise invalid("Invalid appsecret_proof provided in the API argument")
    if method == "POST" and "method" in parameters:
        if (override := parameters.pop("method").lower()) not in _OVERRIDES:
            raise invalid(f"Unsupported method: {override}")
        method = _OVERRIDES[override]
    return Request(method=method, path=slash + rest.rstrip("/") or "/", parameters=parameters, token=token)


def _parameters(query: str, kind: str, body: bytes) -> dict[str, str]:
    """Those of the address and of the body together; the body's count where both name one."""
    try:
        return _form(query) | (_from_body(kind.partition(";")[0].strip().lower(), body) if body else {})
    except (ValueError, RecursionError) as error:
        raise invalid("The parameters cannot be read") from error


def _from_body(kind: str, body: bytes) -> dict[str, str]:
    if kind == "application/x-www-form-urlencoded":
        return _form(body.decode())
    if kind == "application/json" and isinstance(given := json.loads(body), dict):
        return {str(name): _as_text(value) for name, value in given.items()}
    raise ValueError(kind)


def _form(text: str) -> dict[str, str]:
    return dict(parse_qsl(text, keep_blank_values=True, errors="strict"))


def _as_text(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    text.encode()  # half of a surrogate pair is no text
    return text
