"""One reader a thread, for a workspace that many threads read. May not read anything itself."""

from threading import Lock, local

from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace


class Readers:
    """Opens a reader when a thread first asks, and closes them all together."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._mine = local()
        self._all: list[Reader] = []
        self._guard = Lock()

    def mine(self) -> Reader:
        """The calling thread's own reader."""
        reader: Reader | None = getattr(self._mine, "reader", None)
        if reader is None:
            reader = self._mine.reader = self._workspace.reader()
            with self._guard:
                self._all.append(reader)
        return reader

    def close(self) -> None:
        """Close every reader; no thread may read any more."""
        with self._guard:
            for reader in self._all:
                reader.close()
            self._all.clear()
