"""Opening a workspace's files, after a look at them that changes nothing. May not repair what it does not understand."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from cm_desktop.domain.errors import Damaged, ForeignFile, NewerVersion, NotWritable
from cm_desktop.store import schema_cache, schema_work
from cm_desktop.store.files import CACHE, WORK, DatabaseFile, named_errors, open_reading, open_writing
from cm_desktop.store.migrations import Step, migrate, version

_STEPS: dict[DatabaseFile, Sequence[Step]] = {WORK: schema_work.STEPS, CACHE: schema_cache.STEPS}


def open_files(folder: Path) -> tuple[sqlite3.Connection, sqlite3.Connection]:
    """The connections that write to work.db and cache.db, made or brought up to date where needed.

    Raises NewerVersion, ForeignFile, Damaged, NotWritable or DiskFull, and then has changed nothing.
    """
    with named_errors(folder):
        ready = [_inspect(folder / file.name, file) for file in _STEPS]
        if not all(ready):
            _prepare(folder)
    work = _connect(folder / WORK.name, WORK)
    try:
        return work, _connect(folder / CACHE.name, CACHE)
    except BaseException:
        work.close()
        raise


def _inspect(path: Path, file: DatabaseFile) -> bool:
    """Whether the file is there and up to date. Leaves nothing on the disk.

    Only SQLite opens it: a file that this process closes by other means loses the locks that this process has on it.
    """
    with named_errors(path):
        if not path.exists():
            if file is WORK and _has_wal(path):  # a new file would take the commits of the lost one for its own
                raise Damaged(path)
            return False
        try:
            taken = _look_inside(path, file, immutable=not _has_wal(path))
        except (Damaged, sqlite3.DatabaseError):
            if not _has_wal(path):
                raise
            taken = _look_inside(path, file, immutable=False)  # another process began to write meanwhile
        if taken > len(_STEPS[file]):
            raise NewerVersion(path)
        if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            raise NotWritable(path)
        return taken == len(_STEPS[file])


def _look_inside(path: Path, file: DatabaseFile, *, immutable: bool) -> int:
    """The number of steps taken. The precious file is checked page by page; the other would take too long."""
    db = open_reading(path, immutable=immutable)
    try:
        tables = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        application_id = db.execute("PRAGMA application_id").fetchone()[0]
        if application_id == 0 and tables == 0:  # cut to nothing: a file of ours is never empty
            raise Damaged(path)
        if application_id != file.application_id:
            raise ForeignFile(path)
        if file is WORK and db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise Damaged(path)
        return version(db)
    finally:
        db.close()


def _has_wal(path: Path) -> bool:
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _prepare(folder: Path) -> None:
    """Make or bring up to date what is not ready."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        for file in _STEPS:
            if (folder / file.name).exists():
                _migrate(folder / file.name, file)
        _create(folder, [file for file in _STEPS if not (folder / file.name).exists()])
    except BaseException:
        for place in missing:
            with suppress(OSError):
                place.rmdir()
        raise


def _create(folder: Path, files: Sequence[DatabaseFile]) -> None:
    """Make the files apart, then give them their names: a file of the right name is always whole."""
    with TemporaryDirectory(prefix=".new-", dir=folder) as apart:
        for file in files:
            _migrate(Path(apart, file.name), file)
        for file in files:
            _forget_commits(folder / file.name)
            _name(Path(apart, file.name), folder / file.name)


def _forget_commits(path: Path) -> None:
    """Of a cache that was thrown away, what stands beside it goes too: a new file would take it for its own."""
    if not path.exists():
        for beside in ("-wal", "-shm"):
            path.with_name(path.name + beside).unlink(missing_ok=True)


def _name(draft: Path, path: Path) -> None:
    """Unless another process was first: then its file stands."""
    try:
        os.link(draft, path)
    except OSError:
        if not path.exists():  # a file system without hard links
            draft.replace(path)


def _migrate(path: Path, file: DatabaseFile) -> None:
    with named_errors(path):
        db = open_writing(path, file)
        try:
            migrate(db, file, _STEPS[file])
        finally:
            db.close()


def _connect(path: Path, file: DatabaseFile) -> sqlite3.Connection:
    with named_errors(path):
        return open_writing(path, file)
