"""What Graph's JSON is made of, on Facebook as on Instagram: texts, moments, figures, lists. May not ask for anything.

Every function raises Unreadable where a part that is always there is missing or of another kind.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from cm_desktop.domain.errors import Unreadable
from cm_desktop.platforms.graph.client import Json
from cm_desktop.platforms.transport.http import YEARS


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list. `after` leads to the next one, None at the end; an empty page may have a next one too."""

    items: tuple[Json, ...]
    after: str | None


def listing(said: object, came_from: str | None = None) -> Listing:
    """A page, reached with the cursor `came_from`. Of `paging.next` only its presence counts: it holds the token."""
    page = thing(said)
    items = page.get("data")
    if not isinstance(items, list):
        raise Unreadable
    paging = inner(page, "paging")
    if "next" not in paging:
        return Listing(tuple(map(thing, items)), None)
    after = text(inner(paging, "cursors"), "after")
    if after == came_from:  # a list that leads back to itself never ends
        raise Unreadable
    return Listing(tuple(map(thing, items)), after)


def inside(item: Json, edge: str) -> Listing:
    """The first page of a list that came within a thing; an empty one where it did not come."""
    return listing(item.get(edge, {"data": []}))


def thing(value: object) -> Json:
    if not isinstance(value, dict):
        raise Unreadable
    return value


def inner(item: Json, key: str) -> Json:
    """A thing in a thing, empty where there is none."""
    return thing(item.get(key, {}))


def text(item: Json, key: str) -> str:
    """A text that is always there, and never empty."""
    value = optional(item, key)
    if not value:
        raise Unreadable
    return value


def optional(item: Json, key: str) -> str:
    """A text, empty where there is none."""
    value = item.get(key)
    return value if isinstance(value, str) else ""


def moment(item: Json, key: str) -> datetime:
    """A time, as in 2017-08-31T18:10:30+0000."""
    try:
        time = datetime.fromisoformat(text(item, key))
    except ValueError:
        raise Unreadable from None
    if time.year not in YEARS:
        raise Unreadable
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


def count(value: object) -> int:
    """A figure, 0 where there is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
