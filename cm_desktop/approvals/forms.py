"""The words of supervision as JSON values, and back: one form for each type, made of what its class declares.

May not read or write bytes. What is read is exactly what would be written: no key more or less, no other spelling.
Whoever adds a field to a class changes the format: see tests/approvals/test_format.py. One that came `later`, by its
metadata, is written only where it says something: what was said before it came is read and written as it always was.
"""

import base64
import binascii
import re
import types
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from cm_desktop.domain.approvals.events import CaseId, EventId
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.people import KeyId, PersonId, TeamId
from cm_desktop.domain.errors import Unacceptable

_BROKEN = "utf-8"  # the key of a text that holds halves of characters, which JSON cannot carry
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
HEX_32 = re.compile("[0-9a-f]{32}")
_HEX_64 = re.compile("[0-9a-f]{64}")
_NAMES: dict[Any, re.Pattern[str]] = {
    **dict.fromkeys((EventId, PapersId, KeyId), _HEX_64),
    **dict.fromkeys((TeamId, PersonId, CaseId), HEX_32),
}


@dataclass(frozen=True, slots=True)
class Form:
    """How one type is written, and read: what `read` is given may be anything. It raises Unacceptable."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


@cache
def form(kind: Any) -> Form:
    """The form of a type that the events or papers are made of. Raises TypeError for any other."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind in _NAMES:
        return matching(_NAMES[kind])
    if supertype := getattr(kind, "__supertype__", None):
        return form(supertype)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if origin in (Union, types.UnionType) and len(parts) == 2 and parts[1] is type(None):
        return _or_null(form(parts[0]))
    if origin is tuple:
        return _list(form(parts[0])) if parts[1] is Ellipsis else _row([form(part) for part in parts])
    if origin is frozenset:
        return _set(form(parts[0]))
    if origin is Mapping:
        return _map(form(parts[0]), form(parts[1]))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return Form(str, lambda value: _word(kind, value))
    if isinstance(kind, type) and is_dataclass(kind):
        return _object(kind)
    raise TypeError(kind)


def exactly(value: Any, keys: Set[str]) -> dict[str, Any]:
    """The object, with these keys and no others. Raises Unacceptable."""
    if not isinstance(value, dict):
        raise Unacceptable("bad_value")
    if value.keys() != keys:
        raise Unacceptable("unknown_key" if value.keys() - keys else "missing")
    return value


def versioned(value: Any, *versions: int, by: str = "") -> dict[str, Any]:
    """The object, of one of these versions. Raises Unacceptable: "version" where a newer program wrote it, signed by `by`."""
    if not isinstance(value, dict) or type(value.get("v")) is not int:
        raise Unacceptable("bad_value")
    if value["v"] not in versions:
        raise Unacceptable("version", by=by)
    return value


def named(value: Any, known: Mapping[str, Form]) -> Form:
    """The form that goes by this name. Raises Unacceptable."""
    if not isinstance(value, str) or value not in known:
        raise Unacceptable("bad_value")
    return known[value]


def form_of_fields(kind: type, *, but: frozenset[str] = frozenset()) -> Mapping[str, Form]:
    """The form of each field of a class, by name."""
    hints = get_type_hints(kind)
    return {field.name: form(hints[field.name]) for field in fields(kind) if field.name not in but}


def _object(kind: type) -> Form:
    inner = form_of_fields(kind)
    later = {field.name: field.default for field in fields(kind) if "later" in field.metadata}

    def write(one: Any) -> Any:
        said = {name: getattr(one, name) for name in inner}
        return {
            name: inner[name].write(part) for name, part in said.items() if name not in later or part != later[name]
        }

    def read(value: Any) -> Any:
        silent = later.keys() - (value.keys() if isinstance(value, dict) else ())
        said = {name: inner[name].read(part) for name, part in exactly(value, inner.keys() - silent).items()}
        if any(said[name] == later[name] for name in said.keys() & later.keys()):
            raise Unacceptable("bad_value")
        return kind(**said)

    return Form(write, read)


def _or_null(inner: Form) -> Form:
    return Form(
        lambda value: None if value is None else inner.write(value),
        lambda value: None if value is None else inner.read(value),
    )


def _list(inner: Form) -> Form:
    return Form(
        lambda values: [inner.write(value) for value in values],
        lambda value: tuple(inner.read(item) for item in _checked(list, value)),
    )


def _row(inner: list[Form]) -> Form:
    def read(value: Any) -> Any:
        if len(_checked(list, value)) != len(inner):
            raise Unacceptable("bad_value")
        return tuple(part.read(item) for part, item in zip(inner, value, strict=True))

    return Form(lambda values: [part.write(value) for part, value in zip(inner, values, strict=True)], read)


def _set(inner: Form) -> Form:
    """In order, so that there is one way of writing it."""

    def read(value: Any) -> Any:
        items = [inner.read(item) for item in _checked(list, value)]
        if items != sorted(set(items)):
            raise Unacceptable("bad_value")
        return frozenset(items)

    return Form(lambda values: [inner.write(value) for value in sorted(values)], read)


def _map(key: Form, inner: Form) -> Form:
    return Form(
        lambda values: {key.write(name): inner.write(value) for name, value in values.items()},
        lambda value: {key.read(name): inner.read(item) for name, item in _checked(dict, value).items()},
    )


def _checked(kind: type, value: Any) -> Any:
    if type(value) is not kind:  # True is an int to isinstance
        raise Unacceptable("bad_value")
    return value


def matching(pattern: re.Pattern[str]) -> Form:
    """A text that follows this pattern."""

    def exact(value: Any) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise Unacceptable("bad_value")
        return value

    return Form(exact, exact)


def _word(kind: type[StrEnum], value: Any) -> StrEnum:
    try:
        return kind(_checked(str, value))
    except ValueError:
        raise Unacceptable("bad_value") from None


def _write_text(text: str) -> Any:
    """Itself; where it holds half a character, its bytes. People's texts come back as they were, whatever they hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return {_BROKEN: base64.b64encode(text.encode("utf-8", "surrogatepass")).decode("ascii")}
    return str(text)


def _read_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    try:
        text = _read_bytes(exactly(value, {_BROKEN})[_BROKEN]).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise Unacceptable("bad_value") from None
    if _write_text(text) != value:
        raise Unacceptable("bad_value")
    return text


def _read_bytes(value: Any) -> bytes:
    try:
        data = base64.b64decode(_checked(str, value), validate=True)
    except (ValueError, binascii.Error):
        raise Unacceptable("bad_value") from None
    if base64.b64encode(data).decode("ascii") != value:  # the last letter has bits that mean nothing
        raise Unacceptable("bad_value")
    return data


def _read_count(value: Any) -> int:
    if _checked(int, value) < 0:
        raise Unacceptable("bad_value")
    return int(value)


def _write_moment(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _read_moment(value: Any) -> datetime:
    if not _MOMENT.fullmatch(_checked(str, value)):
        raise Unacceptable("bad_value")
    try:
        return datetime.fromisoformat(value.removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError:
        raise Unacceptable("bad_value") from None


_PLAIN: dict[Any, Form] = {
    str: Form(_write_text, _read_text),
    int: Form(lambda number: number, _read_count),
    bytes: Form(lambda data: base64.b64encode(data).decode("ascii"), _read_bytes),
    datetime: Form(_write_moment, _read_moment),
}
