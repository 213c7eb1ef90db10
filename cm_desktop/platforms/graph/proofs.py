"""What takes a second question: whether a thing is gone or closed to us, and what a token is worth. May not act on it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cm_desktop.domain.errors import Forbidden, Gone, Invalid, PlatformError
from cm_desktop.platforms.graph.answers import count, inner
from cm_desktop.platforms.graph.client import GraphClient

_ENDS = ("expires_at", "data_access_expires_at")
_YEAR_9000 = 221_845_392_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """`scopes` are a token's permissions, none where Graph does not tell; `ends` is when it stops opening the door."""

    scopes: frozenset[str] = field(default_factory=frozenset)
    ends: datetime | None = None


def worth(graph: GraphClient) -> Worth:
    """What Graph tells of the token, nothing where anything goes wrong: not every token may ask about itself.

    Raises Forbidden where it tells the token's permissions, and the one to write is not among them.
    """
    try:
        told = inner(graph.about_token(), "data")
    except PlatformError:
        return Worth()
    scopes = _words(told.get("scopes"))
    if scopes and graph.rights.write not in scopes:
        raise Forbidden(scope=graph.rights.write)
    ends = [second for second in (count(told.get(end)) for end in _ENDS) if 0 < second < _YEAR_9000]
    return Worth(scopes=scopes, ends=datetime.fromtimestamp(min(ends), UTC) if ends else None)


def gone_or_forbidden(error: Gone, look: Callable[[], None]) -> Gone | Forbidden:
    """Graph says one thing of what is gone and of what the token may not see: the two are told apart.

    `look` reads something else that takes the same rights: a token that can, could read this one too. Raises what keeps us
    from finding out.
    """
    try:
        look()
    except Forbidden as refusal:
        return refusal
    except (Gone, Invalid):
        return Forbidden(error.message)
    return error


def _words(told: object) -> frozenset[str]:
    return frozenset(word for word in told if isinstance(word, str)) if isinstance(told, list) else frozenset()
