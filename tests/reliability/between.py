"""The program is killed between the commit of work.db and that of cache.db, statement by statement, and in the next start.

What then stands is compared with a workspace where nobody was killed.
"""

import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from cm_desktop.domain.errors import StoreError
from cm_desktop.store.cache import Cache
from cm_desktop.store.disk.files import Misread
from cm_desktop.store.workspace import Workspace
from tests.reliability.campaign import Campaign, Counts, Run
from tests.reliability.power_day import Act, day, is_in_step, is_whole, work_told

ACTS = 50  # of a day, each killed once
KILLED = -signal.SIGKILL
TABLES = ("account", "comment", "hit", "pending", "post", "sync", "doubtful", "applied")
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])


@dataclass(slots=True)
class Between:
    """The statements on the cache that follow a commit on work.db; `at` is called with each, and its number."""

    at: Callable[[int, str], None]
    _committed: bool = False
    _number: int = 0

    def watch(self, workspace: Workspace) -> None:
        work, cache = workspace._connections
        work.set_trace_callback(self._work)
        cache.set_trace_callback(self._cache)

    def _work(self, statement: str) -> None:
        self._committed |= statement == "COMMIT"

    def _cache(self, statement: str) -> None:
        if self._committed:
            self.at(self._number, statement)
            self._number += 1


@dataclass(slots=True)
class Life:
    """A day that goes on undisturbed in one folder; before each act a copy is taken, in which it is killed."""

    folder: Path
    seed: int
    done: int = 0
    workspace: Workspace = field(init=False)
    acts: list[Act] = field(init=False)

    def __post_init__(self) -> None:
        self.workspace = Workspace.open(self.folder / "undisturbed", threads=False)
        self.acts = list(day(self.seed, ACTS))

    def go_to(self, act: int) -> None:
        """Do all that comes before this act."""
        while self.done < act:
            self.acts[self.done](self.workspace)
            self.done += 1

    def kill(self, chance: random.Random, *, catches_up: bool = True) -> Counts:
        """Do the next act here undisturbed, in a copy with a kill; compare."""
        copy = self.folder / "killed"
        shutil.copytree(self.workspace.folder, copy, ignore=shutil.ignore_patterns("*-shm"))
        try:
            statements = self._next()
            place = chance.choice((0, len(statements) - 1, chance.randrange(len(statements))))
            assert ended(act_and_die, copy, self.seed, self.done - 1, place) == KILLED
            counts = Counts([_where(place, statements)])
            if chance.random() < 0.5 and ended(start_and_die, copy, chance.randrange(len(statements))) == KILLED:
                counts["killed again in the next start"] += 1
            counts[self._found(copy, catches_up=catches_up)] += 1
            return counts
        finally:
            shutil.rmtree(copy)

    def _next(self) -> list[str]:
        statements: list[str] = []
        Between(lambda _number, statement: statements.append(statement)).watch(self.workspace)
        self.go_to(self.done + 1)
        for db in self.workspace._connections:
            db.set_trace_callback(None)
        return statements

    def _found(self, copy: Path, *, catches_up: bool) -> str:
        try:
            opened = Workspace.open(copy, threads=False) if catches_up else open_and_leave_behind(copy)
        except StoreError:
            return "damaged"
        try:
            if work_told(opened) != work_told(self.workspace):
                return "lost"
            if cache_told(opened) != cache_told(self.workspace):
                return "another state"
            return "same state" if is_whole(opened) and is_in_step(opened) else "damaged"
        except (StoreError, Misread):
            return "damaged"
        finally:
            opened.close()


def ended(what: Callable[..., None], *arguments: object) -> int | None:
    """How a process of its own ended."""
    process = PROCESSES.Process(target=what, args=arguments)
    process.start()
    process.join(60)
    code = process.exitcode
    process.close()
    return code


def act_and_die(folder: Path, seed: int, number: int, place: int) -> None:
    """Do one act of a day, and die at that statement."""
    act = list(day(seed, ACTS))[number]
    workspace = Workspace.open(folder, threads=False)
    Between(lambda at, _statement: _die() if at == place else None).watch(workspace)
    act(workspace)


def start_and_die(folder: Path, place: int) -> None:
    """Open the workspace, and die at that statement of what the cache is told, if it takes so many."""
    as_always = Cache.catch_up

    def catch_up(cache: Cache) -> None:
        left = iter(range(place, -1, -1))
        cache._db.set_trace_callback(lambda _statement: None if next(left) else _die())
        as_always(cache)

    Cache.catch_up = catch_up  # type: ignore[method-assign,assignment]
    Workspace.open(folder, threads=False).close()


def open_and_leave_behind(folder: Path) -> Workspace:
    """What a start would be that does not apply what a killed program left unapplied."""
    as_always = Cache.catch_up
    Cache.catch_up = lambda _cache: None  # type: ignore[method-assign,assignment]
    try:
        return Workspace.open(folder, threads=False)
    finally:
        Cache.catch_up = as_always  # type: ignore[method-assign]


def cache_told(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """All rows of cache.db, but for the index of words and counts of nothing."""
    cache: sqlite3.Connection = workspace._connections[1]
    rows = {table: cache.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    rows["tally"] = cache.execute("SELECT * FROM tally WHERE number <> 0").fetchall()
    return {table: sorted(found, key=repr) for table, found in rows.items()}


@contextmanager
def lives() -> Iterator[Run]:
    """Each run is an act of the day that it belongs to."""
    with TemporaryDirectory() as folder:
        at: list[Life] = []

        def run(seed: int) -> Counts:
            number, act = divmod(seed, ACTS)
            if not at or at[0].seed != number or at[0].done > act:
                close()
                at[:] = [Life(Path(folder, f"{seed}"), number)]
            at[0].go_to(act)
            return at[0].kill(random.Random(seed))

        def close() -> None:
            for life in at:
                life.workspace.close()

        try:
            yield run
        finally:
            close()


def _where(place: int, statements: list[str]) -> str:
    return {0: "killed before the cache was told", len(statements) - 1: "killed at the cache's commit"}.get(
        place, "killed while the cache was told"
    )


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


BETWEEN = Campaign(
    name="between the two commits",
    short=200,
    long=2_000,
    ready=lives,
    never=frozenset({"lost", "another state", "damaged"}),
)
