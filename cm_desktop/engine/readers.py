"""One reader a thread, for a workspace that many threads read. May not read anything itself."""

from __future__ import annotations

from threading import Lock, local
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cm_desktop.store.reader import Reader
    from cm_desktop.store.workspace import Workspace


class Readers:
    """Opens a reader when a thread first asks, and closes them all together."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._mine = local()
        self._all: list[Reader] = []
        self._guard = Lock()
        self._open = True

    def mine(self) -> Reader:
        """The calling thread's own reader. Raises RuntimeError once they are closed: nobody waits for that answer."""
        reader: Reader | None = getattr(self._mine, "reader", None)
        if reader is None:
            with self._guard:
                if not self._open:
                    raise RuntimeError("this workspace is closed")
                reader = self._mine.reader = self._workspace.reader()
                self._all.append(reader)
        return reader

    def close(self) -> None:
        """Close every reader; a thread that still reads gets an error."""
        with self._guard:
            self._open = False
            for reader in self._all:
                reader.close()
            self._all.clear()
