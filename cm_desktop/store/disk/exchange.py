"""Another work.db in the place of the one that stands there, so that a program killed on the way leaves one or the other.

While files are moved, `.restoring/` tells which, whence and whither: whoever comes next moves them back. May not know what
stands in any of them.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from cm_desktop.domain.errors import WorkRestored
from cm_desktop.store.disk.durable import put_in_place, settle
from cm_desktop.store.disk.files import WORK, named_errors
from cm_desktop.store.disk.lock import hold

_PLACE = ".restoring"
_MOVES = "moves.json"

Moves = Sequence[tuple[Path, Path]]
"""Whence and whither, in this order, in one workspace; what is not there is not moved."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """With no window open and nobody sending. Raises WorkspaceBusy."""
    with hold(folder, "window"), hold(folder, "sender"):
        yield


@contextmanager
def apart(folder: Path) -> Iterator[Path]:
    """Where what is new is made, that nobody else may read. Gone afterwards, and what is old back unless exchanged."""
    place = folder / _PLACE
    _take_back(folder)
    with named_errors(place):
        place.mkdir(mode=0o700)
    try:
        yield place
    finally:
        _take_back(folder)


def announce(folder: Path, moves: Moves) -> None:
    """Write down all that is about to be moved. The new work.db comes last: until it is there, all is to be taken back."""
    told = [[str(path.relative_to(folder)) for path in pair] for pair in moves]
    put_in_place(folder / _PLACE / _MOVES, json.dumps(told))
    settle([folder])


def move(moves: Moves) -> None:
    """Carry out some of what was announced. On the disk on return."""
    for source, target in moves:
        if source.exists():
            source.replace(target)
    settle({path.parent for pair in moves for path in pair})


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
    place, work = folder / _PLACE, folder / WORK.name
    with named_errors(work):
        if (told := place / _MOVES).exists():
            moves = [(folder / a, folder / b) for a, b in json.loads(told.read_text(encoding="utf-8"))]
            if not work.exists():
                for old, new in reversed(moves):
                    if not old.exists():  # whoever was killed in this too left some moved back
                        move([(new, old)])
            for emptied in {new.parent for _, new in moves}:
                with suppress(OSError):
                    emptied.rmdir()
            told.unlink()  # before what is new goes: without it, it would be looked for in the place of the old
            settle([place])
    from shutil import rmtree

    rmtree(place, ignore_errors=True)
