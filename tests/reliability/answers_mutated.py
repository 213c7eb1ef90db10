"""Answers of platforms, spoilt: wrong in kind, in shape, in size, in letters, or cut. May not know who reads them."""

import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a server once said."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def raw(self) -> bytes:
        """As it goes over the wire."""
        lines = [f"HTTP/1.1 {self.status} Said", *(f"{name}: {value}" for name, value in self.headers.items())]
        head = "\r\n".join([*lines, f"Content-Length: {len(self.body)}", "Connection: close", "", ""])
        return head.encode("utf-8", "replace") + self.body


DEEP = 20_000  # well past where Python's own stack ends
RAW = {"NaN", "-Infinity", "1e999", "9" * 400, "9" * 5000, "[" * DEEP + "]" * DEEP, '{"a":' * DEEP + "1" + "}" * DEEP}
VALUES: tuple[object, ...] = (
    None, True, False, 0, -1, 2**31, 2**63, 10**30, -(10**30), 0.5, "", "0", "-1", "x", " ", "\x00", "a\x00b", "\ud800",
    "2026-13-45T99:99:99", "0001-01-01T00:00:00+0000", "9999-12-31T23:59:59-2359", "9999-12-31T23:59:59+0000",
    "\u202etxt.exe", "é" * 70_000,
    "//", "http://[", "https://e.example:99999/", "../../etc/passwd", "' OR 1=1 --", [], {}, [[]], [None], [{}], {"": {}},
    {"id": {}}, [1, "a", None],
)  # fmt: skip
NAMES = ("id", "data", "paging", "error", "code", "from", "message", "", "\x00", "é")
HEADERS = {
    "X-App-Usage": ("", "{", "[]", "null", '{"call_count": "NaN"}', '{"call_count": 1e999}', '{"call_count": -5}', "[" * 900),
    "X-WP-Total": ("", "x", "-1", "1" * 30, "1e9", "٣"),
    "Retry-After": ("", "-1", "1" * 30, "soon", "Thu, 01 Jan 1970 00:00:00 GMT", "٣"),
    "Content-Type": ("", "text/html", "application/json; charset=utf-16", "text/xml; charset=no-such", "image/png"),
    "Content-Encoding": ("gzip", "deflate", "br", "gzip, gzip", "x"),
    "Date": ("tomorrow", "Fri, 31 Dec 9999 23:59:59 -2359", "Thu, 31 Feb 2026 25:61:61 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"),
    "ETag": ("", '"' + "e" * 9000 + '"', "\x7f"),
    "Location": ("", "http://[", "//elsewhere.example/", "javascript:1"),
}  # fmt: skip
STATUSES = (100, 199, 201, 204, 206, 301, 302, 304, 400, 401, 403, 404, 409, 410, 418, 429, 500, 502, 503, 599, 999)
Spoil = Callable[[Said, random.Random], Said]


def spoilt(said: Said, chance: random.Random) -> tuple[str, Said]:
    """What was done to it, and what is left."""
    ways = MARKUP if said.body.lstrip().startswith(b"<") else JSON
    name, way = chance.choice([*ways.items(), *ANY.items()])
    return name, way(said, chance)


def _document(change: Callable[[list[tuple[Any, Any]], random.Random], None]) -> Spoil:
    """Change the JSON of a body at some of its places: pairs of a list or an object, and a key of it."""

    def spoil(said: Said, chance: random.Random) -> Said:
        holder = [json.loads(said.body)]
        change([*_places(holder)], chance)
        return replace(said, body=_written(holder[0]))

    return spoil


def _places(holder: Any) -> Iterator[tuple[Any, Any]]:
    for key in [*holder] if isinstance(holder, dict) else range(len(holder)):
        yield holder, key
        if isinstance(holder[key], dict | list):
            yield from _places(holder[key])


def _written(value: object) -> bytes:
    """Marked texts are put as they are, whether JSON has them or not."""
    text = json.dumps(value)
    for number, raw in enumerate(sorted(RAW)):
        text = text.replace(f'"raw {number}"', raw)
    return text.encode()


def _another_kind(places: list[tuple[Any, Any]], chance: random.Random) -> None:
    for holder, key in chance.sample(places, min(len(places), chance.choice((1, 1, 1, 5)))):
        holder[key] = chance.choice(VALUES)


def _no_value(places: list[tuple[Any, Any]], chance: random.Random) -> None:
    holder, key = chance.choice(places)
    holder[key] = f"raw {chance.randrange(len(RAW))}"


def _missing(places: list[tuple[Any, Any]], chance: random.Random) -> None:
    holder, key = chance.choice(places[1:] or places)
    del holder[key]


