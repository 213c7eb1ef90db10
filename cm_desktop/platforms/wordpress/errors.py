"""What a WordPress answer means, by its status and error code. May not read its sentences: they are in the site's language.

Source: the REST controllers of WordPress 6.1.9, and what such a server did.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit

from cm_desktop.domain.errors import (
    AuthExpired,
    Duplicate,
    Forbidden,
    Gone,
    Invalid,
    NotAllowedAddress,
    PlatformError,
    RateLimited,
    Transient,
    Unknown,
    Unreadable,
    UpgradeNeeded,
)
from cm_desktop.platforms.transport.calls import Call
from cm_desktop.platforms.transport.http import parse_http_date, retry_after
from cm_desktop.platforms.transport.strict_json import safe_loads

RIGHT = "moderate_comments"
MAX_BYTES = 32 * 1024 * 1024  # a hundred comments of 64 KB, each letter of them escaped

_BY_CODE: Mapping[str, Callable[[], PlatformError]] = {
    "comment_duplicate": Duplicate,
    "comment_flood": RateLimited,
    "rest_comment_invalid_id": Gone,
    "rest_already_trashed": Gone,
    "rest_post_invalid_id": Gone,
    "rest_comment_invalid_post_id": Gone,
    "rest_comment_trash_post": Gone,
    "rest_comment_closed": partial(Invalid, field="comment_status"),
    "rest_comment_draft_post": partial(Invalid, field="post"),
    "rest_comment_content_invalid": partial(Invalid, field="content"),
    "comment_content_column_length": partial(Invalid, field="content"),
    "rest_trash_not_supported": partial(Invalid, field="trash"),
    "rest_no_route": UpgradeNeeded,
}


def classify(call: Call, status: int, headers: Mapping[str, str], body: bytes) -> PlatformError | None:
    """The error that an answer tells of, None where it tells of success. Header names are in lower case.

    On a write only a refusal that WordPress itself words, or a 401, 403 or 429, proves that nothing happened.
    """
    if 200 <= status < 300:
        return _doubt(call) if _decoded(body) is None else None
    code, parameter = _problem(body)
    if status == 401:
        return AuthExpired(reason=code)
    if status == 429:
        return RateLimited(retry_after=_wait(headers))
    if code in _BY_CODE:
        return _BY_CODE[code]()
    if status == 403:
        return Forbidden(scope=RIGHT if code else "")
    if code and 400 <= status < 500:
        return Invalid(field=parameter)
    if call is Call.WRITE:
        return Unknown()
    if status >= 500:
        return Transient()
    return _moved(headers) or Unreadable()


def _doubt(call: Call) -> PlatformError:
    return Unknown() if call is Call.WRITE else Unreadable()


def _decoded(body: bytes) -> object | None:
    try:
        return safe_loads(body, max_bytes=MAX_BYTES)
    except Unreadable:
        return None


def _problem(body: bytes) -> tuple[str, str]:
    """The code of an error, and the first parameter it complains of; both empty where it is not WordPress that speaks."""
    match _decoded(body):
        case {"code": str(code), "data": {"params": {} as parameters}}:
            return code, next(iter(parameters), "")
        case {"code": str(code), "data": {"params": [str(parameter), *_]}}:
            return code, parameter
        case {"code": str(code)}:
            return code, ""
        case _:
            return "", ""


def _wait(headers: Mapping[str, str]) -> float | None:
    return retry_after(headers, parse_http_date(headers.get("date", "")) or datetime.max.replace(tzinfo=UTC))


def _moved(headers: Mapping[str, str]) -> PlatformError | None:
    """A site that sends elsewhere is not followed, its new address is named."""
    host = urlsplit(headers.get("location", "")).hostname
    return NotAllowedAddress(address=host) if host else None
