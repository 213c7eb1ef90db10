"""What other processes do to the files that this one has open. May not look into them."""

import sqlite3


class Others:
    """Asked in the thread that writes, whose own commits do not count."""

    def __init__(self, connections: tuple[sqlite3.Connection, ...]) -> None:
        self._connections = connections
        self._seen = self._versions()

    def committed(self) -> bool:
        """Whether another connection committed anything since this was asked last."""
        before, self._seen = self._seen, self._versions()
        return before != self._seen

    def _versions(self) -> tuple[int, ...]:
        """They change when another connection commits, never by what the asking one does."""
        return tuple(db.execute("PRAGMA data_version").fetchone()[0] for db in self._connections)
