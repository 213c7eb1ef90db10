"""Codes that people read, tell and type: five bits a letter, in groups of four. May not know what they open."""

import secrets

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
_READ_AS = str.maketrans("OIL", "011")
_GROUP = 4


def new(letters: int) -> str:
    """So many letters of chance."""
    return "".join(secrets.choice(_LETTERS) for _ in range(letters))


def spelt(data: bytes, letters: int) -> str:
    """The first bits of some bytes, as so many letters."""
    number = int.from_bytes(data, "big") >> (8 * len(data) - 5 * letters)
    return "".join(_LETTERS[(number >> (5 * place)) & 31] for place in reversed(range(letters)))


def grouped(code: str) -> str:
    """As it is told: `7K3Q-9F4D-22AB`."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def typed(text: str) -> str:
    """The letters of what somebody typed, whatever they put between them, and whichever of those that look alike."""
    return "".join(letter for letter in text.upper().translate(_READ_AS) if letter in _LETTERS)
