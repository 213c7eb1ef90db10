"""When the files are swept: behind what erases, and again where somebody who read hindered it. May not judge what has to go."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future

from cm_desktop.store.disk.checkpoints import Checkpoints
from cm_desktop.store.letting_go.erasing import sweep
from cm_desktop.store.tables.owed import owes_sweeping
from cm_desktop.store.writer import tell_failure

Submit = Callable[[Callable[[], bool]], Future[bool]]


class Sweeping:
    """Of work.db and cache.db, in the writer's turn. Any thread may ask."""

    def __init__(
        self,
        files: tuple[sqlite3.Connection, sqlite3.Connection],
        checkpoints: Checkpoints,
        submit: Submit,
        pause: Callable[[], object],
    ) -> None:
        self._work, self._cache = files
        self._checkpoints = checkpoints
        self._submit = submit
        self._pause = pause

    def begin(self) -> None:
        """Sweep once it is the writer's turn."""
        self._submit(self._swept).add_done_callback(tell_failure)

    def begin_if_owed(self) -> None:
        """The same where something was erased, and no sweeping came to its end since."""
        self.begin_after(self._submit(lambda: owes_sweeping(self._work)))

    def begin_after(self, erased: Future[bool]) -> None:
        """The same once this has answered that something was erased."""
        erased.add_done_callback(self._follow)

    def _follow(self, erased: Future[bool]) -> None:
        if not erased.exception() and erased.result():
            self.begin()

    def _swept(self) -> bool:
        with self._checkpoints.at_rest():
            return sweep(self._work, self._cache, pause=self._pause)
