"""A workspace that goes to another computer: packed here, taken in there. May not open the workspace."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from cm_desktop.domain.moving import STAGED, Parcel, Unpacked
from cm_desktop.domain.ports import Clock
from cm_desktop.store.copies.moving import look, pack, take
from cm_desktop.store.disk.files import named_errors
from cm_desktop.store.disk.lock import hold


class Moving:
    """The workspace in `folder`. Each call reads and writes whole files: never in the window's thread."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    def pack(self, target: Path, preferences: Mapping[str, str]) -> Parcel:
        """Make one file of it, while it is in use too. Raises StoreError."""
        return pack(self._folder, target, self._clock.now(), preferences)

    def look(self, file: Path) -> Parcel:
        """Read such a file to its last byte; there need be no workspace yet. Raises NoParcel and other StoreError."""
        return look(file, next(place for place in (self._folder, *self._folder.parents) if place.is_dir()))

    def stage(self, file: Path) -> Parcel:
        """Keep a copy of it to be taken in once the window is closed. Raises StoreError."""
        staged = self._folder / STAGED
        try:
            with named_errors(file):
                shutil.copyfile(file, staged)
            return self.look(staged)
        except BaseException:
            staged.unlink(missing_ok=True)
            raise

    def take_staged(self) -> Unpacked:
        """Take in what was kept for this; whatever comes of it, it is not kept any longer. Raises as `take`."""
        try:
            return self.take(self._folder / STAGED)
        finally:
            (self._folder / STAGED).unlink(missing_ok=True)

    def take(self, file: Path) -> Unpacked:
        """Put it in the workspace's place. Raises StoreError, and WorkspaceBusy while a window is open or somebody sends."""
        with named_errors(self._folder):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with hold(self._folder, "window"), hold(self._folder, "sender"):
            return take(file, self._folder, self._clock.now())
