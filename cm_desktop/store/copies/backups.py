"""Copies of work.db in `backups/`, each read to its last row before it gets its name. May not write to work.db.

They are named after the time of their making, in UTC, and nobody else may read them.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

from cm_desktop.domain.backups import is_due, over
from cm_desktop.domain.errors import Damaged, WorkspaceBusy
from cm_desktop.store.databases.inspection import check_whole
from cm_desktop.store.disk.durable import settle
from cm_desktop.store.disk.files import COPIES, WORK, named_errors, open_reading, watched
from cm_desktop.store.disk.lock import hold

FOLDER = "backups"
_NAME = "work-%Y%m%dT%H%M%SZ.db"
_DRAFT = ".new-"


class Backups:
    """Those of the workspace in `folder`. Raises StoreError where they cannot be made."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._place = folder / FOLDER

    def paths(self) -> dict[datetime, Path]:
        """By the time of their making, the newest first."""
        with named_errors(self._place):
            found = {made: path for path in self._folder.glob(COPIES) if (made := _made_at(path)) is not None}
        return dict(sorted(found.items(), reverse=True))

    def keep_up(self, now: datetime) -> bool:
        """Make one if it is time, and then purge what is over; answers whether one was made.

        Reads work.db in one snapshot of its own, which keeps nobody from writing. Where another process is at it, it is
        left to it. What cannot be verified gets no name, and costs none of the older ones. Raises Damaged where it is
        work.db itself that cannot be believed.
        """
        if not is_due(self.paths(), now):
            return False
        with suppress(WorkspaceBusy), hold(self._folder, "backup"):
            self.make(now)
            for made in over(self.paths(), now):
                self.path(made).unlink(missing_ok=True)
            return True
        return False

    def check_work(self) -> None:
        """Read work.db itself to its last row. Raises as `check_whole`."""
        with watched(self._folder / WORK.name):
            check_whole(self._folder / WORK.name, immutable=False)

    def make(self, now: datetime) -> Path:
        """One copy, whatever the time."""
        path = self.path(now)
        with named_errors(path):
            self._place.mkdir(mode=0o700, exist_ok=True)
            for left in self._place.glob(f"{_DRAFT}*"):  # by one that was killed
                shutil.rmtree(left, ignore_errors=True)
        with apart(self._place) as place:
            draft = copied(self._folder / WORK.name, place / WORK.name)
            with watched(self._folder / WORK.name):
                check_whole_of(draft, self._folder / WORK.name)
            with named_errors(path):
                draft.replace(path)
            settle([self._place])
        return path

    def path(self, made: datetime) -> Path:
        """Where the copy of that time is, or would be."""
        return self._place / made.astimezone(UTC).strftime(_NAME)


def check_whole_of(draft: Path, source: Path) -> None:
    """Read a draft to its last row; what is wrong with it is wrong with its source. Raises as `check_whole`."""
    try:
        check_whole(draft, immutable=True)
    except Damaged as error:
        raise Damaged(source) from error


@contextmanager
def apart(place: Path) -> Iterator[Path]:
    """A folder to make a file in, gone afterwards, that nobody else may read."""
    with named_errors(place):
        made = Path(mkdtemp(prefix=_DRAFT, dir=place))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def copied(source: Path, target: Path) -> Path:
    """A copy of a database as its last commit left it, on the disk when this returns. For its owner alone."""
    with named_errors(target):
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with named_errors(source), closing(open_reading(source)) as read, _writing_to(target) as written:
        transfer(read, written)
    return target


def transfer(read: sqlite3.Connection, written: sqlite3.Connection) -> None:
    """All pages of one snapshot."""
    read.backup(written)


@contextmanager
def _writing_to(target: Path) -> Iterator[sqlite3.Connection]:
    with named_errors(target), closing(sqlite3.connect(target, isolation_level=None)) as written:
        for pragma in ("fullfsync = ON", "synchronous = FULL"):
            written.execute(f"PRAGMA {pragma}")
        yield written


def _made_at(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.name, _NAME).replace(tzinfo=UTC)
    except ValueError:
        return None
