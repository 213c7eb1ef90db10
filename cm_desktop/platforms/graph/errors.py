"""What Graph's error codes mean in the words of `domain.errors`: one table. May not look at a status, or at a sentence.

Codes: Meta's guide "Handle errors" of the Graph API; `tests/fixtures/graph_errors.json` says which rows are verified.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cm_desktop.domain.errors import (
    AuthExpired,
    Blocked,
    Duplicate,
    Forbidden,
    Gone,
    Invalid,
    PlatformError,
    RateLimited,
    Transient,
    Unknown,
    UpgradeNeeded,
)
from cm_desktop.platforms.transport.calls import Call

TOO_MUCH_DATA = 1
INVALID = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphError:
    """One error as Graph tells it. `message` is for the user, in their language; `scope` the right that it names as missing,
    `usual` the one that is when it names none; `wait` the seconds to wait that the answer's headers tell, if any."""

    call: Call
    code: int
    subcode: int | None = None
    message: str = ""
    scope: str = ""
    usual: str = ""
    passing: bool = False
    wait: float | None = None

    def meaning(self) -> PlatformError:
        """The typed error. A code that is not in the table is a passing trouble if Graph says so, else a refusal."""
        named = _BY_SUBCODE.get((self.code, self.subcode or 0)) or _BY_CODE.get(self.code)
        return named(self) if named else _unlisted(self)


_Meaning = Callable[[GraphError], PlatformError]

_MOMENT_OF_TOO_FAST = 6 * 3600.0  # "hours to days"


def _passing(error: GraphError) -> PlatformError:
    """On a write it may have been applied all the same: Facebook published comments that it said had failed."""
    return Transient(error.message) if error.call is Call.READ else Unknown(error.message)


def _unlisted(error: GraphError) -> PlatformError:
    return _passing(error) if error.passing else _invalid(error)


def _throttled(error: GraphError) -> PlatformError:
    return RateLimited(error.message, error.wait)


def _permission(error: GraphError) -> PlatformError:
    return Forbidden(error.message, error.scope or error.usual)


def _capability(error: GraphError) -> PlatformError:
    return Forbidden(error.message, error.scope)


def _invalid(error: GraphError) -> PlatformError:
    return Invalid(error.message)


def _posting(error: GraphError) -> PlatformError:
    return Invalid(error.message) if error.call is Call.READ else Unknown(error.message)


def _link(error: GraphError) -> PlatformError:
    return Invalid(error.message, "link")


def _duplicate(error: GraphError) -> PlatformError:
    return Duplicate(error.message)


def _gone(error: GraphError) -> PlatformError:
    return Gone(error.message)


def _dead_version(error: GraphError) -> PlatformError:
    return UpgradeNeeded(error.message)


def _token(reason: str) -> _Meaning:
    return lambda error: AuthExpired(error.message, reason)


def _blocked(reason: str, wait: float | None = None) -> _Meaning:
    return lambda error: Blocked(error.message, reason, error.wait or wait)


_BY_CODE: Mapping[int, _Meaning] = {
    1: _passing,
    2: _passing,
    3: _capability,
    **dict.fromkeys((4, 17, 32, 341, 613, 80001, 80002, 80006), _throttled),
    10: _permission,
    **dict.fromkeys(range(200, 300), _permission),
    33: _gone,
    803: _gone,
    INVALID: _invalid,
    102: _token("invalid_token"),
    190: _token("invalid_token"),
    368: _blocked("policy"),
    506: _duplicate,
    1705: _posting,
    1609005: _link,
    2500: _invalid,
    2635: _dead_version,
}

_BY_SUBCODE: Mapping[tuple[int, int], _Meaning] = {
    (INVALID, 33): _gone,
    (190, 458): _token("app_removed"),
    (190, 459): _token("checkpoint"),
    (190, 460): _token("password_changed"),
    (190, 463): _token("expired"),
    (190, 464): _token("unconfirmed_user"),
    (190, 492): _token("role_lost"),
    (368, 1390008): _blocked("too_fast", _MOMENT_OF_TOO_FAST),
    (368, 1404082): _duplicate,
    (368, 4854002): _blocked("identity_check"),
}
