"""A look at a file of the workspace that changes nothing. May not repair what it does not understand."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from cm_desktop.domain.errors import Damaged, ForeignFile, NewerVersion, NotWritable
from cm_desktop.store.cells.sealed import find
from cm_desktop.store.cells.settings import setting
from cm_desktop.store.disk.files import (
    CACHE,
    COPIES,
    WORK,
    DatabaseFile,
    Misread,
    is_doubted,
    named_errors,
    open_reading,
)
from cm_desktop.store.disk.migrations import version


def inspect(path: Path, file: DatabaseFile) -> bool:
    """Whether the file is there and up to date. Leaves nothing on the disk.

    Only SQLite opens it: a file that this process closes by other means loses the locks that this process has on it.
    """
    with named_errors(path):
        if not path.exists():
            if file is WORK and (has_wal(path) or any(path.parent.glob(COPIES))):
                raise Damaged(path)  # what was lost is not taken for what never was
            return False
        try:
            taken = look_inside(path, file, immutable=not has_wal(path))
        except (Damaged, Misread, sqlite3.DatabaseError):
            if not has_wal(path):
                raise
            taken = look_inside(path, file, immutable=False)  # another process began to write meanwhile
        if taken > file.version:
            raise NewerVersion(path)
        if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            raise NotWritable(path)
        return taken == file.version


def look_inside(path: Path, file: DatabaseFile, *, immutable: bool, every_row: bool = False) -> int:
    """The number of steps taken. The precious file is checked page by page; the other would take too long.

    `every_row`, or a doubt cast on the file, has the seals of all its rows checked too. Raises Misread, Damaged,
    ForeignFile.
    """
    db = open_reading(path, immutable=immutable)
    try:
        tables = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        application_id = db.execute("PRAGMA application_id").fetchone()[0]
        if application_id == 0 and tables == 0:  # cut to nothing: a file of ours is never empty
            raise Damaged(path)
        if application_id != file.application_id:
            raise ForeignFile(path)
        if file is WORK:
            _check_pages(db)
            if every_row or is_doubted(path):
                _check_rows(db)
        return version(db)
    finally:
        db.close()


def check_whole(path: Path, *, immutable: bool) -> None:
    """Read a work.db, or a copy of one, to its last row. Raises Damaged, ForeignFile, NewerVersion."""
    with named_errors(path):
        if look_inside(path, WORK, immutable=immutable, every_row=True) > WORK.version:
            raise NewerVersion(path)


def is_whole(path: Path, *, immutable: bool) -> bool:
    """Whether all of it can be believed, and is of a version that is known here."""
    try:
        check_whole(path, immutable=immutable)
    except (Damaged, ForeignFile, NewerVersion, NotWritable):
        return False
    return True


def check_not_before(folder: Path) -> None:
    """Raises Damaged where the cache has seen lines that work.db's journal has no more: acknowledged commits are lost.

    SQLite itself takes a log that went bad for one that a crash cut short.
    """
    cache, work = folder / CACHE.name, folder / WORK.name
    with named_errors(cache), closing(open_reading(cache, immutable=not has_wal(cache))) as db:
        workspace, number = db.execute("SELECT workspace, number FROM applied").fetchone()
    with named_errors(work):
        try:
            _check_has_line(work, workspace, number, immutable=not has_wal(work))
        except (Misread, sqlite3.DatabaseError):
            _check_has_line(work, workspace, number, immutable=False)  # another process may have begun to write


def _check_has_line(work: Path, workspace: str, number: int, *, immutable: bool) -> None:
    with closing(open_reading(work, immutable=immutable)) as db:
        ours = setting(db, "workspace")
        last = db.execute("SELECT coalesce(max(number), 0) FROM journal").fetchone()[0]
        if ours == workspace and last < number:
            raise Misread("journal")


def has_wal(path: Path) -> bool:
    """Whether commits stand beside the file that are not in it yet."""
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _check_pages(db: sqlite3.Connection) -> None:
    """The indexes too: through one that lacks a row, the row is never found."""
    if db.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise Misread("pages")


def _check_rows(db: sqlite3.Connection) -> None:
    """Each seal, and that no line of the journal is missing."""
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    for (table,) in db.execute(tables).fetchall():
        for _row in find(db, table):
            pass
    lines, last = db.execute("SELECT count(*), coalesce(max(number), 0) FROM journal").fetchone()
    if lines != last:
        raise Misread("journal")
