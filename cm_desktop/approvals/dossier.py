"""Sheets as one file to be mailed, `dossier.cmev`, and read back: all of it, or nothing. May not open what it carries.

A line that says what it is; for each sheet a line with its name and how many bytes it has, then these bytes and the end of
a line; last, a line with how many sheets there were: of a file that was cut short, nothing is believed.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from cm_desktop.approvals.looking import LARGEST
from cm_desktop.domain.approvals.ports import Sheet
from cm_desktop.domain.errors.supervision import Unacceptable

NAME = "dossier.cmev"
MOST = 24 << 20  # bytes: what a mail still carries
_MOST_SHEETS = 5_000
_FIRST = b"CM Desktop dossier 1\n"
_KIN = b"CM Desktop dossier "
_SHEET = re.compile(rb"([0-9a-f]{64}) ([1-9][0-9]{0,7})\n")
_LAST = re.compile(rb"end ([1-9][0-9]{0,4})\n")


def pack(sheets: Iterable[Sheet]) -> bytes:
    """The file, each sheet in it once, in this order. Raises Unacceptable("too_large"), or ("missing") of no sheets."""
    found = {sheet.name: sheet.data for sheet in sheets}
    if not found:
        raise Unacceptable("missing")
    parts = [_FIRST]
    for name, data in found.items():
        parts += [f"{name} {len(data)}\n".encode(), data, b"\n"]
    parts.append(f"end {len(found)}\n".encode())
    packed = b"".join(parts)
    if len(packed) > MOST or len(found) > _MOST_SHEETS or max(map(len, found.values())) > LARGEST:
        raise Unacceptable("too_large")
    return packed


def unpack(data: bytes) -> tuple[Sheet, ...]:
    """What is in it, each sheet's bytes what its name says. Raises Unacceptable, whatever else it is given."""
    if len(data) > MOST:
        raise Unacceptable("too_large")
    if not data.startswith(_FIRST):
        raise Unacceptable("version" if data.startswith(_KIN) else "not_whole")
    sheets = tuple(_sheets(data))
    if len({sheet.name for sheet in sheets}) < len(sheets):
        raise Unacceptable("twice")
    return sheets


def _sheets(data: bytes) -> Iterator[Sheet]:
    place, number = len(_FIRST), 0
    while head := _SHEET.match(data, place):
        end = head.end() + int(head[2])
        content = data[head.end() : end]
        if int(head[2]) > LARGEST or number == _MOST_SHEETS:
            raise Unacceptable("too_large")
        if data[end : end + 1] != b"\n":
            raise Unacceptable("not_whole")
        name = head[1].decode()
        if sha256(content).hexdigest() != name:
            raise Unacceptable("name")
        yield Sheet(name=name, data=content)
        place, number = end + 1, number + 1
    last = _LAST.fullmatch(data, place)
    if last is None or int(last[1]) != number:
        raise Unacceptable("not_whole")
