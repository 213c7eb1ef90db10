"""The errors that Graph answers, as data, and the table of those that it documents. May not decide when one happens.

Codes and classes: the error handling guide of the Graph API. Statuses are those usually seen; clients must branch on
the code and subcode alone.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

THROTTLES = (4, 17, 32, 341, 613, 80001, 80002, 80006)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorAnswer:
    """One error as Graph words it. `regain_minutes` is announced in the usage header of a throttled call."""

    code: int
    subcode: int | None = None
    http_status: int = 400
    message: str = ""
    kind: str = "OAuthException"
    user_title: str = ""
    user_message: str = ""
    is_transient: bool | None = None
    regain_minutes: int | None = None

    def body(self) -> dict[str, object]:
        error: dict[str, object] = {"message": self.message, "type": self.kind, "code": self.code}
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        if self.is_transient is not None:
            error["is_transient"] = self.is_transient
        if self.user_title:
            error["error_user_title"] = self.user_title
        if self.user_message:
            error["error_user_msg"] = self.user_message
        error["fbtrace_id"] = "A" + secrets.token_urlsafe(16)
        return {"error": error}


class Refusal(Exception):
    """A request that is answered with an error; `answer` says which."""

    def __init__(self, answer: ErrorAnswer) -> None:
        super().__init__(answer.code, answer.message)
        self.answer = answer


_PERMISSION = "(#{}) The permission is not granted or was removed"
_MESSAGES: Mapping[int, str] = {
    1: "An unknown error occurred",
    2: "An unexpected error has occurred. Please retry your request later.",
    3: "(#3) Application does not have the capability to make this API call.",
    4: "(#4) Application request limit reached",
    10: _PERMISSION.format(10),
    17: "(#17) User request limit reached",
    32: "(#32) Page request limit reached",
    33: "(#33) This object does not exist or does not support this action",
    100: "(#100) Invalid parameter",
    102: "(#102) Session key invalid or no longer valid",
    190: "Invalid OAuth access token.",
    **{code: _PERMISSION.format(code) for code in range(200, 300)},
    341: "(#341) Feed action request limit reached",
    368: "The action attempted has been deemed abusive or is otherwise disallowed",
    506: "(#506) Duplicate status message",
    613: "(#613) Calls to this api have exceeded the rate limit.",
    803: "(#803) Some of the aliases you requested do not exist",
    1705: "(#1705) There was an error posting.",
    2500: "(#2500) The query could not be understood",
    2635: "(#2635) You are calling a deprecated version of the Graph API.",
    80001: "(#80001) There have been too many calls to this Page account.",
    80002: "(#80002) There have been too many calls to this Instagram account.",
    80006: "(#80006) There have been too many calls to this Messenger account.",
    1609005: "(#1609005) The link could not be previewed",
}
_TRANSIENT = frozenset((1, 2, *THROTTLES))


def documented(code: int, subcode: int | None = None) -> ErrorAnswer:
    """The row of the table for this code. Raises KeyError for a code that is not documented."""
    return ErrorAnswer(
        code=code,
        subcode=subcode,
        http_status=500 if code in (1, 2) else 400,
        message=_MESSAGES[code],
        is_transient=True if code in _TRANSIENT else None,
    )


def invalid(message: str) -> Refusal:
    """An unknown or bad parameter or field."""
    return Refusal(ErrorAnswer(code=100, message=f"(#100) {message}"))


def page_token_wanted() -> Refusal:
    """A person's token where only a Page's will do."""
    return Refusal(replace(documented(190), message="(#190) This method must be called with a Page Access Token"))


def no_such_object(verb: str, object_id: str) -> Refusal:
    """The platform's one answer to what is gone, forbidden or of another kind: it does not say which."""
    return Refusal(
        ErrorAnswer(
            code=100,
            subcode=33,
            kind="GraphMethodException",
            message=f"Unsupported {verb.lower()} request. Object with ID '{object_id}' does not exist, cannot be loaded due to "
            "missing permissions, or does not support this operation.",
        )
    )


def no_such_name(name: str) -> Refusal:
    """What is no id is taken for a name, and nothing has a name here."""
    return Refusal(ErrorAnswer(code=803, message=f"(#803) Some of the aliases you requested do not exist: {name}"))


def missing_permission(code: int, permission: str) -> Refusal:
    """A token that lacks a right, which the message names."""
    message = f"(#{code}) Requires {permission} permission to manage the object"
    return Refusal(ErrorAnswer(code=code, message=message))


def not_yours(what: str) -> Refusal:
    """An act that only the author of a thing may do."""
    return Refusal(ErrorAnswer(code=200, message=f"(#200) You do not have permission to {what}"))
