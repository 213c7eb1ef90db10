"""Files that go from one person to another: read whole, written whole or not at all. May not know what is in them."""

from contextlib import suppress
from pathlib import Path

from cm_desktop.domain.errors import ImportRefused, NotWritable, Unacceptable
from cm_desktop.store.disk.files import named_errors

LARGEST = 32 << 20  # bytes: more than any mail carries


def read(file: Path) -> bytes:
    """What somebody handed over. Raises ImportRefused, and Unacceptable("too_large") of what nobody would have sent."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError:
        raise ImportRefused(file, "unreadable") from None
    if len(data) > LARGEST:
        raise Unacceptable("too_large")
    return data


def write(file: Path, data: bytes) -> None:
    """In the place of what was there, which stays where this cannot be written. Raises DiskFull, NotWritable."""
    new = file.with_name(f"{file.name}.new")
    try:
        with named_errors(file.parent):
            new.write_bytes(data)
            new.replace(file)
    except OSError as error:  # a folder that is not there is one to be chosen again, too
        raise NotWritable(file.parent) from error
    finally:
        with suppress(OSError):
            new.unlink()
