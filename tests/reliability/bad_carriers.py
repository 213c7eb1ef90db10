"""Carriers that take the shared folder for a disk: what the tests of the good one have to catch. May not be used elsewhere."""

from collections.abc import Callable, Collection, Container, Iterator
from pathlib import Path

from cm_desktop.approvals import dossier
from cm_desktop.approvals.folder import PLACE, FolderCarrier
from cm_desktop.domain.approvals.people import KeyId
from cm_desktop.domain.approvals.ports import Sheet
from cm_desktop.domain.errors import Unacceptable


class OneFileAnAuthor:
    """All that a device says is in one file of its own, written over each time with one sheet more."""

    def __init__(self, root: Path, key: KeyId) -> None:
        self._place = root / PLACE
        self._file = self._place / key[:8] / "all.cmev"

    def begin(self) -> None:
        self._file.parent.mkdir(parents=True)

    def put(self, sheet: Sheet) -> None:
        said = self._sheets(self._file) if self._file.exists() else ()
        self._file.parent.mkdir(exist_ok=True)
        self._file.write_bytes(dossier.pack([*said, sheet]))

    def scan(self, known: Container[str] = ()) -> Iterator[Sheet]:
        for file in sorted(self._place.glob("*/*")):
            yield from (sheet for sheet in self._sheets(file) if sheet.name not in known)

    def missing(self, names: Collection[str]) -> frozenset[str]:
        """Its own file holds all that it ever said."""
        return frozenset()

    def drop(self, names: frozenset[str], former: Collection[KeyId] = ()) -> None:
        raise NotImplementedError

    def hint(self, changed: Callable[[], None]) -> Callable[[], None]:
        raise NotImplementedError

    @staticmethod
    def _sheets(file: Path) -> tuple[Sheet, ...]:
        try:
            return dossier.unpack(file.read_bytes())
        except Unacceptable:
            return ()


class Gullible(FolderCarrier):
    """A file is what its name says."""

    def scan(self, known: Container[str] = ()) -> Iterator[Sheet]:
        for file in sorted(self._place.glob("*/*.cmev")):
            if (name := file.name[:64]) not in known:
                yield Sheet(name=name, data=file.read_bytes())
