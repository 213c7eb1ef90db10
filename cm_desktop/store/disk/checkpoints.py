"""The log of cache.db put into the file by a thread of its own, so that no write waits for it. May not write a row.

What a commit left in the log is as safe as in the file; but the log is begun again only once all of it is there, and he
who writes goes on meanwhile. So the thread does all that it finds, then what came since, and leaves the little that is left
to whoever writes, between two transactions. Without the thread, the commit that finds the log too long does it
(`CACHE.pages`).
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Thread

from cm_desktop.store.disk.files import CACHE, open_writing

BREATH = 0.5  # seconds from one to the next: pages that are written often go into the file once

log = logging.getLogger(__name__)


class Checkpoints:
    """Without threads, whoever commits does it, and nothing here does anything."""

    def __init__(self, cache: Path, *, threads: bool) -> None:
        self._cache = cache
        self._turn, self._due, self._closed = Lock(), Event(), Event()
        self._nearly = False  # all but what was committed a moment ago is in the file
        self._thread = Thread(target=self._run, name="checkpoints", daemon=True) if threads else None
        if self._thread:
            self._thread.start()

    def due(self, db: sqlite3.Connection) -> None:
        """Something was committed by this connection, which is in no transaction now."""
        if self._nearly:
            self._nearly = False
            _put_into_file(db)
        self._due.set()

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """No checkpoint meanwhile: SQLite lets nobody cut the log to nothing while another is at it."""
        with self._turn:
            yield

    def close(self) -> None:
        """Let go of the file."""
        self._closed.set()
        self._due.set()
        if self._thread:
            self._thread.join()

    def _run(self) -> None:
        try:
            with closing(open_writing(self._cache, CACHE)) as db:
                while not self._closed.wait(BREATH):
                    self._due.wait()
                    self._due.clear()
                    with self._turn:
                        self._follow(db)
        except sqlite3.Error:
            log.warning("the log of the cache is left to its commits", exc_info=True)

    def _follow(self, db: sqlite3.Connection) -> None:
        if not self._closed.is_set():
            _put_into_file(db)
            _put_into_file(db)
            self._nearly = True


def _put_into_file(db: sqlite3.Connection) -> None:
    """What the log held when this began, unless somebody is at it or reads what it held before. Waits for nobody."""
    with suppress(sqlite3.Error):  # as SQLite does with those that commits bring about: they stay in the log
        db.execute("PRAGMA wal_checkpoint(PASSIVE)")
