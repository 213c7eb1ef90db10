"""Cursor paging, with the trap of the real thing: an empty page may still have a next. May not know what is listed.

A cursor holds where a page ended, not a count, so that what arrives meanwhile neither repeats nor hides anything. It
is good for its own listing only.
"""

import base64
import binascii
import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cm_desktop.practice.errors import invalid

T = TypeVar("T")
Key = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """After which key the next page starts in this listing; `gap` when that page is to be an empty one."""

    listing: str
    key: Key
    gap: bool = False

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(json.dumps([self.listing, self.key, self.gap]).encode()).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut(Generic[T]):
    """One page: its items, the cursors at its ends (None when there is nothing to point at), and whether more follows."""

    items: Sequence[T]
    before: Cursor | None
    after: Cursor | None
    more: bool


def read_cursor(text: str, listing: str) -> Cursor:
    """The cursor that a client brings back. Raises Refusal where it cannot be read, or is of another listing."""
    try:
        written_for, key, gap = json.loads(base64.urlsafe_b64decode(text.encode()))
        cursor = Cursor(listing=str(written_for), key=tuple(int(part) for part in key), gap=gap is True)
    except (ValueError, TypeError, binascii.Error) as error:
        raise invalid("Invalid cursors values") from error
    if cursor.listing != listing:
        raise invalid("Invalid cursors values")
    return cursor


def cut_page(
    items: Sequence[T], key: Callable[[T], Key], *, listing: str, limit: int, after: Cursor | None, gap: bool
) -> Cut[T]:
    """The page of at most `limit` items that follows `after`. `items` are sorted by `key`.

    With `gap`, the first page holds half of the items at most, and an empty page comes between it and the second.
    """
    if after is not None and after.gap:
        passed = Cursor(listing=listing, key=after.key)
        return Cut(items=(), before=after, after=passed, more=True)
    rest = items if after is None else items[bisect_right(items, after.key, key=key) :]
    opens_gap = gap and after is None and len(rest) > 1
    page = rest[: min(limit, (len(rest) + 1) // 2) if opens_gap else limit]
    if not page:
        return Cut(items=(), before=None, after=None, more=False)
    return Cut(
        items=page,
        before=Cursor(listing=listing, key=key(page[0])),
        after=Cursor(listing=listing, key=key(page[-1]), gap=opens_gap),
        more=len(rest) > len(page),
    )
