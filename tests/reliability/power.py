"""The power fails, at any moment of a recorded day: what the disk may then hold is laid out, and opened by the product.

python -m tests.reliability.power FOLDER SEED [SYNCHRONOUS]      the day itself, which is recorded
"""

import random
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from cm_desktop.domain.errors import StoreError
from cm_desktop.store.databases import opening
from cm_desktop.store.disk import files
from cm_desktop.store.disk.files import WORK, DatabaseFile, Misread
from cm_desktop.store.workspace import Workspace
from tests.reliability import power_day
from tests.reliability.campaign import Campaign, Counts, Run
from tests.reliability.power_disk import Disk, lay
from tests.reliability.recorded import Event, Resized, Synced, Told, Wrote, record

CUTS_OF_A_DAY = 100
ACTS = 60
HOME = Path("home", "workspace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What was written below `root` on one day, and what work.db told after each of its acts.

    `held` is what was there when it began, and `done` how many acts were acknowledged before.
    """

    root: Path
    events: tuple[Event, ...]
    states: list[str]
    places: list[tuple[str, list[int]]]
    held: Mapping[str, bytes | None] = field(default_factory=dict)
    done: int = 0

    def cut(self, seed: int, folder: Path, *, syncs: bool = True) -> Counts:
        """The power fails after some of the calls: what is then found, and what was going on."""
        where, acknowledged = self.fail(seed, folder, syncs=syncs)
        return Counts([where, self._found(folder / HOME, acknowledged)])

    def fail(self, seed: int, folder: Path, *, syncs: bool = True) -> tuple[str, int]:
        """Lay into the folder what is left; answers what was going on, and how many acts were acknowledged."""
        chance = random.Random(seed)
        where, places = chance.choice(self.places)
        place = chance.choice(places)
        disk, acknowledged = Disk(self.held, syncs=syncs), self.done
        for event in self.events[:place]:
            disk.do(event)
            if isinstance(event, Told):
                acknowledged = event.number
        if not isinstance(self.events[place], Told):
            disk.begin(self.events[place])
        lay(disk.after_power_loss(chance), self.root, folder)
        return where, acknowledged

    def _found(self, home: Path, acknowledged: int) -> str:
        """One word for what the product finds there."""
        try:
            opened = Workspace.open(home, threads=False)
        except StoreError:
            return "corrupt"
        try:
            if power_day.work_told(opened) not in self.states[acknowledged : acknowledged + 2]:
                return "lost"
            if not power_day.is_whole(opened):
                return "corrupt"
            return "kept" if power_day.is_in_step(opened) else "out of step"
        except (StoreError, Misread, sqlite3.DatabaseError):
            return "corrupt"
        finally:
            opened.close()


def recorded(folder: Path, seed: int, *synchronous: str) -> Day:
    """Spend a day below `folder` and record it. `synchronous` is for work.db another word than the product's."""
    folder.mkdir()
    root = folder / "root"
    root.mkdir()
    program = ("-m", __name__, str(root / HOME), str(seed), *synchronous)
    events = record(root, folder / "log", *program)
    (folder / "log").unlink()
    states = power_day.states(folder / "again", seed, ACTS)
    return Day(root=root, events=events, states=states, places=places(events))


def places(events: Iterable[Event]) -> list[tuple[str, list[int]]]:
    """The calls by what they do."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, event in enumerate(events):
        found[_where(event)].append(place)
    return [*found.items()]


@contextmanager
def cuts() -> Iterator[Run]:
    """Each run is a cut of the day that it belongs to."""
    days: dict[int, Day] = {}
    with TemporaryDirectory() as folder:

        def run(seed: int) -> Counts:
            number = seed // CUTS_OF_A_DAY
            if number not in days:
                days.clear()
                days[number] = recorded(Path(folder, f"day {number}"), number)
            with TemporaryDirectory(dir=folder) as place:
                return days[number].cut(seed, Path(place, "disk"))

        yield run


NEVER = frozenset({"lost", "corrupt", "out of step"})
POWER_LOSS = Campaign(name="power loss", short=400, long=10_000, ready=cuts, never=NEVER)


def _where(event: Event) -> str:
    """Which call was not come back from."""
    match event:
        case Told():
            return "between two acts"
        case Wrote() | Resized() | Synced() if "/.new-" not in event.path and event.path.endswith((".db", "-wal")):
            verb = "syncing" if isinstance(event, Synced) else "writing"
            return f"{verb} {Path(event.path).name}"
        case _:
            return "making files"


def main(folder: str, seed: str, synchronous: str = "") -> None:
    """Spend the day, where told with a work.db that waits for less."""
    wait_as(synchronous)
    power_day.spend(Path(folder), int(seed), ACTS)


def wait_as(synchronous: str) -> None:
    """Open work.db with another word than the product's from now on, where there is one."""
    as_always = files.open_writing

    def open_writing(path: Path, file: DatabaseFile) -> sqlite3.Connection:
        db = as_always(path, file)
        if synchronous and file is WORK:
            db.execute(f"PRAGMA synchronous = {synchronous}")
        return db

    vars(opening)["open_writing"] = open_writing


if __name__ == "__main__":
    main(*sys.argv[1:])
