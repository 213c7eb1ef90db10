"""The way back for a workspace that cannot be opened: which copies there are, and one of them put in its place.

May not choose one by itself, nor open the workspace.
"""

from datetime import datetime
from pathlib import Path

from cm_desktop.domain.backups import Copy, Restored
from cm_desktop.domain.errors import Damaged, NotFound
from cm_desktop.domain.ports import Clock
from cm_desktop.store.copies.backups import Backups
from cm_desktop.store.copies.restoring import copies, restore
from cm_desktop.store.disk.files import WORK


class Recovery:
    """Of the workspace in `folder`. Reading the copies takes a while: each is read to its last row."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self.clock = clock

    def helps(self, error: Damaged) -> bool:
        """Whether it is the work that is damaged; what platforms said is had again from them."""
        return Path(error.path) == self._folder / WORK.name

    def copies(self) -> tuple[Copy, ...]:
        """All, damaged ones included: first the file itself, then the newest."""
        return copies(self._folder)

    def last_made(self) -> datetime | None:
        """When the newest copy was made, by its name alone; None where there is none. Raises StoreError."""
        return next(iter(Backups(self._folder).paths()), None)

    def last(self) -> Copy:
        """The one that loses least. Raises NotFound where none is whole."""
        found = next((copy for copy in self.copies() if copy.whole), None)
        if found is None:
            raise NotFound("good_copy")
        return found

    def named(self, name: str) -> Copy:
        """Raises NotFound."""
        found = next((copy for copy in self.copies() if copy.name == name), None)
        if found is None:
            raise NotFound("copy", name)
        return found

    def restore(self, copy: Copy) -> Restored:
        """Put it in its place. Raises WorkspaceBusy while a window is open or somebody sends, and StoreError."""
        return restore(self._folder, copy, self.clock.now())
