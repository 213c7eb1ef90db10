"""Opening a workspace's files, after a look at them that changes nothing. May not repair what it does not understand."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cm_desktop.domain.errors import Damaged, ForeignFile, NewerVersion, NotWritable
from cm_desktop.store import schema_cache, schema_work
from cm_desktop.store.files import CACHE, WORK, DatabaseFile, named_errors, open_reading, open_writing
from cm_desktop.store.lock import hold
from cm_desktop.store.migrations import Step, migrate, version

_STEPS: dict[DatabaseFile, Sequence[Step]] = {WORK: schema_work.STEPS, CACHE: schema_cache.STEPS}
_MAGIC = b"SQLite format 3\0"


def open_files(folder: Path) -> tuple[sqlite3.Connection, sqlite3.Connection]:
    """The connections that write to work.db and cache.db, made or brought up to date where needed.

    Raises NewerVersion, ForeignFile, Damaged, NotWritable or DiskFull, and then has changed nothing.
    """
    with named_errors(folder):
        ready = [_inspect(folder / file.name, file) for file in _STEPS]
        if not all(ready):
            _prepare(folder)
    work, cache = (_connect(folder / file.name, file) for file in _STEPS)
    return work, cache


def _inspect(path: Path, file: DatabaseFile) -> bool:
    """Whether the file is there and up to date. Looks without leaving anything on the disk."""
    with named_errors(path):
        if not path.exists():
            return False
        _check_header(path, file)
        try:
            taken = _look_inside(path, file, immutable=not _has_wal(path))
        except sqlite3.DatabaseError:
            if not _has_wal(path):
                raise
            taken = _look_inside(path, file, immutable=False)  # another process began to write meanwhile
        if taken > len(_STEPS[file]):
            raise NewerVersion(path)
        if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            raise NotWritable(path)
        return taken == len(_STEPS[file])


def _check_header(path: Path, file: DatabaseFile) -> None:
    """The first hundred bytes: see "The Database Header" in SQLite's file format."""
    with path.open("rb") as opened:
        header = opened.read(100)
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise Damaged(path)
    if int.from_bytes(header[68:72]) != file.application_id:
        raise ForeignFile(path)
    page_size = int.from_bytes(header[16:18])
    if path.stat().st_size < page_size * int.from_bytes(header[28:32]) and not _has_wal(path):
        raise Damaged(path)


def _look_inside(path: Path, file: DatabaseFile, *, immutable: bool) -> int:
    """The number of steps taken. The precious file is checked page by page; the other would take too long."""
    db = open_reading(path, immutable=immutable)
    try:
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if file is WORK and db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise Damaged(path)
        return version(db)
    finally:
        db.close()


def _has_wal(path: Path) -> bool:
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _prepare(folder: Path) -> None:
    """Make or bring up to date what is not ready, one process at a time."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with hold(folder, "opening", wait=True):
            for file in _STEPS:
                if (folder / file.name).exists() and not _inspect(folder / file.name, file):
                    _migrate(folder / file.name, file)
            _create([folder / file.name for file in _STEPS if not (folder / file.name).exists()])
    except BaseException:
        for place in missing:
            with suppress(OSError):
                place.rmdir()
        raise


def _create(paths: Sequence[Path]) -> None:
    """Make the files under other names first: one of the right name is always whole."""
    drafts = {path: path.with_name(f"{path.name}.new") for path in paths}
    try:
        for path, draft in drafts.items():
            _clear(draft)
            _migrate(draft, next(file for file in _STEPS if file.name == path.name))
        for path, draft in drafts.items():
            draft.replace(path)
    finally:
        for draft in drafts.values():
            _clear(draft)


def _clear(draft: Path) -> None:
    for leftover in draft.parent.glob(f"{draft.name}*"):
        leftover.unlink()


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
