"""The disk fills up at any moment, or the workspace may not be written: said by its name, and gone on with afterwards.

What was acknowledged leaves once, when there is room again; nothing leaves that is not written down as leaving.
"""

import logging
import os
import random
import resource
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from cm_desktop.domain.actions import Hide, PlatformAction, WriteReply
from cm_desktop.domain.comments import Comment, CommentRef
from cm_desktop.domain.errors import ActRefused, CmDesktopError, DiskFull
from cm_desktop.domain.outbox import EntryId, State
from cm_desktop.domain.ports import Done
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.store.databases.inspection import check_whole
from cm_desktop.store.disk.files import WORK, open_reading
from tests.engine.packs import FakeLibrary
from tests.engine.port import ACCOUNT, CLIENT, FakeClock, FakeConnector, FakePlatform, FakeVault
from tests.engine.shelf import FakeShelf, NoIntake
from tests.reliability.campaign import Campaign, Counts, Run
from tests.store.processes import run as run_process

COMMENTS = 6
STEPS = 14
ROOM = 4 << 20  # bytes in all, where a file system of our own can be had
LEFT = 200_000  # bytes that may be left when it goes short
PATIENCE = 20  # passes, once there is room again


@dataclass(slots=True)
class Day:
    """A desk at work in a folder, and what it was told is done. `written` counts each row's writes on the page."""

    folder: Path
    clock: FakeClock = field(default_factory=FakeClock)
    vault: FakeVault = field(default_factory=FakeVault)
    found: Counts = field(default_factory=Counter)
    acknowledged: list[EntryId] = field(default_factory=list)
    written: Counts = field(default_factory=Counter)
    refs: list[CommentRef] = field(default_factory=list)
    platform: FakePlatform = field(init=False)

    def __post_init__(self) -> None:
        self.platform = FakePlatform(self.clock)
        self.refs = [self.platform.post(f"c{number}", f"Quel escroc, {number} euros !") for number in range(COMMENTS)]

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        fittings = Fittings(
            rules=FakeLibrary(),
            vault=self.vault,
            listen=lambda _account, secret: Witness(self, secret),
            connect=lambda _account, secret: Witness(self, secret),
            shelf=FakeShelf(),
            intake=NoIntake(),
            introduce=lambda _account, secret: (ACCOUNT, Witness(self, secret).check()),
            caps=lambda _account: self.platform.caps,
            clock=self.clock,
        )
        with closing(Desk(self.folder, fittings, threads=False)) as desk:
            yield desk

    def begin(self) -> None:
        """With room enough."""
        with self.desk() as desk:
            desk.accounts.add(ACCOUNT, CLIENT, "jeton")
            for _ in range(COMMENTS):
                desk.sync()

    def go_on(self, chance: random.Random, shorten: Callable[[], object]) -> None:
        """Acts, sendings, readings and copies in any order; room goes short at one of the first, before the opening,
        or while a platform answers."""
        when = chance.randrange(-1, STEPS // 2)
        if when < 0:
            shorten()
        elif when % 2:  # while the platform answers
            self.platform.on_write = shorten
        self.try_(lambda: self._work(chance, {} if when % 2 else {when: shorten}))
        self.platform.on_write = lambda: None

    def _work(self, chance: random.Random, before: dict[int, Callable[[], object]]) -> None:
        with self.desk() as desk:
            for number in range(STEPS):
                before.get(number, int)()
                self.try_(partial(self._step, desk, number, chance))

    def try_(self, step: Callable[[], object]) -> None:
        try:
            step()
        except ActRefused:
            self.found["declined"] += 1
        except DiskFull as error:
            self.found[f"refused as {type(error).__name__}"] += 1
        except CmDesktopError as error:
            self.found[f"misnamed as {type(error).__name__}"] += 1
            self.found["misnamed"] += 1
        except Exception as error:  # noqa: BLE001  # that is what is looked for
            self.found[f"crashed with {type(error).__name__}"] += 1
            self.found["crashed"] += 1

    def _step(self, desk: Desk, number: int, chance: random.Random) -> None:
        self.clock.pass_(seconds=chance.choice((1, 30, 3600)))
        does = chance.choice(("act", "act", "send", "sync", "copy", "draft"))
        ref = chance.choice(self.refs)
        if does == "act":
            action = Hide() if chance.random() < 0.3 else WriteReply(f"Bonjour, nous regardons ({number}). " * 3)
            self.acknowledged += desk.acts.do(ref, action).result().entries
        elif does == "draft":
            desk.acts.draft(ref, "Bonjour, " * chance.randint(1, 4000)).result()
        else:
            others: dict[str, Callable[[], object]] = {
                "send": desk.send,
                "sync": desk.sync,
                "copy": desk.keep_house,
            }
            others[does]()

    def recover(self) -> None:
        """There is room again: all that was acknowledged is there, and what may leave has left, once."""
        try:
            with self.desk() as desk:
                left = desk.inbox.waiting(states={State.SENDING, State.UNCERTAIN})
                self.found["caught leaving"] += len(left)
                for _ in range(PATIENCE):
                    self.clock.pass_(minutes=10)
                    desk.send()
                desk.keep_house()
                waiting = desk.inbox.waiting(states=frozenset(State))
                there = {one.entry.id: one.entry for one in waiting}
            check_whole(self.folder / WORK.name, immutable=False)
        except Exception as error:  # noqa: BLE001
            self.found[f"stuck with {type(error).__name__}"] += 1
            self.found["stuck"] += 1
            return
        self.found["acknowledged"] += len(self.acknowledged)
        self.found["lost"] += sum(name not in there for name in self.acknowledged)
        self.found["left waiting"] += sum(there[name].state in (State.QUEUED, State.SENDING) for name in there)
        self.found["sent"] += sum(entry.state is State.SENT for entry in there.values())
        self.found["twice"] += sum(times > 1 for times in self.written.values())
        self.found["sent and not known"] += sum(name not in there for name in self.written)


class Witness(FakeConnector):
    """Looks, at each write, whether the file says that the row is leaving."""

    def __init__(self, day: Day, secret: str) -> None:
        super().__init__(day.platform, secret)
        self._day = day

    def act(self, action: PlatformAction, comment: Comment, key: str) -> Done:
        with closing(open_reading(self._day.folder / WORK.name)) as db:
            states = db.execute("SELECT state FROM outbox WHERE id = ?", (key,)).fetchall()
        self._day.found["left unwritten"] += states != [("sending",)]
        self._day.written[key] += isinstance(action, WriteReply)
        return super().act(action, comment, key)


@contextmanager
def ready() -> Iterator[Run]:
    with ExitStack() as stack, TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)  # others come this way
        mount = place / "mount"
        mounted = mount_at(mount)
        stack.callback(subprocess.run, ["umount", str(mount)] if mounted else ["true"], check=True)
        logging.disable(logging.CRITICAL)  # what a worker says of each refusal
        stack.callback(logging.disable, logging.NOTSET)
        yield lambda seed: short_of(place, mount if mounted else None, seed)
        stack.close()


