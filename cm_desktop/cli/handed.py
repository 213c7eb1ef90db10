"""Files that are handed over: read whole, written whole. May not know what is in them."""

from pathlib import Path

from cm_desktop.domain.errors import ImportRefused, NotWritable

MOST = 64 * 1024 * 1024


def read(file: Path) -> bytes:
    """What somebody handed over. Raises ImportRefused; nobody hands over more than MOST bytes."""
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST + 1)
    except OSError:
        raise ImportRefused(file, "unreadable") from None
    if len(data) > MOST:
        raise ImportRefused(file, "binary")
    return data


def write(file: Path, data: bytes) -> None:
    """In the place of what was there. Raises NotWritable."""
    new = file.with_name(f"{file.name}.new")
    try:
        new.write_bytes(data)
        new.replace(file)
    except OSError:
        raise NotWritable(file.parent) from None
