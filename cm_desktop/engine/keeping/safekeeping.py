"""The workspace's files looked after: copies in time, damage found early, what is old let go. May not restore."""

from cm_desktop.engine.keeping.retention import Retention
from cm_desktop.engine.workroom import Workroom
from cm_desktop.store.copies.backups import Backups

LOOK_EVERY = 300.0


class Safekeeping:
    """Reads work.db to its last row once, then keeps copies of it; and lets go what grew old."""

    def __init__(self, room: Workroom, retention: Retention) -> None:
        self._room = room
        self._retention = retention
        self._backups = Backups(room.workspace.folder)
        self._checked = False

    def keep_up(self) -> float:
        """Answers after how many seconds it is to be called again. Raises StoreError."""
        if not self._checked:
            self._backups.check_work()
            self._checked = True
        self.keep_house()
        return LOOK_EVERY

    def keep_house(self) -> None:
        """Make a copy where the last is an hour old, let go once a day what grew old, and sweep what is still to be swept.

        Raises StoreError.
        """
        self._room.workspace.sweeping.begin_if_owed()
        self._backups.keep_up(self._room.now())
        self._retention.keep_up()
