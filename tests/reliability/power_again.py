"""The power fails again while the product starts anew on what a first failure left, and during the first acts that follow.

python -m tests.reliability.power_again FOLDER SEED DONE [SYNCHRONOUS]      the start itself, which is recorded
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from cm_desktop.store.workspace import Workspace
from tests.reliability import power_day
from tests.reliability.campaign import Campaign, Counts, Run
from tests.reliability.power import ACTS, HOME, NEVER, Day, places, recorded, wait_as
from tests.reliability.power_disk import held
from tests.reliability.recorded import record

STARTS_OF_A_DAY = 10
CUTS_OF_A_START = 10
MORE = 3  # acts


def started(day: Day, number: int, folder: Path, seed: int, *synchronous: str) -> Day:
    """The power fails once on this day; then the product starts again, which is recorded."""
    folder.mkdir()
    root, copy = folder / "root", folder / "copy"
    _, acknowledged = day.fail(number, root)
    shutil.copytree(root, copy)
    done = _done(day, copy / HOME, acknowledged)
    before = held(root)
    program = ("-m", __name__, str(root / HOME), str(seed), str(done), *synchronous)
    events = record(root, folder / "log", *program)
    return Day(root=root, events=events, states=day.states, places=places(events), held=before, done=done)


def _done(day: Day, home: Path, acknowledged: int) -> int:
    """How many acts stand there: one may that was not acknowledged, and none that stands may vanish later."""
    with closing(Workspace.open(home, threads=False)) as opened:
        told = power_day.work_told(opened)
    return acknowledged + day.states[acknowledged : acknowledged + 2].index(told)


@contextmanager
def cuts() -> Iterator[Run]:
    """Each run is a cut of the start that it belongs to."""
    days: dict[int, Day] = {}
    starts: dict[int, Day] = {}
    with TemporaryDirectory() as folder:

        def run(seed: int) -> Counts:
            number = seed // CUTS_OF_A_START
            if number not in starts:
                starts.clear()
                seed_of_day = number // STARTS_OF_A_DAY
                if seed_of_day not in days:
                    days.clear()
                    days[seed_of_day] = recorded(Path(folder, f"day {seed_of_day}"), seed_of_day)
                starts[number] = started(days[seed_of_day], number, Path(folder, f"start {number}"), seed_of_day)
            with TemporaryDirectory(dir=folder) as place:
                return starts[number].cut(seed, Path(place, "disk"))

        yield run


POWER_TWICE = Campaign(name="power loss, again in the next start", short=40, long=1_000, ready=cuts, never=NEVER)


def main(folder: str, seed: str, done: str, synchronous: str = "") -> None:
    """Start again, where told with a work.db that waits for less."""
    wait_as(synchronous)
    power_day.go_on(Path(folder), int(seed), ACTS, done=int(done), more=MORE)


if __name__ == "__main__":
    main(*sys.argv[1:])
