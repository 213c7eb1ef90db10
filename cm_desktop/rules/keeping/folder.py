"""The folder of a workspace's packs, and the last good text of each beside it. May not know what a pack says.

A file is written whole or not at all. What a person left broken stays as it is; `.in-force` holds what was good last,
`.removed` what was taken away.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import quote

from filelock import FileLock

from cm_desktop.domain.errors import DiskFull, NotWritable

_KEPT, _ASIDE = ".in-force", ".removed"
_SUFFIX = ".yaml"
_SUFFIXES = (_SUFFIX, ".yml")
_PATIENCE = 20.0  # seconds: to prove a pack takes one or two
Stamps = frozenset[tuple[Path, int, int]]


class Folder:
    """One folder of packs; it need not be there yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = FileLock(path / ".lock", timeout=_PATIENCE, thread_local=False)

    def files(self) -> list[Path]:
        """The packs in it, at any depth; none of what is hidden."""
        found = (file for file in self.path.rglob("*") if file.suffix.lower() in _SUFFIXES)
        return sorted(file for file in found if not any(p.startswith(".") for p in file.relative_to(self.path).parts))

    def file_for(self, pack: str) -> Path:
        """Where a new pack of this name goes: onto no other file, and not hidden."""
        name = quote(pack, safe=" ")
        return _unused_place(self.path, f"%2E{name[1:]}" if name.startswith(".") else name)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Be the only one who writes here, among all processes, while the block runs. Raises NotWritable, DiskFull."""
        with _named_errors(self.path):
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock.acquire()
        try:
            yield
        finally:
            self._lock.release()

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

    def set_aside(self, file: Path) -> Path:
        """Take a pack away, and its last good text; answers where it is kept from now on. Raises NotWritable."""
        kept = _unused_place(self.path / _ASIDE, file.stem)
        with _named_errors(file):
            kept.parent.mkdir(mode=0o700, exist_ok=True)
            file.replace(kept)
            self._kept(file).unlink(missing_ok=True)
        return kept

    def _kept(self, file: Path) -> Path:
        return self.path / _KEPT / quote(file.relative_to(self.path).as_posix(), safe="")


def _unused_place(folder: Path, name: str) -> Path:
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(place for each in names if not (place := folder / f"{each}{_SUFFIX}").exists())


def text_in(file: Path) -> str:
    """What is written in a file, whatever it is, as people see it: no mark at its head, lines that end as they do here."""
    text = file.read_bytes().decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n") if _is_of_windows(text) else text


def content_for(file: Path, text: str) -> bytes:
    """What to write there for this text: lines end as they did."""
    with suppress(OSError):
        if "\r" not in text and _is_of_windows(file.read_bytes().decode("utf-8-sig", errors="replace")):
            text = text.replace("\n", "\r\n")
    return text.encode("utf-8", errors="replace")


def _is_of_windows(text: str) -> bool:
    return text.count("\n") == text.count("\r\n") == text.count("\r") > 0


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
                coming.flush()
                os.fsync(coming.fileno())  # else a power cut could leave the name without its content
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