def mount_at(place: Path) -> bool:
    """A small file system of our own, where that is allowed."""
    place.mkdir()
    asked = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", str(place)]
    try:
        return subprocess.run(asked, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def short_of(place: Path, mount: Path | None, seed: int) -> Counts:
    chance = random.Random(seed)
    kind = KINDS[seed % len(KINDS)]
    if kind == "disk full" and mount is None:
        kind = "no longer files"
    folder = (mount if mount and kind == "disk full" else place) / f"run-{seed}"
    day = Day(folder / "workspace")
    day.found[kind] += 1
    try:
        folder.mkdir(mode=0o755)
        day.begin()
        if kind == "disk full":
            fill_up(day, chance)
        elif kind == "no longer files":
            limit_files(day, chance)
        else:
            forbid(day, chance)
        day.recover()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return day.found


def fill_up(day: Day, chance: random.Random) -> None:
    """Somebody else takes what room there is."""
    filler = day.folder.parent / "filler"

    def fill() -> None:
        free = shutil.disk_usage(day.folder.parent).free
        filler.write_bytes(bytes(max(0, free - chance.randrange(LEFT))))

    day.go_on(chance, fill)
    filler.unlink(missing_ok=True)


def limit_files(day: Day, chance: random.Random) -> None:
    """No file may grow beyond so many bytes: what a quota, or an old file system, says in its own way."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (chance.randrange(4096, LEFT), before[1]))

    try:
        day.go_on(chance, limit)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


TRY_AS_NOBODY = """
import sqlite_utils
from cm_desktop.store.copies.backups import Backups
if os.geteuid() == 0:
    os.setuid(65534)
try:
    workspace = Workspace.open(folder, threads=False)
    workspace.halts.suspend(False).result()
    Backups(folder).make(NOW)
    workspace.close()
except Exception as error:
    print(type(error).__name__)
"""


def forbid(day: Day, chance: random.Random) -> None:
    """Another user may read the workspace, or some of it, and not write."""
    day.go_on(chance, lambda: None)
    forbidden = day.folder / chance.choice(("", "work.db", "cache.db", "backups"))
    forbidden.mkdir(exist_ok=True) if forbidden.name == "backups" else None
    for path in (day.folder, *day.folder.rglob("*")):
        if os.geteuid() == 0:
            os.chown(path, 65534, 65534)
    mode = forbidden.stat().st_mode
    forbidden.chmod(0o555 if forbidden.is_dir() else 0o444)
    status, said = run_process(day.folder, TRY_AS_NOBODY)
    day.found[f"refused as {said}"] += 1
    day.found["misnamed"] += (status, said) != (0, "NotWritable")
    forbidden.chmod(mode)


KINDS = ("disk full", "no longer files", "forbidden")
DISK = Campaign(
    name="no room, no right",
    short=18,
    long=150,
    ready=ready,
    never=frozenset(
        {"misnamed", "crashed", "stuck", "lost", "twice", "left unwritten", "left waiting", "sent and not known"}
    ),
)
