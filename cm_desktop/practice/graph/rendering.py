"""How things tell their fields: what a field is, what a kind of thing is, and the fields asked for. May not know one kind.

Fields are given only when asked for; `id` is always there where a thing has one. A field that exists but has no value here
is left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from cm_desktop.practice.errors import invalid
from cm_desktop.practice.graph.fields import FieldRequest, Fields
from cm_desktop.practice.graph.request import Options
from cm_desktop.practice.graph.viewer import Json, Viewer

T = TypeVar("T")
_ID = FieldRequest(name="id")


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """How a field is read off a thing.

    `inside` is the kind of thing that it holds; of an edge, `check` refuses what the list cannot be asked with.
    """

    read: Callable[[Viewer, T, FieldRequest], object]
    inside: Callable[[], "Kind[Any]"] | None = None
    check: Callable[[Options], None] | None = None


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A kind of thing: Graph's name for it, its fields, and those it gives when asked for none."""

    name: str
    fields: Mapping[str, Field[T]]
    defaults: Fields


def render(viewer: Viewer, kind: Kind[T], thing: T, fields: Fields | None) -> Json:
    """The fields asked for (None: the defaults). They were checked with `check_fields`."""
    asked = kind.defaults if fields is None else fields
    found = {request.name: kind.fields[request.name].read(viewer, thing, request) for request in asked}
    if "id" in kind.fields:
        found["id"] = kind.fields["id"].read(viewer, thing, _ID)
    return {name: value for name, value in found.items() if value is not None}


def single(viewer: Viewer, kind: Kind[T], thing: T, options: Options, fields: Fields | None) -> Json:
    """A thing read by itself, which takes no options. Raises Refusal (100)."""
    for name in options:
        raise invalid(f"Unexpected parameter: {name}")
    check_fields(kind, fields)
    return render(viewer, kind, thing, fields)


def check_fields(kind: Kind[Any], fields: Fields | None) -> None:
    """Raises Refusal (100) for a field that this kind of thing does not have, however little there is to show."""
    for request in fields or ():
        field = kind.fields.get(request.name)
        if field is None:
            raise invalid(f"Tried accessing nonexisting field ({request.name}) on node type ({kind.name})")
        if field.inside is None and request.inner is not None:
            raise invalid(f"Subfields are not supported by {request.name}")
        if field.check is not None:
            field.check(request.modifiers)
        elif request.modifiers:
            raise invalid(f"Modifiers are not supported by {request.name}")
        if field.inside is not None:
            check_fields(field.inside(), request.inner)


def asked(*names: str) -> Fields:
    """These fields, plainly asked for."""
    return tuple(FieldRequest(name=name) for name in names)


def plain(value: Callable[[T], object]) -> Field[T]:
    """A value that the thing itself holds."""
    return Field(lambda _viewer, thing, _request: value(thing))


def seen(value: Callable[[Viewer, T], object]) -> Field[T]:
    """A value that takes a look at the world."""
    return Field(lambda viewer, thing, _request: value(viewer, thing))


def empty() -> Field[Any]:
    """A field that exists and never holds anything here."""
    return Field(lambda _viewer, _thing, _request: None)


def within(kind: Callable[[], Kind[Any]], held: Callable[[Viewer, T], object | None]) -> Field[T]:
    """A thing in a thing."""

    def read(viewer: Viewer, thing: T, request: FieldRequest) -> Json | None:
        found = held(viewer, thing)
        return None if found is None else render(viewer, kind(), found, request.inner)

    return Field(read, kind)


def edge(
    kind: Callable[[], Kind[Any]],
    check: Callable[[Options], None],
    listed: Callable[[Viewer, T, Options, Fields | None], Json],
) -> Field[T]:
    """A list of things in a thing."""
    return Field(lambda viewer, thing, request: listed(viewer, thing, request.modifiers, request.inner), kind, check)


def graph_time(moment: datetime) -> str:
    """A time as Graph writes it, in UTC: `2017-08-31T18:10:30+0000`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")