def _renamed(places: list[tuple[Any, Any]], chance: random.Random) -> None:
    holder, key = chance.choice([place for place in places if isinstance(place[0], dict)] or places)
    if isinstance(holder, dict):
        holder[chance.choice(NAMES)] = holder.pop(key)


def _swapped(places: list[tuple[Any, Any]], chance: random.Random) -> None:
    (here, one), (there, other) = chance.choice(places), chance.choice(places)
    here[one], there[other] = json.loads(json.dumps(there[other])), json.loads(json.dumps(here[one]))


def _repeated(places: list[tuple[Any, Any]], chance: random.Random) -> None:
    lists = [holder[key] for holder, key in places if isinstance(holder[key], list) and holder[key]]
    if lists:
        found = chance.choice(lists)
        found.extend([found[0]] * chance.choice((1, 50, 500)))


def _twice(said: Said, chance: random.Random) -> Said:
    """A key that is there twice, with another value."""
    keys = [part.rpartition(b'"')[2] for part in said.body.split(b'":')[:-1]]
    if not keys:
        return replace(said, body=b'{"id": 1, "id": 2}')
    key = chance.choice(keys)
    extra = b'"' + key + b'": ' + json.dumps(chance.choice(VALUES)).encode() + b', "' + key + b'":'
    return replace(said, body=said.body.replace(b'"' + key + b'":', extra, 1))


def _cut(said: Said, chance: random.Random) -> Said:
    return replace(said, body=said.body[: chance.randrange(len(said.body) or 1)])


def _flipped(said: Said, chance: random.Random) -> Said:
    body = bytearray(said.body or b"x")
    for _ in range(chance.choice((1, 3, 40))):
        body[chance.randrange(len(body))] = chance.randrange(256)
    return replace(said, body=bytes(body))


def _recoded(said: Said, chance: random.Random) -> Said:
    text = said.body.decode("utf-8", "replace")
    return replace(
        said, body=text.encode(chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7")), "replace")
    )


def _something_else(said: Said, chance: random.Random) -> Said:
    pages = (
        b"",
        b"null",
        b"[]",
        b"{}",
        b"1",
        b'""',
        b"<html>Bienvenue</html>",
        b"\x1f\x8b\x08",
        b"\x00" * 500,
        b"[" * 90_000,
    )
    return replace(said, body=chance.choice(pages))


def _lengthened(said: Said, chance: random.Random) -> Said:
    return replace(
        said,
        body=chance.choice((said.body * 2, b"\xef\xbb\xbf" + said.body, said.body + b"\x00", b")]}'," + said.body)),
    )


def _status(said: Said, chance: random.Random) -> Said:
    return replace(said, status=chance.choice(STATUSES))


def _header(said: Said, chance: random.Random) -> Said:
    name = chance.choice([*HEADERS])
    return replace(said, headers={**said.headers, name: chance.choice(HEADERS[name])})


def _tag_lost(said: Said, chance: random.Random) -> Said:
    parts = said.body.split(b"<")
    del parts[chance.randrange(1, len(parts))]
    return replace(said, body=b"<".join(parts))


def _inside_changed(said: Said, chance: random.Random) -> Said:
    """What stands between two tags is another thing."""
    parts = said.body.split(b">")
    place = chance.randrange(1, len(parts))
    value = chance.choice((*VALUES, "&lol;", "&#0;", "&#x110000;", "<![CDATA[", "<b>" * 3000))
    inside = str(value).encode("utf-8", "replace")
    parts[place] = inside + b"<" + parts[place].partition(b"<")[2]
    return replace(said, body=b">".join(parts))


def _entities(said: Said, chance: random.Random) -> Said:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    prologue = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{levels}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    named = chance.choice((b"&l11;", b"&x;"))
    return replace(said, body=prologue.encode() + said.body.partition(b"?>")[2].replace(b"<title>", b"<title>" + named))


def _nested(said: Said, chance: random.Random) -> Said:
    place = said.body.index(b">", said.body.index(b"<title"))
    return replace(said, body=said.body[: place + 1] + b"<i>" * chance.choice((1000, 30_000)) + said.body[place + 1 :])


JSON: Mapping[str, Spoil] = {
    "another kind": _document(_another_kind),
    "no value of JSON": _document(_no_value),
    "a part missing": _document(_missing),
    "another name": _document(_renamed),
    "two swapped": _document(_swapped),
    "repeated": _document(_repeated),
    "a key twice": _twice,
}
MARKUP: Mapping[str, Spoil] = {
    "a tag lost": _tag_lost,
    "another inside": _inside_changed,
    "entities": _entities,
    "nested": _nested,
}
ANY: Mapping[str, Spoil] = {
    "cut": _cut,
    "bytes changed": _flipped,
    "other letters": _recoded,
    "something else": _something_else,
    "lengthened": _lengthened,
    "another status": _status,
    "another header": _header,
}
