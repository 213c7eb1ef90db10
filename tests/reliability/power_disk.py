"""A disk as the record of its writes tells it, and what is left on it when the power fails. May not know any database.

What was synced is there. Each write after that is there, or is not, or only some of its sectors are, whatever came
before or after; so it is with sizes and names. A name is one or the other, never none of both: a rename is one change.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tests.reliability.recorded import Event, FolderMade, Named, Resized, Synced, Told, Unnamed, Wrote

SECTOR = 512  # bytes that a disk writes whole or not at all
Change = Wrote | Resized


@dataclass(slots=True)
class File:
    """Its bytes on the disk, and what is not known to have reached it."""

    sure: bytearray = field(default_factory=bytearray)
    open: list[Change] = field(default_factory=list)


@dataclass(slots=True)
class Names:
    """Which file has which name; None is a folder."""

    of: dict[str, File | None] = field(default_factory=dict)

    def change(self, event: Event, file: File | None) -> None:
        match event:
            case Named(path=path, other=other, moved=moved):
                self.of[path] = file
                if moved:
                    self.of.pop(other, None)
            case Unnamed(path=path):
                self.of.pop(path, None)
            case FolderMade(path=path):
                self.of[path] = None
            case _:
                raise TypeError(event)


class Disk:
    """What the program sees, what is sure, and the changes of names in between."""

    def __init__(self, holds: Mapping[str, bytes | None], *, syncs: bool = True) -> None:
        """`holds` is on it before anything is done."""
        self._syncs = syncs
        files = {path: None if content is None else File(bytearray(content)) for path, content in holds.items()}
        self._seen, self._sure = Names(dict(files)), Names(files)
        self._open: list[tuple[Event, File | None]] = []

    def do(self, event: Event) -> None:
        """One call came back."""
        match event:
            case Wrote() | Resized():
                file = self._seen.of.get(event.path)
                if file is not None:
                    file.open.append(event)
            case Synced(path=path) if self._syncs:
                self._sync(path)
            case Named(path=path, other=other):
                self._rename(event, self._seen.of.get(other) if other else File())
            case Unnamed() | FolderMade():
                self._rename(event, None)
            case Told() | Synced():
                pass

    def begin(self, event: Event) -> None:
        """One call that never came back: it may have done its work, but no sync is believed."""
        if not isinstance(event, Synced):
            self.do(event)

    def after_power_loss(self, chance: random.Random) -> dict[str, bytes | None]:
        """By name, the bytes of each file that is left; None for a folder."""
        names = Names(dict(self._sure.of))
        kept = chance.choice((0.0, 0.5, 0.9, 1.0))
        first = chance.randrange(len(self._open) + 1) if chance.random() < 0.5 else None
        for number, (event, file) in enumerate(self._open):
            if number < first if first is not None else chance.random() < kept:
                names.change(event, file)
        fate = chance.choice((0.0, 0.5, 0.9, 1.0))
        return {path: None if file is None else left(file, chance, fate) for path, file in names.of.items()}

    def as_seen(self) -> dict[str, bytes | None]:
        """The same where the power does not fail."""
        return {
            path: None if file is None else left(file, random.Random(), 2.0) for path, file in self._seen.of.items()
        }

    def _rename(self, event: Event, file: File | None) -> None:
        self._seen.change(event, file)
        self._open.append((event, file))

    def _sync(self, path: str) -> None:
        file = self._seen.of.get(path)
        if file is not None:
            for change in file.open:
                make(file.sure, change)
            file.open.clear()
            return
        inside = [(event, of) for event, of in self._open if _folders(event) & {path}]
        for event, of in inside:
            self._sure.change(event, of)
        self._open = [one for one in self._open if one not in inside]


def left(file: File, chance: random.Random, kept: float) -> bytes:
    """The bytes of a file: each open change with that probability, or a part of it."""
    found = bytearray(file.sure)
    for change in file.open:
        if chance.random() < kept:
            make(found, change)
        elif isinstance(change, Wrote):
            match chance.choice(("torn", "hole", "lost")):
                case "torn":
                    for sector in _sectors(change):
                        if chance.random() < 0.5:
                            make(found, sector)
                case "lost":
                    pass
                case _:  # the file grew, its bytes never came
                    found.extend(bytes(max(0, change.offset + len(change.data) - len(found))))
    return bytes(found)


def make(found: bytearray, change: Change) -> None:
    """Change these bytes."""
    match change:
        case Wrote(offset=offset, data=data):
            start = len(found) if offset < 0 else offset
            found.extend(bytes(max(0, start - len(found))))
            found[start : start + len(data)] = data
        case Resized(size=size):
            found.extend(bytes(max(0, size - len(found))))
            del found[size:]


def lay(image: dict[str, bytes | None], root: Path, folder: Path) -> None:
    """Write what is left of `root` into another folder. What was in a folder that is not there is not there either."""
    folder.mkdir()
    for path in sorted(image):
        content, place = image[path], folder / PurePosixPath(path).relative_to(root)
        if not place.parent.is_dir():
            continue
        if content is None:
            place.mkdir(exist_ok=True)
        else:
            place.write_bytes(content)


def held(root: Path) -> dict[str, bytes | None]:
    """What is below `root` now."""
    return {str(path): None if path.is_dir() else path.read_bytes() for path in root.rglob("*")}


def _sectors(change: Wrote) -> Iterable[Wrote]:
    start, end = change.offset, change.offset + len(change.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        yield Wrote(change.path, start, change.data[start - change.offset : stop - change.offset])
        start = stop


def _folders(event: Event) -> set[str]:
    """The folders in which a change of names takes place."""
    match event:
        case Named(path=path, other=other, moved=moved):
            return {str(PurePosixPath(one).parent) for one in ((path, other) if moved else (path,))}
        case Unnamed(path=path) | FolderMade(path=path):
            return {str(PurePosixPath(path).parent)}
        case _:
            return set()
