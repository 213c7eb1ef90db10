"""Sheets in a shared folder, whatever shares it: Nextcloud, Dropbox, Syncthing, a network drive. May not open what it carries.

`<root>/CM Desktop/<first 8 digits of the writer's key>/<SHA-256>.cmev`: each device writes into a folder of its own, and a
file never changes once it has its name. What is read is what its name says, or is not there yet: half a file, a
conflict copy, a link and whatever else may lie there is nobody's word. No database is ever put there.
"""

import os
import time
from collections.abc import Callable, Collection, Container, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from cm_desktop.approvals.looking import LARGEST, Found, Look, named_errors
from cm_desktop.domain.approvals.people import KeyId
from cm_desktop.domain.approvals.ports import Sheet
from cm_desktop.domain.errors.supervision import CarrierError, Unacceptable
from cm_desktop.store.disk.durable import settle
from cm_desktop.store.disk.files import WORK

PLACE = "CM Desktop"
_OURS = 8  # digits of a key, in the name of its folder
_ENDING = ".cmev"
_COMING = ".tmp-"
_ABANDONED = 3600.0  # seconds since it was written to: whoever did was killed


class FolderCarrier:
    """Fulfils `domain.approvals.ports.Carrier` for one device of one team. One object is one thread's at a time.

    What was found spoilt, or whole, is not read again while it is unchanged: keep the object from one scan to the next.
    """

    def __init__(self, root: Path, key: KeyId) -> None:
        self._root = root
        self._place = root / PLACE
        self._ours = self._place / key[:_OURS]
        self._look = Look(self._place)
        self._tidy = False
        self._dropped: frozenset[str] = frozenset()

    def begin(self) -> None:
        """Make the place in a folder that is there. Raises CarrierError: a_workspace where a work.db is in it."""
        with named_errors(self._root, writing=True):
            self._refuse_workspace()
            with suppress(FileExistsError):
                self._place.mkdir()
            settle([self._root])
            self._check()

    def put(self, sheet: Sheet) -> None:
        """Put it into our folder, on the disk when this returns; whole already, it is left as it is.

        Raises Unacceptable("name"), or ("too_large"), of what nobody would read.
        """
        if sha256(sheet.data).hexdigest() != sheet.name:
            raise Unacceptable("name")
        if len(sheet.data) > LARGEST:
            raise Unacceptable("too_large")
        with named_errors(self._ours, writing=True):
            self._check()
            if self._ours.is_symlink():
                raise NotADirectoryError
            with suppress(FileExistsError):
                self._ours.mkdir()
                settle([self._place])
            self._tidy_up()
            path = self._ours / f"{sheet.name}{_ENDING}"
            if not self._look.is_whole(Found(sheet.name, str(path))):
                self._write(path, sheet.data)

    def scan(self, known: Container[str] = ()) -> Iterator[Sheet]:
        """As the port says. Links are not followed, hidden files are not looked at, nothing is ever written or removed."""
        given: set[str] = set()
        with self._looking() as look:
            for found in look.candidates():
                if found.name in given or found.name in known:
                    continue
                if (data := look.read(found)) is not None:
                    given.add(found.name)
                    yield Sheet(name=found.name, data=data)

    def missing(self, names: Collection[str]) -> frozenset[str]:
        """Those that no folder here holds whole. Each is read once, while it stays unchanged."""
        wanted = set(names)
        with self._looking() as look:
            for found in look.candidates():
                if found.name in wanted and look.is_whole(found):
                    wanted.discard(found.name)
                if not wanted:
                    break
        return frozenset(wanted)

    def drop(self, names: frozenset[str], former: Collection[KeyId] = ()) -> None:
        """Take them out of our folder and those of `former`, with what a sharing program made of them there, and half-written
        files.

        What others put there again, and the former versions that a sharing program may keep, are out of our hands.
        """
        folders = {self._ours.name, *(key[:_OURS] for key in former)}
        with self._looking() as look:
            there = [found for folder in sorted(folders) for found in look.candidates(folder) if found.name in names]
            for path in (Path(found.path) for found in there):
                with named_errors(path, writing=True):
                    path.unlink(missing_ok=True)
            if there or not names <= self._dropped:
                self._dropped |= names
                self._tidy_up(age=0.0)
                settle([self._ours, *{Path(found.path).parent for found in there}])

    def hint(self, changed: Callable[[], None]) -> Callable[[], None]:  # noqa: ARG002 - never called, as the port allows
        """Nothing ever calls: what arrives on a network drive is told to no watcher, so whoever waits has to look anyway."""
        return lambda: None

    @contextmanager
    def _looking(self) -> Iterator[Look]:
        """One reading of what is there now: an error that ends it, or that a part of it met, is raised at its end."""
        with named_errors(self._place, writing=False):
            self._check()
            self._look.begin()
            yield self._look
            self._look.end()

    def _check(self) -> None:
        """The place is there, and a folder. A share that is not mounted has none, and is not taken for an empty one."""
        self._refuse_workspace()
        if self._place.is_symlink() or not self._place.is_dir():
            self._place.lstat()
            raise NotADirectoryError

    def _refuse_workspace(self) -> None:
        if any((folder / WORK.name).exists() for folder in (self._root, self._place)):
            raise CarrierError(str(self._root), "a_workspace")

    def _write(self, path: Path, data: bytes) -> None:
        """Under another name first: a name that says what is in it is given to whole files alone."""
        coming = path.with_name(f"{_COMING}{token_hex(8)}")
        try:
            # Readable as the share has it: a file for its owner alone would be of no use to the others.
            with os.fdopen(os.open(coming, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            coming.replace(path)
        except BaseException:
            with suppress(OSError):
                coming.unlink(missing_ok=True)
            raise
        settle([path.parent])

    def _tidy_up(self, *, age: float = _ABANDONED) -> None:
        """What we left half-written, once for each carrier unless it is asked for."""
        if self._tidy and age:
            return
        self._tidy = True
        with suppress(OSError):
            for left in self._ours.glob(f"{_COMING}*"):
                if time.time() - left.lstat().st_mtime >= age:
                    left.unlink(missing_ok=True)
