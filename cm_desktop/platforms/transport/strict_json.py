"""JSON from strangers, read strictly. May not know what any of it means."""

import json
import math
import re
from collections.abc import Iterable
from itertools import islice

from cm_desktop.domain.errors import Unreadable

MAX_DEPTH = 64
MAX_PIECES = 300_000  # a hundred comments of a real WordPress, the largest page we ask for, are 14,000
# The end of a string is optional, so that no text is gone through twice.
_PIECES = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{,:]', re.DOTALL)
_SURROGATES = re.compile("[\ud800-\udfff]")


def safe_loads(body: bytes, *, max_bytes: int = 8 * 1024 * 1024) -> object:
    """What `body` says, in UTF-8 with or without a mark in front. Half of a surrogate pair becomes U+FFFD.

    Raises Unreadable for whatever is not JSON, is over `max_bytes`, has more than MAX_PIECES (strings, opening brackets,
    commas, colons), is nested deeper than MAX_DEPTH, gives a key twice, or holds a number that is not finite.
    """
    if len(body) > max_bytes or _has_too_many_pieces(body):
        raise Unreadable
    try:
        value = json.loads(
            body.decode("utf-8-sig", "replace"),
            object_pairs_hook=_one_of_each,
            parse_constant=_finite,
            parse_float=_finite,
        )
        return _sound(value, MAX_DEPTH)
    except (ValueError, RecursionError):
        raise Unreadable from None


def _has_too_many_pieces(body: bytes) -> bool:
    """Asked before anything is made of it: 8 KB on the wire can unpack to 8 MB of brackets, and those to 700 MB of lists."""
    return any(islice(_PIECES.finditer(body), MAX_PIECES, None))


def _one_of_each(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(key)
        found[key] = value
    return found


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _sound(value: object, depth: int) -> object:
    """The value with every string fit for a database."""
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if depth == 0 and isinstance(value, dict | list):
        raise ValueError(depth)
    if isinstance(value, dict):
        return {_SURROGATES.sub("\ufffd", key): _sound(child, depth - 1) for key, child in value.items()}
    if isinstance(value, list):
        return [_sound(child, depth - 1) for child in value]
    return value
