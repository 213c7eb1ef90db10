"""Opening a workspace's files, after a look at them that changes nothing. May not repair the precious one."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cm_desktop.domain.errors import Damaged, WorkspaceBusy
from cm_desktop.store.databases.inspection import check_not_before, inspect
from cm_desktop.store.disk.durable import settle
from cm_desktop.store.disk.exchange import Standing, take_back
from cm_desktop.store.disk.files import (
    CACHE,
    WORK,
    DatabaseFile,
    believe,
    is_doubted,
    named_errors,
    open_writing,
)
from cm_desktop.store.disk.lock import hold
from cm_desktop.store.disk.migrations import migrate


class Opened(NamedTuple):
    """The connections that write to work.db and cache.db, and whether that is the work.db that stands there still."""

    work: sqlite3.Connection
    cache: sqlite3.Connection
    standing: Standing


def open_files(folder: Path) -> Opened:
    """The two files, made or brought up to date where needed.

    Raises NewerVersion, ForeignFile, Damaged, NotWritable or DiskFull, and then has changed nothing; WorkspaceBusy or
    WorkRestored while the work is restored. A damaged cache is put aside and made anew.
    """
    take_back(folder)
    with named_errors(folder):
        ready = [inspect(folder / WORK.name, WORK), _inspect_cache(folder)]
        if not all(ready):
            _prepare(folder)
        check_not_before(folder)
        believe(folder / WORK.name)
    standing = Standing(folder)
    work = _connect(folder / WORK.name, WORK)
    try:
        standing.check()
        return Opened(work, _connect(folder / CACHE.name, CACHE), standing)
    except BaseException:
        work.close()
        raise


def put_cache_aside(folder: Path) -> None:
    """Under another name, in the place of the last one: all that it holds can be had again.

    Raises Damaged while a window is open, which still works on it.
    """
    path = folder / CACHE.name
    try:
        with hold(folder, "window"):
            if path.exists():
                path.replace(path.with_name(f"{path.name}.damaged"))
            _forget_commits(path)
            believe(path)
    except WorkspaceBusy as error:
        raise Damaged(path) from error


def _inspect_cache(folder: Path) -> bool:
    path = folder / CACHE.name
    with suppress(Damaged):
        ready = inspect(path, CACHE)
        if not is_doubted(path):
            return ready
    put_cache_aside(folder)
    return False


def _prepare(folder: Path) -> None:
    """Make or bring up to date what is not ready."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        for file in (WORK, CACHE):
            if (folder / file.name).exists():
                bring_up_to_date(folder / file.name, file)
        _create(folder, [file for file in (WORK, CACHE) if not (folder / file.name).exists()])
        settle([folder, *(place.parent for place in missing)])
    except BaseException:
        for place in missing:
            with suppress(OSError):
                place.rmdir()
        raise


def _create(folder: Path, files: Sequence[DatabaseFile]) -> None:
    """Make the files apart, then give them their names: a file of the right name is always whole."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix=".new-", dir=folder) as apart:
        for file in files:
            bring_up_to_date(Path(apart, file.name), file)
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


def bring_up_to_date(path: Path, file: DatabaseFile) -> None:
    """Take the steps that it has not taken yet."""
    from cm_desktop.store.databases.schemas import STEPS

    with named_errors(path):
        db = open_writing(path, file)
        try:
            migrate(db, file, STEPS[file])
        finally:
            db.close()


def _connect(path: Path, file: DatabaseFile) -> sqlite3.Connection:
    with named_errors(path):
        return open_writing(path, file)
