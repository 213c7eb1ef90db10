"""A Graph request taken apart: method, version, path, parameters, token. May not know what the path means."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from cm_desktop.practice.errors import Refusal, documented, invalid

VERSION = "v26.0"
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


def parse_request(method: str, target: str, headers: Mapping[str, str], body: bytes) -> Request:
    """Take a request apart. Raises Refusal for a version that is not alive, or a body that cannot be read."""
    address = urlsplit(target)
    version, slash, rest = unquote(address.path).lstrip("/").partition("/")
    if version != VERSION:
        raise Refusal(documented(2635))
    parameters = dict(parse_qsl(address.query, keep_blank_values=True)) | _body_parameters(headers, body)
    token = parameters.pop("access_token", "")
    if bearer := _BEARER.fullmatch(headers.get("Authorization", "").strip()):
        token = bearer[1]
    for name in _EVERYWHERE:
        parameters.pop(name, None)
    if not _PROOF.fullmatch(parameters.pop("appsecret_proof", _NO_PROOF)):
        raise invalid("Invalid appsecret_proof provided in the API argument")
    return Request(method=method, path=slash + rest.rstrip("/") or "/", parameters=parameters, token=token)


def _body_parameters(headers: Mapping[str, str], body: bytes) -> dict[str, str]:
    if not body:
        return {}
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    try:
        if kind == "application/x-www-form-urlencoded":
            return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
        if kind == "application/json":
            return {str(name): _as_text(value) for name, value in dict(json.loads(body)).items()}
    except (ValueError, TypeError, RecursionError) as error:
        raise invalid("The body cannot be read") from error
    raise invalid(f"The body is of an unknown kind: {kind or 'none is named'}")


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
