"""Made-up pictures, one for each name, so that thumbnails differ. May not know what they stand for."""

import hashlib
import struct
import zlib

WIDTH, HEIGHT = 200, 150  # pixels
_SHADES = 64


def picture(name: str) -> bytes:
    """A PNG: a gradient between two colours that the name leads to, always the same for the same name."""
    digest = hashlib.sha256(name.encode()).digest()
    first, second = digest[:3], digest[3:6]
    palette = b"".join(_between(first, second, shade / (_SHADES - 1)) for shade in range(_SHADES))
    slope = bytes(step * _SHADES // (WIDTH + HEIGHT) for step in range(WIDTH + HEIGHT))
    rows = b"".join(b"\0" + slope[line : line + WIDTH] for line in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)  # eight bits a pixel, through a palette
    chunks = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _between(first: bytes, second: bytes, share: float) -> bytes:
    return bytes(round(one + (other - one) * share) for one, other in zip(first, second, strict=True))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
