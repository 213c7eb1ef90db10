"""Small files that go from one member to another, read and written whole. May not know what they hold."""

import errno
from pathlib import Path

from cm_desktop.domain.errors import CarrierError, Unacceptable

LARGEST = 32 << 20  # bytes: more than any mail carries


def read(file: Path) -> bytes:
    """Raises CarrierError("unreadable"), and Unacceptable("too_large") of what nobody would have sent."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # a name that no file can have is a ValueError
        raise CarrierError(str(file), "unreadable") from error
    if len(content) > LARGEST:
        raise Unacceptable("too_large")
    return content


def write(file: Path, content: bytes) -> Path:
    """Answers where it is. Raises CarrierError."""
    try:
        file.write_bytes(content)
    except (OSError, ValueError) as error:
        full = isinstance(error, OSError) and error.errno == errno.ENOSPC
        raise CarrierError(str(file), "full" if full else "not_writable") from error
    return file
