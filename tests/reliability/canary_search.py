"""Looks for a secret in files, however it is spelt. May not know where it may be."""

import base64
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

_ENOUGH = 12  # letters of a spelling, or chance would find it


def spellings(secret: str) -> Mapping[str, bytes]:
    """As bytes, by the name of the way it is spelt."""
    raw = secret.encode()
    wide = {name: secret.encode(name) for name in ("utf-16-le", "utf-16-be")}
    found = {"raw": raw, **wide, "url": quote(secret, safe="").encode(), "every letter escaped": _escaped(raw)}
    for name, text in {"raw": raw, **wide}.items():
        found |= {f"hex of {name}": text.hex().encode(), f"HEX of {name}": text.hex().upper().encode()}
        for offset in range(3):
            inner = _base64(text, offset)
            found[f"base64 of {name}, {offset} off"] = inner
            found[f"base64url of {name}, {offset} off"] = inner.replace(b"+", b"-").replace(b"/", b"_")
    assert all(len(spelling) >= _ENOUGH for spelling in found.values())
    return found


def leaks(folder: Path, secrets: Mapping[str, str]) -> Iterator[str]:
    """What was found of which secret, spelt how, in which file; the files' own names are looked at too."""
    known = {f"{name}, {how}": text for name, secret in secrets.items() for how, text in spellings(secret).items()}
    for file in files(folder):
        content = str(file.relative_to(folder)).encode() + b"\n" + file.read_bytes()
        yield from (f"{what} in {file.relative_to(folder)}" for what, text in known.items() if text in content)


def files(folder: Path) -> list[Path]:
    """Every file that is left."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _escaped(raw: bytes) -> bytes:
    return "".join(f"%{letter:02X}" for letter in raw).encode()


def _base64(text: bytes, offset: int) -> bytes:
    """The letters that depend on nothing but the text, where so many bytes stand before it."""
    encoded = base64.b64encode(bytes(offset) + text)
    return encoded[(0, 2, 3)[offset] : (offset + len(text)) * 8 // 6]
