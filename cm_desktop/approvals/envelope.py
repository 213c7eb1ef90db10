"""An event in its envelope: what was said, by whom, and a signature that holds for these very bytes. May not seal it.

The envelope is that of DSSE (github.com/secure-systems-lab/dsse): the signature is over the payload's bytes and their type,
so that nothing has to be written again to be checked. `keyid` is the public key itself, of which the payload has the SHA-256.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, get_args

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from cm_desktop.approvals import strict_json
from cm_desktop.approvals.forms import Form, exactly, form, form_of_fields, named, versioned
from cm_desktop.domain.approvals.events import Body, Event, EventId, Founding, Joining, PolicySet, Welcome
from cm_desktop.domain.approvals.people import KeyId, Member
from cm_desktop.domain.approvals.ports import Draft
from cm_desktop.domain.errors import Unacceptable

TYPE = "application/vnd.cmdesktop.event+json;v=1"

_FIRST, _NAMING = 1, 2  # the second is that of policies which say whose approval counts, and of nothing else
_BYTES = form(bytes)
_HEADER = form_of_fields(Event, but=frozenset({"id", "body"}))
_BODIES: dict[str, Form] = {kind.__name__.lower(): form(kind) for kind in get_args(Body)}
_KEYS = frozenset({"v", "type", "body", *_HEADER})
_KEY_LENGTH = 32


def key_id(public_key: bytes) -> KeyId:
    """The name of a device."""
    return KeyId(sha256(public_key).hexdigest())


def pae(payload: bytes, kind: str = TYPE) -> bytes:
    """What is signed: DSSE's pre-authentication encoding. An event's id is its SHA-256."""
    name = kind.encode("utf-8")
    return b"DSSEv1 %d %b %d %b" % (len(name), name, len(payload), payload)


def write(draft: Draft, public_key: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """The envelope of a draft. Raises Unacceptable("too_large")."""
    said = {name: getattr(draft, name) for name in _HEADER if name not in ("by", "seen")}
    said |= {"by": key_id(public_key), "seen": dict(draft.seen)}
    payload = {name: part.write(said[name]) for name, part in _HEADER.items()}
    kind = type(draft.body).__name__.lower()
    payload |= {"v": _version(draft.body), "type": kind, "body": _BODIES[kind].write(draft.body)}
    data = strict_json.write(payload)
    return _enclosed(data, public_key, sign(pae(data)))


def read(envelope: bytes, *, checked: bool = False) -> Event:
    """The event, once its signature is found to be that of the key that it names. Raises Unacceptable.

    Of a newer version it says so, and who signed it, only once the signature holds: else anybody could have people update, or
    stop them. `checked`: these very bytes were read here before, and are neither verified nor written again to be compared.
    """
    outer = exactly(strict_json.read(envelope), {"payload", "payloadType", "signatures"})
    if not isinstance(outer["payloadType"], str) or not isinstance(outer["signatures"], list):
        raise Unacceptable("bad_value")
    if len(outer["signatures"]) != 1:
        raise Unacceptable("signature")
    by = exactly(outer["signatures"][0], {"keyid", "sig"})
    payload, public_key, signature = (_BYTES.read(part) for part in (outer["payload"], by["keyid"], by["sig"]))
    if not checked:
        _verify(public_key, signature, pae(payload, outer["payloadType"]))
    signer = key_id(public_key)
    if outer["payloadType"] != TYPE:
        raise Unacceptable("version", by=signer)
    if not checked and _enclosed(payload, public_key, signature) != envelope:
        raise Unacceptable("bad_value")
    return _event(payload, signer, checked=checked)


def _enclosed(payload: bytes, public_key: bytes, signature: bytes) -> bytes:
    by = {"keyid": _BYTES.write(public_key), "sig": _BYTES.write(signature)}
    return strict_json.write({"payload": _BYTES.write(payload), "payloadType": TYPE, "signatures": [by]})


def _verify(public_key: bytes, signature: bytes, signed: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, signed)
    except (InvalidSignature, ValueError):  # a key of another length
        raise Unacceptable("signature") from None


def _event(payload: bytes, signer: KeyId, *, checked: bool) -> Event:
    """What was signed, when it is written as we would write it and holds together."""
    value = exactly(versioned(strict_json.read(payload), _FIRST, _NAMING, by=signer), _KEYS)
    if not checked and strict_json.write(value) != payload:
        raise Unacceptable("bad_value")
    body = named(value["type"], _BODIES).read(value["body"])
    if value["v"] != _version(body):
        raise Unacceptable("bad_value")
    header: dict[str, Any] = {name: part.read(value[name]) for name, part in _HEADER.items()}
    event = Event(id=EventId(sha256(pae(payload)).hexdigest()), body=body, **header)
    if event.by != signer:
        raise Unacceptable("signature")
    if event.seq < 1 or (event.seq == 1) != (event.prev is None) or not _holds_together(event):
        raise Unacceptable("bad_value")
    return event


def _version(body: Body) -> int:
    """A program that does not know of persons in a policy has to say that it is outdated, rather than pass over them."""
    names = isinstance(body, PolicySet) and any(demand.by for demand in body.policy.demands)
    return _NAMING if names else _FIRST


def _holds_together(event: Event) -> bool:
    """Whether a member is called after their key, and speaks for nobody else when asking in."""
    match event.body:
        case Founding(member=member) | Joining(member=member):
            return member.key == event.by and _is_whole(member)
        case Welcome(member=member):
            return _is_whole(member)
        case _:
            return True


def _is_whole(member: Member) -> bool:
    return member.key == key_id(member.public_key) and len(member.public_key) == len(member.sealing_key) == _KEY_LENGTH
