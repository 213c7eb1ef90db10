"""Pictures as a stranger would make them. May not decode one."""

import struct
import zlib

_EVERY_BLOCK = 2**15 - 1  # which one code of 15 bits goes over at most


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is this large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def progressive(width: int, height: int, scans: int) -> bytes:
    """A grey JPEG that goes over its picture so often, and says nothing new after the first time."""
    blocks = -(-width // 8) * -(-height // 8)
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    codes = b"\0" + bytes([1, *15 * [0]]) + b"\0" + b"\x10" + bytes([1, *15 * [0]]) + b"\xe0"
    start = b"\xff\xd8" + _part(0xDB, b"\0" + 64 * b"\1") + _part(0xC2, frame) + _part(0xC4, codes)
    nothing = ("0" + 14 * "1") * -(-blocks // _EVERY_BLOCK)
    return start + _scan(0, 0, blocks * "0") + (scans - 1) * _scan(1, 63, nothing) + b"\xff\xd9"


def _scan(first: int, last: int, bits: str) -> bytes:
    return _part(0xDA, bytes([1, 1, 0, first, last, 0])) + _packed(bits)


def _part(mark: int, content: bytes) -> bytes:
    return bytes([0xFF, mark]) + struct.pack(">H", len(content) + 2) + content


def _packed(bits: str) -> bytes:
    bits += -len(bits) % 8 * "1"
    return int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")
