"""Another work.db in the place of the one that stands there, so that a program killed on the way leaves one or the other.

While files are moved, `.restoring/` tells under which name the old one goes aside: whoever comes next takes it back. May
not know what stands in either.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from cm_desktop.domain.errors import WorkRestored
from cm_desktop.store.durable import put_in_place, settle
from cm_desktop.store.files import WORK, named_errors
from cm_desktop.store.inspection import has_wal
from cm_desktop.store.lock import hold

_PLACE = ".restoring"
_ASIDE = "aside.txt"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """With no window open and nobody sending. Raises WorkspaceBusy."""
    with hold(folder, "window"), hold(folder, "sender"):
        yield


@contextmanager
def apart(folder: Path) -> Iterator[Path]:
    """Where the new file is made, that nobody else may read. Gone afterwards, and the old file back unless exchanged."""
    place = folder / _PLACE
    _take_back(folder)
    with named_errors(place):
        place.mkdir(mode=0o700)
    try:
        yield place
    finally:
        _take_back(folder)


def put_aside(folder: Path) -> Path:
    """Move work.db away, if there is one, with its commits. Answers where it is kept."""
    work = folder / WORK.name
    with named_errors(work):
        places = (work.with_name(f"{work.name}.aside-{number}") for number in count(1))
        aside = next(place for place in places if not place.exists() and not has_wal(place))
        put_in_place(folder / _PLACE / _ASIDE, aside.name)
        settle([folder])
        # Its commits go with it, under names by which SQLite still knows them: the new file would take them for its own.
        _move(work, aside, ("", "-wal"))
        work.with_name(f"{work.name}-shm").unlink(missing_ok=True)
        settle([folder])
    return aside


def put_in(folder: Path, draft: Path) -> None:
    """Give the draft, which was made `apart`, the place that is free now."""
    with named_errors(folder / WORK.name):
        draft.replace(folder / WORK.name)
    settle([folder])


def last_written(work: Path) -> tuple[tuple[int, int], ...]:
    """What changes with every commit, and with no change of name."""
    parts = (work.with_name(work.name + suffix) for suffix in ("", "-wal"))
    found = (part.stat() for part in parts if part.exists())
    return tuple((stat.st_size, stat.st_mtime_ns) for stat in found if stat.st_size)  # who reads leaves an empty log


class Standing:
    """Whether the work.db that a process has open is still the one that stands in the folder: a lock on it does not tell."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / WORK.name
        self._file = self._known_by()

    def check(self) -> None:
        """Raises WorkRestored."""
        if self._known_by() != self._file:
            raise WorkRestored(self._path)

    def _known_by(self) -> tuple[int, int] | None:
        with suppress(OSError):
            found = self._path.stat()
            return found.st_dev, found.st_ino
        return None


def take_back(folder: Path) -> None:
    """What a program that was killed on the way left: the old file is put back where it had not been replaced yet.

    Raises WorkspaceBusy where it is under way.
    """
    if (folder / _PLACE).exists():
        with alone(folder):
            _take_back(folder)


def _take_back(folder: Path) -> None:
    work, told = folder / WORK.name, folder / _PLACE / _ASIDE
    with named_errors(work):
        if told.exists() and not work.exists():
            # The file last: as long as it is missing, this is to be done.
            _move(work.with_name(told.read_text(encoding="utf-8")), work, ("-wal", ""))
            settle([folder])
    shutil.rmtree(folder / _PLACE, ignore_errors=True)


def _move(source: Path, target: Path, parts: tuple[str, ...]) -> None:
    for suffix in parts:
        part = source.with_name(source.name + suffix)
        if part.exists():
            part.replace(target.with_name(target.name + suffix))
