"""The folder of a workspace's packs, and the last good text of each beside it. May not know what a pack says.

A file is written whole or not at all. What a person left broken stays as it is; `.in-force` holds what was good last.
"""

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import quote

from cm_desktop.domain.errors import DiskFull, NotWritable

_KEPT = ".in-force"
_SUFFIX = ".yaml"
Stamps = frozenset[tuple[Path, int, int]]


class Folder:
    """One folder of packs; it need not be there yet."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def files(self) -> list[Path]:
        """The packs in it, at any depth; none of what is hidden."""
        found = self.path.rglob(f"*{_SUFFIX}") if self.path.is_dir() else ()
        return sorted(file for file in found if not any(p.startswith(".") for p in file.relative_to(self.path).parts))

    def file_for(self, pack: str) -> Path:
        """Where a new pack of this name goes."""
        return self.path / f"{quote(pack, safe=' ')}{_SUFFIX}"

    def write(self, file: Path, content: bytes) -> None:
        """Put a pack down. Raises NotWritable, DiskFull."""
        _write(file, content)

    def keep_good(self, file: Path, content: bytes) -> None:
        """Remember the text of a pack that is in force. Raises NotWritable, DiskFull."""
        if self.last_good(file) != content:
            _write(self._kept(file), content)

    def last_good(self, file: Path) -> bytes | None:
        """The text of a pack that was in force last, if any was."""
        try:
            return self._kept(file).read_bytes()
        except OSError:
            return None

    def remove(self, file: Path) -> None:
        """Take a pack away, with its last good text. Raises NotWritable."""
        with _named_errors(file):
            file.unlink(missing_ok=True)
            self._kept(file).unlink(missing_ok=True)

    def _kept(self, file: Path) -> Path:
        return self.path / _KEPT / quote(file.relative_to(self.path).as_posix(), safe="")


def stamps(files: Iterable[Path]) -> Stamps:
    """What tells whether any of these was written since."""
    return frozenset(_stamps(files))


def _stamps(files: Iterable[Path]) -> Iterator[tuple[Path, int, int]]:
    for file in files:
        try:
            stat = file.stat()
        except OSError:
            continue
        yield file, stat.st_mtime_ns, stat.st_size


def _write(file: Path, content: bytes) -> None:
    with _named_errors(file):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as coming:
            try:
                coming.write(content)
                coming.close()
                Path(coming.name).replace(file)
            finally:
                coming.close()
                Path(coming.name).unlink(missing_ok=True)


@contextmanager
def _named_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise (DiskFull if error.errno in (errno.ENOSPC, errno.EDQUOT) else NotWritable)(path) from error
