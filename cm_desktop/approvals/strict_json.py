"""JSON that others wrote, read without any leniency, and the one way in which we write it. May not know what it means.

What a lenient reader lets through, two readers understand differently: a key that stands twice, NaN, a number that is cut,
bytes that are no text. None of it comes in here.
"""

import json
from typing import Any, NoReturn

from cm_desktop.domain.errors import Unacceptable

LARGEST = 1 << 20
"""Bytes, of an event or of papers: no more than 1 MiB is read or written. The worst of them takes 0.1 s and 25 MiB to read."""

_LARGEST_NUMBER = (1 << 53) - 1  # what every reader of JSON keeps exactly
_DIGITS = 17  # with a sign
_DEPTH = 32


def read(data: bytes) -> Any:
    """The value, of objects, arrays, strings, whole numbers, true, false and null. Raises Unacceptable."""
    if len(data) > LARGEST:
        raise Unacceptable("too_large")
    try:
        value = json.loads(
            data.decode("utf-8"),  # not left to json, which would guess other encodings
            object_pairs_hook=_each_key_once,
            parse_int=_whole,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except (ValueError, RecursionError):
        raise Unacceptable("not_json") from None
    _not_deep(value, _DEPTH)
    if b"\\u" in data:
        _whole_letters(value)
    return value


def write(value: Any) -> bytes:
    """The one way of writing a value: keys in order, no spaces, UTF-8. Raises Unacceptable for more than 1 MiB."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    if len(data := text.encode("utf-8")) > LARGEST:
        raise Unacceptable("too_large")
    return data


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise Unacceptable("twice")
    return value


def _whole(digits: str) -> int:
    number = int(digits) if len(digits) <= _DIGITS else _LARGEST_NUMBER + 1
    if abs(number) > _LARGEST_NUMBER or digits == "-0":
        raise Unacceptable("number")
    return number


def _no_number(_text: str) -> NoReturn:
    raise Unacceptable("number")


def _not_deep(value: Any, depth: int) -> None:
    """Nothing that we write lies deep."""
    if isinstance(value, list | dict):
        if depth == 0:
            raise Unacceptable("bad_value")
        for item in value.values() if isinstance(value, dict) else value:
            _not_deep(item, depth - 1)


def _whole_letters(value: Any) -> None:
    """Half a character is no text. It comes in by an escape alone."""
    try:
        write(value)
    except UnicodeEncodeError:
        raise Unacceptable("bad_value") from None
