"""What writes to a workspace: one writer, and each part of its work imported and made when somebody first asks for it.

May not decide what is written. Who opens a workspace to read it writes nothing.
"""

from __future__ import annotations

import logging
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from cm_desktop.domain.once import once
from cm_desktop.store.disk.checkpoints import Checkpoints
from cm_desktop.store.disk.files import CACHE, WORK, DatabaseFile, watched
from cm_desktop.store.disk.pictures import FOLDER, Pictures
from cm_desktop.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future
    from pathlib import Path

    from cm_desktop.domain.approvals.people import TeamId
    from cm_desktop.store.cache import Cache
    from cm_desktop.store.comments.authors import AuthorNotes
    from cm_desktop.store.databases.opening import Opened
    from cm_desktop.store.letting_go.erased_clients import ErasedClients
    from cm_desktop.store.letting_go.erased_persons import ErasedPersons
    from cm_desktop.store.letting_go.retention import Retention
    from cm_desktop.store.letting_go.sweeping import Sweeping
    from cm_desktop.store.supervision import Supervision
    from cm_desktop.store.tables.halts import Halts
    from cm_desktop.store.tables.kept import Keeping
    from cm_desktop.store.tables.mistakes import Mistakes
    from cm_desktop.store.tables.snoozes import Snoozes
    from cm_desktop.store.tables.work import Work

T = TypeVar("T")
ANY_TIME: Mapping[TeamId, int] = MappingProxyType({})
"""Whatever events were read."""

log = logging.getLogger(__name__)


class Writes:
    """The connections that write, to work.db and to cache.db, and whose turn it is."""

    def __init__(self, folder: Path, opened: Opened, *, threads: bool) -> None:
        work, cache, self._standing = opened
        self.folder = folder
        self.pictures = Pictures(folder / FOLDER)
        self._connections = (work, cache)
        self._writer = Writer(threads=threads)
        self._checkpoints = Checkpoints(folder / CACHE.name, threads=threads)
        self._behind = False

    @once
    def _work(self) -> Work:
        """The acts."""
        from cm_desktop.store.tables.work import Work

        return Work(self._connections[0])

    @once
    def _cache(self) -> Cache:
        """What platforms said."""
        from cm_desktop.store.cache import Cache

        return Cache(self._connections[1], self._connections[0], pause=self._pause, is_awaited=self._writer.is_awaited)

    @once
    def sweeping(self) -> Sweeping:
        """What leaves nothing of what was erased."""
        from cm_desktop.store.letting_go.sweeping import Sweeping

        to_work = partial(self._submit, WORK)
        return Sweeping(self._connections, self._checkpoints, to_work, self._writer.serve_urgent)

    @once
    def supervision(self) -> Supervision:
        """Teams, and what they carry."""
        from cm_desktop.store.supervision import Supervision, SupervisionWork

        return Supervision(SupervisionWork(self._connections[0], self._work), self._user, self.sweeping.begin)

    @once
    def erased_clients(self) -> ErasedClients:
        """Clients that go for good."""
        from cm_desktop.store.letting_go.erased_clients import ErasedClients

        return ErasedClients(self._connections[0], self._work, self._user, self.sweeping.begin)

    @once
    def erased_persons(self) -> ErasedPersons:
        """Persons that go for good."""
        from cm_desktop.store.letting_go.erased_persons import ErasedPersons

        return ErasedPersons(self._connections, self._user, self.sweeping.begin)

    @once
    def mistakes(self) -> Mistakes:
        """Where a rule was mistaken."""
        from cm_desktop.store.tables.mistakes import Mistakes

        return Mistakes(self._connections[0], self._work, self._user)

    @once
    def retention(self) -> Retention:
        """How long comments are kept."""
        from cm_desktop.store.letting_go.retention import Retention

        return Retention(self._connections, self._user, partial(self._submit, CACHE), self._pause)

    @once
    def kept(self) -> Keeping:
        """Saved replies, saved views and words."""
        from cm_desktop.store.tables.kept import Keeping

        return Keeping(self._connections[0], self._work, self._user)

    @once
    def author_notes(self) -> AuthorNotes:
        """Notes about who writes comments."""
        from cm_desktop.store.comments.authors import AuthorNotes

        return AuthorNotes(self._connections[0], self._work, self._user)

    @once
    def snoozes(self) -> Snoozes:
        """What is put off."""
        from cm_desktop.store.tables.snoozes import Snoozes

        return Snoozes(self._connections[0], self._work, self._user)

    @once
    def halts(self) -> Halts:
        """What the user suspends."""
        from cm_desktop.store.tables.halts import Halts

        return Halts(self._connections[0], self._work, self._user)

    def _pause(self) -> None:
        self._writer.serve_urgent()
        self._checkpoints.due(self._connections[1])

    def _user(self, act: Callable[[], T]) -> Future[T]:
        def task() -> T:
            answer = act()
            self._standing.check()
            self._catch_up()
            return answer

        return self._submit(WORK, task, urgent=True)

    def _submit(self, file: DatabaseFile, act: Callable[[], T], *, urgent: bool = False) -> Future[T]:
        def task() -> T:
            with watched(self.folder / file.name):
                return act()

        return self._writer.submit(task, urgent=urgent)

    def _catch_up(self) -> None:
        """The work is committed whatever becomes of the cache, which is told again at the next write or look around."""
        try:
            self._cache.catch_up()
        except Exception:  # whatever it is, it would make the committed work look failed
            self._behind = True
            log.warning("the cache is behind the journal", exc_info=True)
        else:
            self._behind = False
