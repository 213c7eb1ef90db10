"""How everybody fares with the workspace's files. May not mend any."""

from collections.abc import Callable
from threading import Lock

from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.errors import StoreError


class FilesWatch:
    """Hears how each worker, and the window, fares with the files, from any thread."""

    def __init__(self, announce: Callable[[Changes], None]) -> None:
        self._announce = announce
        self._met: dict[str, StoreError] = {}
        self._guard = Lock()

    @property
    def trouble(self) -> StoreError | None:
        """What is wrong now, as whoever met it first says; None where all goes well."""
        with self._guard:
            return next(iter(self._met.values()), None)

    def hear(self, worker: str, error: Exception | None) -> None:
        """What a step of a worker came to."""
        before = self.trouble
        with self._guard:
            if isinstance(error, StoreError):
                self._met.setdefault(worker, error)
            elif error is None:
                self._met.pop(worker, None)
        if self.trouble is not before:
            self._announce(frozenset({Change.FILES}))
