"""This device's keys in a team, and the number of the last event that it signed: in the keyring, and nowhere else.

May not write any of it to a file, a log or an error.
"""

import base64
import re
import secrets
from dataclasses import dataclass, field
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cm_desktop.approvals.envelope import key_id
from cm_desktop.domain.approvals.events import EventId, Position
from cm_desktop.domain.approvals.people import KeyId, TeamId
from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import KeyringFailed, KeysMissing, SecretMissing
from cm_desktop.domain.vault import Keeping, Vault

SEED = 32  # bytes, of each key
MOST_FORMER = 2  # pairs of keys from before: what was sealed for older ones opens to nobody here
_BOTH = 2 * SEED
_SPOILT = "not a key of this program"
_NOTHING_SIGNED = "0"
_MARK = re.compile("[1-9][0-9]{0,15} [0-9a-f]{64}")


def new_seeds() -> bytes:
    """Of both keys of a device."""
    return secrets.token_bytes(_BOTH)


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """One device's two keys: to sign, and to open what is sealed for it. Never shown, compared or kept as it is."""

    signing: Ed25519PrivateKey = field(repr=False)
    sealing: X25519PrivateKey = field(repr=False)

    @classmethod
    def from_seeds(cls, seeds: bytes) -> Self:
        """Both from 64 bytes. Raises ValueError for fewer, or more."""
        return cls(
            Ed25519PrivateKey.from_private_bytes(seeds[:SEED]), X25519PrivateKey.from_private_bytes(seeds[SEED:])
        )

    @property
    def public_key(self) -> bytes:
        """What its signatures are checked with, 32 bytes."""
        return self.signing.public_key().public_bytes_raw()

    @property
    def sealing_key(self) -> bytes:
        """What others seal with for it, 32 bytes."""
        return self.sealing.public_key().public_bytes_raw()

    @property
    def secret(self) -> bytes:
        """32 bytes of its own, of which the codes of declared answers are made. They tell nothing of its keys."""
        return self._derived(b"cmdesktop declared answers v1")

    @property
    def remembering(self) -> bytes:
        """32 bytes more, under which it notes for itself what it has checked."""
        return self._derived(b"cmdesktop checked events v1")

    @property
    def id(self) -> KeyId:
        """Its name."""
        return key_id(self.public_key)

    def _derived(self, info: bytes) -> bytes:
        seed = self.signing.private_bytes_raw()
        return HKDF(algorithm=SHA256(), length=SEED, salt=None, info=info).derive(seed)


class KeyCase:
    """A team's entries in the keyring: the seeds, those in use first, and the mark, moved on with each event signed."""

    def __init__(self, vault: Vault, team: TeamId) -> None:
        self._vault = vault
        self._seeds = AccountId(f"supervision:{team}")
        self._mark = AccountId(f"supervision:{team}:mark")

    def keys(self) -> DeviceKeys:
        """Raises CredentialError: KeysMissing where this device has none in this team."""
        return self.all()[0]

    def all(self) -> tuple[DeviceKeys, ...]:
        """With those from before, which open and never sign. Raises as `keys` does."""
        try:
            kept = self._vault.get(self._seeds)
        except SecretMissing as error:
            raise KeysMissing(self._seeds) from error
        return self._read(kept)

    def take(self) -> tuple[DeviceKeys, Keeping]:
        """The keys, made where there are none. Raises CredentialError."""
        try:
            kept = self._vault.get(self._seeds)
        except SecretMissing:
            return self.replace(new_seeds())
        return self._read(kept)[0], self._vault.put(self._seeds, kept)  # it may have been kept for a session only

    def has(self, seeds: bytes) -> bool:
        """Whether these are the keys in use. Raises CredentialError, where there are none it is False."""
        try:
            return self.keys().id == DeviceKeys.from_seeds(seeds).id
        except SecretMissing:
            return False

    def renew(self, seeds: bytes | None = None) -> tuple[DeviceKeys, Keeping]:
        """Other keys, these or new ones; what was sealed for the former ones still opens. As `take`."""
        try:
            former = base64.b64decode(self._vault.get(self._seeds))
        except SecretMissing:
            former = b""
        return self.replace(seeds or new_seeds(), former[: MOST_FORMER * _BOTH])

    def replace(self, seeds: bytes, former: bytes = b"") -> tuple[DeviceKeys, Keeping]:
        """Keep these keys instead, of which nothing is known to be signed. Raises CredentialError."""
        self._vault.put(self._mark, _NOTHING_SIGNED)
        kept = base64.b64encode(seeds + former).decode("ascii")
        return DeviceKeys.from_seeds(seeds), self._vault.put(self._seeds, kept)

    def mark(self) -> Position | None:
        """The last event that this device signed and kept, None before the first. Raises CredentialError."""
        kept = self._vault.get(self._mark)
        if kept == _NOTHING_SIGNED:
            return None
        if not _MARK.fullmatch(kept):
            raise KeyringFailed(_SPOILT)
        seq, _, event = kept.partition(" ")
        return Position(seq=int(seq), id=EventId(event))

    def move_mark(self, last: Position) -> None:
        """Raises CredentialError."""
        self._vault.put(self._mark, f"{last.seq} {last.id}")

    def _read(self, kept: str) -> tuple[DeviceKeys, ...]:
        try:
            seeds = base64.b64decode(kept, validate=True)
            starts = range(0, max(len(seeds), 1), _BOTH)
            return tuple(DeviceKeys.from_seeds(seeds[start : start + _BOTH]) for start in starts)
        except ValueError:
            raise KeyringFailed(_SPOILT) from None
