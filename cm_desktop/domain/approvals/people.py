"""Who takes part: persons, the devices they sign with, what they may do. May not hold a key itself."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

TeamId = NewType("TeamId", str)  # who moderates and validates together: 32 hexadecimal digits
PersonId = NewType("PersonId", str)  # one person on all their devices: 32 hexadecimal digits
KeyId = NewType("KeyId", str)  # one device: SHA-256 of its public key, 64 hexadecimal digits


class Role(StrEnum):
    """What a person is in a team. An owner says who takes part, and may validate too."""

    OWNER = "owner"
    SUPERVISOR = "supervisor"
    MODERATOR = "moderator"


VALIDATES = frozenset({Role.OWNER, Role.SUPERVISOR})


class Level(StrEnum):
    """How sure it is who decided."""

    DECLARED = "declared"  # the moderator says so, with the answer that came back
    SIGNED = "signed"  # the one who decided signed it on a device of theirs

    def satisfies(self, wanted: "Level") -> bool:
        """Whether a decision of this level is enough where `wanted` is asked for."""
        return self is Level.SIGNED or wanted is Level.DECLARED


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One device of one person. `public_key` is 32 bytes, Ed25519; `sealing_key` 32 bytes, X25519: what is sealed for them.

    `name` is as the person wants to be shown.
    """

    key: KeyId
    public_key: bytes
    sealing_key: bytes
    person: PersonId
    name: str
    role: Role


def aloud(key: KeyId) -> str:
    """A device as two people compare it aloud: six groups of four digits, 80 bits of its name."""
    digits = f"{int(key, 16) % 10**24:024}"
    return " ".join(digits[at : at + 4] for at in range(0, 24, 4))
