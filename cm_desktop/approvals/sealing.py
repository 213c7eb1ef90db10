"""What only the members of a team can open: its keys over time, what they seal, and how they reach each member.

May not know events: which keys count is for whoever calls to say.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cm_desktop.domain.errors import Unacceptable

_KEY = 32  # bytes
_NAME = 16
_NONCE = 12
_TAG = 16
_NO_NONCE = bytes(_NONCE)  # each wrapping has a key of its own, which seals once


@dataclass(frozen=True, slots=True)
class Ring:
    """A team's keys, the oldest first: the last one seals, each of them opens what was sealed with it."""

    keys: tuple[bytes, ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.keys)

    def renewed(self) -> "Ring":
        """With a new key to seal with."""
        return Ring((*self.keys, secrets.token_bytes(_KEY)))

    def seal(self, clear: bytes, header: bytes) -> bytes:
        """Sealed with the last key: the key's name, a nonce, and what nobody else can read or change, nor put behind
        another header.
        """
        key, nonce = self.keys[-1], secrets.token_bytes(_NONCE)
        front = _name(key) + nonce
        return front + ChaCha20Poly1305(key).encrypt(nonce, clear, header + front)

    def open(self, sealed: bytes, header: bytes) -> bytes:
        """Raises Unacceptable: "sealed" where this key is not on the ring, "not_whole" where it was changed."""
        name, nonce = sealed[:_NAME], sealed[_NAME : _NAME + _NONCE]
        if len(sealed) < _NAME + _NONCE + _TAG:
            raise Unacceptable("not_whole")
        key = next((key for key in self.keys if _name(key) == name), None)
        if key is None:
            raise Unacceptable("sealed")
        try:
            return ChaCha20Poly1305(key).decrypt(nonce, sealed[_NAME + _NONCE :], header + name + nonce)
        except InvalidTag:
            raise Unacceptable("not_whole") from None

    def wrap(self, sealing_key: bytes, context: bytes) -> bytes:
        """All keys, for the one device with this X25519 key. `context` says for whom and where: it has to be the same there.

        Raises Unacceptable("bad_value") for bytes that are no such key.
        """
        passing = X25519PrivateKey.generate()
        try:
            shared = passing.exchange(X25519PublicKey.from_public_bytes(sealing_key))
        except ValueError:  # no point of the curve, or one of its small ones
            raise Unacceptable("bad_value") from None
        public = passing.public_key().public_bytes_raw()
        key = _wrapping_key(shared, public + sealing_key)
        return public + ChaCha20Poly1305(key).encrypt(_NO_NONCE, b"".join(self.keys), context)


def unwrap(wrapped: bytes, private: X25519PrivateKey, context: bytes) -> Ring:
    """Raises Unacceptable("sealed") for what was wrapped for somebody else, or is no ring."""
    public, own = wrapped[:_KEY], private.public_key().public_bytes_raw()
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(public))
        key = _wrapping_key(shared, public + own)
        joined = ChaCha20Poly1305(key).decrypt(_NO_NONCE, wrapped[_KEY:], context)
    except (ValueError, InvalidTag):
        raise Unacceptable("sealed") from None
    if not joined or len(joined) % _KEY:
        raise Unacceptable("sealed")
    return Ring(tuple(joined[start : start + _KEY] for start in range(0, len(joined), _KEY)))


def merged(rings: Iterable[Ring]) -> Ring:
    """All keys of these rings. The last key is that of the longest; of two as long, the same one on every device."""
    ordered = sorted((ring.keys for ring in rings), key=lambda keys: (len(keys), keys))
    longest = ordered[-1] if ordered else ()
    others = {key: None for keys in ordered for key in keys if key not in longest}
    return Ring((*others, *longest))


def _name(key: bytes) -> bytes:
    """What a key is called in clear: it tells nothing of it."""
    return sha256(b"cmdesktop key name" + key).digest()[:_NAME]


def _wrapping_key(shared: bytes, publics: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=b"cmdesktop ring v1" + publics).derive(shared)
