"""The bytes of a sheet: what kind of thing it holds, in clear or sealed. May not know what is in it, nor whose it is."""

from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

from cm_desktop.approvals.sealing import Ring
from cm_desktop.approvals.strict_json import LARGEST
from cm_desktop.domain.approvals.ports import Sheet
from cm_desktop.domain.errors import Unacceptable

_OURS = b"cmdesktop/"
_IN_CLEAR = b"cmdesktop/1 clear\n"
_SEALED = b"cmdesktop/1 sealed\n"
_MARGIN = 1024  # bytes that sealing adds, and more


class Kind(Enum):
    """What a sheet holds, as it says inside."""

    EVENT = b"event"
    PAPERS = b"papers"


@dataclass(frozen=True, slots=True)
class Content:
    """What was in a sheet."""

    kind: Kind
    data: bytes
    clear: bool


def in_clear(kind: Kind, data: bytes) -> Sheet:
    """For everybody who has the folder."""
    return _named(_IN_CLEAR + _inside(kind, data))


def sealed(kind: Kind, data: bytes, ring: Ring) -> Sheet:
    """For whoever has the team's key."""
    return _named(_SEALED + ring.seal(_inside(kind, data), _SEALED))


def content(sheet: Sheet, ring: Ring) -> Content:
    """What is in it. Raises Unacceptable: "sealed" where its key is not on the ring."""
    if len(sheet.data) > LARGEST + _MARGIN:
        raise Unacceptable("too_large")
    if sha256(sheet.data).hexdigest() != sheet.name:
        raise Unacceptable("name")
    front, newline, rest = sheet.data.partition(b"\n")
    header = front + newline
    if header not in (_IN_CLEAR, _SEALED):
        raise Unacceptable("version" if newline and header.startswith(_OURS) else "not_whole")
    clear = header == _IN_CLEAR
    kind, _, data = (rest if clear else ring.open(rest, header)).partition(b"\n")
    if kind not in {known.value for known in Kind}:
        raise Unacceptable("bad_value")
    return Content(Kind(kind), data, clear)


def _inside(kind: Kind, data: bytes) -> bytes:
    return kind.value + b"\n" + data


def _named(data: bytes) -> Sheet:
    return Sheet(name=sha256(data).hexdigest(), data=data)
