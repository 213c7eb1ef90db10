"""Papers as bytes: JSON with a salt, named by its SHA-256. May not seal or carry them."""

import secrets
from hashlib import sha256
from typing import get_args

from cm_desktop.approvals import strict_json
from cm_desktop.approvals.forms import HEX_32, Form, exactly, form, matching, named, versioned
from cm_desktop.domain.approvals.papers import Papers, PapersId
from cm_desktop.domain.errors import Unacceptable

_VERSION = 1
_KEYS = frozenset({"v", "salt", "type", "texts"})
_SALT = matching(HEX_32)
_KINDS: dict[str, Form] = {kind.__name__.lower(): form(kind) for kind in get_args(Papers)}


def write(papers: Papers) -> bytes:
    """The same papers get other bytes each time, so that nobody tells from a name what is in them."""
    return _written(papers, secrets.token_hex(16))


def read(data: bytes) -> Papers:
    """What they say. Raises Unacceptable."""
    value = exactly(versioned(strict_json.read(data), _VERSION), _KEYS)
    papers: Papers = named(value["type"], _KINDS).read(value["texts"])
    if _written(papers, _SALT.read(value["salt"])) != data:
        raise Unacceptable("bad_value")
    return papers


def name(data: bytes) -> PapersId:
    """What an event calls them."""
    return PapersId(sha256(data).hexdigest())


def _written(papers: Papers, salt: str) -> bytes:
    kind = type(papers).__name__.lower()
    return strict_json.write({"v": _VERSION, "salt": salt, "type": kind, "texts": _KINDS[kind].write(papers)})
