"""Looking through a folder in which anything may lie, in bounded work. May not write there, nor follow where a link leads.

A file counts if its name begins with the SHA-256 of its bytes; whatever else comes after is a sharing program's own.
"""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

from cm_desktop.domain.errors.supervision import CarrierError

LARGEST = 3 << 19  # bytes of a sheet: 1 MiB of what people wrote, and what carries it
_NAME = re.compile("[0-9a-f]{64}", re.IGNORECASE)
_WRITER = re.compile("[0-9a-f]{8}", re.IGNORECASE)
_ENTRIES = 500_000  # names looked at in one reading
_READ = 512 << 20  # bytes read in one reading: what is new after that is left for the next one
_AT_LEAST = 2 << 10  # bytes that opening a file counts for
_REMEMBERED = 300_000
_DOUBTED_AGAIN = 20  # readings: a file system whose times are coarse may hide that a file changed

_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NOT_YET = {errno.ENOENT, errno.ELOOP, errno.EISDIR, errno.ENXIO, errno.ESTALE, errno.ENOTDIR}

Stamp = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A file whose name begins as a sheet's does. `name` is the 64 digits."""

    name: str
    path: str


class Look:
    """One place, looked through over and over. What was read is remembered by its size, its times and its number on disk."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._whole: dict[str, tuple[Stamp, bool]] = {}
        self._readings = 0
        self._entries = self._read = 0
        self._trouble: CarrierError | None = None
        self.opened = 0

    def begin(self) -> None:
        """Another reading."""
        self._readings += 1
        self._entries = self._read = self.opened = 0
        self._trouble = None
        if len(self._whole) > _REMEMBERED:
            self._whole.clear()

    def end(self) -> None:
        """Raises CarrierError where something could not be read, or was left for the next reading."""
        if self._trouble is not None:
            raise self._trouble

    def candidates(self, writer: str | None = None) -> Iterator[Found]:
        """Every file of the right name, in one writer's folder or in all; not opened yet."""
        for folder in [self._place / writer] if writer else self._writers():
            try:
                yield from self._named(folder)
            except OSError as error:
                if error.errno not in _NOT_YET:
                    self._met(folder, "unreadable")

    def read(self, found: Found) -> bytes | None:
        """What it holds, where that is what its name says; None while it is not."""
        path = found.path
        try:
            if not self._worth_reading(path, os.lstat(path)):
                return None
            data, stamp = self._content(path)
        except OSError as error:
            if error.errno not in _NOT_YET:
                self._met(path, "unreadable")
            return None
        self._read += max(_AT_LEAST, len(data or b""))
        if data is not None and sha256(data).hexdigest() == found.name:
            self._whole[path] = (stamp, True)
            return data
        self._whole[path] = (stamp, False)
        return None

    def is_whole(self, found: Found) -> bool:
        """Whether there is such a file, and it is what its name says; not read again while it is unchanged."""
        known = self._whole.get(found.path)
        with suppress(OSError):
            if known is not None and known == (_stamp(os.lstat(found.path)), True):
                return True
        return self.read(found) is not None

    def _writers(self) -> Iterator[Path]:
        with os.scandir(self._place) as entries:
            for entry in entries:
                if self._is_enough():
                    return
                if _WRITER.match(entry.name) and entry.is_dir(follow_symlinks=False):
                    yield Path(entry.path)

    def _named(self, folder: Path) -> Iterator[Found]:
        if folder.is_symlink():
            return
        with os.scandir(folder) as entries:
            for entry in entries:
                if self._is_enough():
                    return
                if found := _NAME.match(entry.name):
                    yield Found(found[0].lower(), entry.path)

    def _is_enough(self) -> bool:
        self._entries += 1
        if self._entries > _ENTRIES:
            self._met(self._place, "crowded")
        return self._entries > _ENTRIES

    def _worth_reading(self, path: str, status: os.stat_result) -> bool:
        if not S_ISREG(status.st_mode) or not 0 < status.st_size <= LARGEST:
            return False
        if self._whole.get(path) == (_stamp(status), False) and self._readings % _DOUBTED_AGAIN:
            return False
        if self._read > _READ:
            self._met(self._place, "crowded")
            return False
        return True

    def _content(self, path: str) -> tuple[bytes | None, Stamp]:
        """None where it is no ordinary file any more, or too long."""
        file = os.open(path, _OPEN)
        self.opened += 1
        try:
            status = os.fstat(file)
            if not S_ISREG(status.st_mode) or status.st_size > LARGEST:
                return None, _stamp(status)
            data = os.read(file, min(status.st_size, LARGEST) + 1)
            while len(data) < status.st_size and (more := os.read(file, status.st_size - len(data))):
                data += more  # a network drive gives it in pieces
            return data if len(data) <= LARGEST else None, _stamp(status)
        finally:
            os.close(file)

    def _met(self, path: Path | str, reason: str) -> None:
        self._trouble = self._trouble or CarrierError(str(path), reason)


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


_REASONS = {
    errno.ENOENT: "absent",
    errno.ENOTDIR: "not_a_folder",
    errno.ELOOP: "not_a_folder",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def named_errors(path: Path, *, writing: bool) -> Iterator[None]:
    """Raise whatever the system says as a CarrierError."""
    try:
        yield
    except NotADirectoryError as error:
        raise CarrierError(str(path), "not_a_folder") from error
    except OSError as error:
        denied = "not_writable" if writing and error.errno in _DENIED else "unreadable"
        raise CarrierError(str(path), _REASONS.get(error.errno or 0, denied)) from error
