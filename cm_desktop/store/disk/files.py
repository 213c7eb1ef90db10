"""The two database files: how they are opened, and the names of what can go wrong with them. May not know any table."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cm_desktop.domain.errors import Damaged, DiskFull, NotWritable, StoreError, WorkspaceBusy

BUSY_SECONDS = 10.0


class Misread(Exception):
    """The content of a row does not hold together; `named_errors` knows of which file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseFile:
    """One of the two. `synchronous` is what a commit waits for: FULL survives a power cut, NORMAL a killed program.

    `version` is the number of steps to its present tables (`schemas.py`): who finds them taken need not know one.
    The commit that has so many `pages` waiting in the WAL puts them into the file, and waits for the disk.
    """

    name: str
    application_id: int
    synchronous: str
    pages: int
    version: int


WORK = DatabaseFile(  # "CMDw"
    name="work.db", application_id=0x434D4477, synchronous="FULL", pages=1000, version=14
)
CACHE = DatabaseFile(  # "CMDc"
    name="cache.db", application_id=0x434D4463, synchronous="NORMAL", pages=16_000, version=14
)
COPIES = "backups/work-*.db"  # of WORK, in its folder

_PRAGMAS = (
    "journal_mode = WAL",
    "fullfsync = ON",  # macOS answers an ordinary fsync before the disk has written
    "checkpoint_fullfsync = ON",
    "temp_store = MEMORY",
    "cache_size = -8192",  # KiB; what the system keeps of a file costs the program no memory
    "trusted_schema = OFF",
    "secure_delete = FAST",  # what leaves a page is overwritten there, so that a text can be erased
)


def open_writing(path: Path, file: DatabaseFile) -> sqlite3.Connection:
    """A connection that may write, used by one thread at a time. Transactions are begun by hand."""
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for pragma in (*_PRAGMAS, f"synchronous = {file.synchronous}", f"wal_autocheckpoint = {file.pages}"):
            db.execute(f"PRAGMA {pragma}")
    except BaseException:
        db.close()
        raise
    return db


def open_reading(path: Path, *, immutable: bool = False) -> sqlite3.Connection:
    """A connection that can only read. `immutable` reads the file alone, without its WAL, and creates nothing beside it."""
    uri = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if immutable else ''}"
    db = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA query_only = ON")
    db.execute("PRAGMA cache_size = -512")  # KiB; each thread has two of these, and no list is slower for it
    return db


@contextmanager
def reading(db: sqlite3.Connection) -> Iterator[None]:
    """One snapshot for all that is read inside."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        _leave(db, "ROLLBACK")


@contextmanager
def writing(db: sqlite3.Connection) -> Iterator[None]:
    """One transaction, begun with the right to write: committed at the end, taken back on any exception."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        _leave(db, "ROLLBACK")
        raise


def _leave(db: sqlite3.Connection, how: str) -> None:
    if db.in_transaction:  # an error may have ended it already
        db.execute(how)


_OF_SQLITE: dict[int, type[StoreError | WorkspaceBusy]] = {
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_NOTADB: Damaged,
    sqlite3.SQLITE_IOERR_READ: Damaged,
    sqlite3.SQLITE_IOERR_SHORT_READ: Damaged,
    sqlite3.SQLITE_IOERR_WRITE: DiskFull,  # a quota, or the longest file that this disk takes
    sqlite3.SQLITE_IOERR_SHMSIZE: DiskFull,
    sqlite3.SQLITE_IOERR: NotWritable,
    sqlite3.SQLITE_READONLY: NotWritable,
    sqlite3.SQLITE_CANTOPEN: NotWritable,
    sqlite3.SQLITE_PERM: NotWritable,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_BUSY: WorkspaceBusy,
    sqlite3.SQLITE_LOCKED: WorkspaceBusy,
}
_OF_SYSTEM: dict[int, type[StoreError]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EACCES: NotWritable,
    errno.EPERM: NotWritable,
    errno.EROFS: NotWritable,
    errno.ENOTDIR: NotWritable,
    errno.EISDIR: NotWritable,
    errno.EEXIST: NotWritable,
    errno.ENOSYS: NotWritable,
    errno.ENOTSUP: NotWritable,
}


@contextmanager
def named_errors(path: Path) -> Iterator[None]:
    """Raise what SQLite or the system says about `path` by its name in our own tree. Faults of ours pass unchanged."""
    try:
        yield
    except Misread as error:
        raise Damaged(path) from error
    except sqlite3.Error as error:
        # Without a code, it is the sqlite3 module that found a text it cannot decode.
        code = getattr(error, "sqlite_errorcode", None)
        undecodable = code is None and isinstance(error, sqlite3.OperationalError)
        kind = Damaged if undecodable else _OF_SQLITE.get(code or 0) or _OF_SQLITE.get((code or 0) & 0xFF)
        if kind is None:
            raise
        raise kind(path) from error
    except OSError as error:
        named = _OF_SYSTEM.get(error.errno or 0)
        if named is None:
            raise
        raise named(path) from error


@contextmanager
def watched(path: Path) -> Iterator[None]:
    """The same while the program works on it: damage is noted beside the file, for the next opening to look closely."""
    try:
        with named_errors(path):
            yield
    except Damaged:
        with suppress(OSError):
            _mark(path).touch()
        raise


def is_doubted(path: Path) -> bool:
    """Whether damage was met in the file since it was last believed."""
    return _mark(path).exists()


def believe(path: Path) -> None:
    """It was looked at closely, or made anew."""
    with suppress(OSError):
        _mark(path).unlink(missing_ok=True)


def _mark(path: Path) -> Path:
    return path.with_name(f"{path.name}-doubted")
