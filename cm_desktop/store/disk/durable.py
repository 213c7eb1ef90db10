"""Names that outlast a power cut: that a new file is there is not synced with what it holds. May not know what that is."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def put_in_place(place: Path, text: str) -> None:
    """Write a small file whole, in the place of the one before. Raises OSError."""
    new = place.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        # Before it has its name: a power cut leaves the old file or the new one, and none by halves.
        os.fsync(file.fileno())
    new.replace(place)
    settle([place.parent])


def settle(folders: Iterable[Path]) -> None:
    """Wait until the names that were given in these folders are on the disk.

    Where a folder cannot be opened (Windows) or synced (some network folders), the file system does as it does.
    """
    for folder in folders:
        with suppress(OSError):
            opened = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)
