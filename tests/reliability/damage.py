"""Pages, rows, logs and copies go bad at random places, and other programs' files stand where ours did.

What is wrong must be said by its name; what is restored must be what was acknowledged, and must let nothing leave by itself.
"""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from cm_desktop.domain.actions import Decision, WriteReply
from cm_desktop.domain.errors import CmDesktopError, Damaged, ForeignFile, NewerVersion, StoreError
from cm_desktop.domain.outbox import READS_BEFORE_ASKING, State
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.store.copies.backups import Backups
from cm_desktop.store.copies.restoring import copies, restore
from cm_desktop.store.databases.inspection import check_whole
from cm_desktop.store.disk.files import CACHE, WORK, open_reading
from cm_desktop.store.workspace import Workspace
from tests.reliability.campaign import Campaign, Counts, Run
from tests.store.samples import NOW, add_accounts, comment, entry, save
from tests.store.steps import moved

Dump = dict[str, list[tuple[object, ...]]]
SECONDS = timedelta(seconds=1)
FLIPS = 20  # of single bits in one run


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """Workspaces to be harmed: one that was closed, one whose program was killed, and what each and its copies held."""

    closed: Path
    killed: Path
    held: dict[str, Dump]


def dump(path: Path, *, immutable: bool = False) -> Dump:
    """All rows of a work.db, to be compared."""
    with closing(open_reading(path, immutable=immutable)) as db:
        tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        names = [name for (name,) in db.execute(tables).fetchall()]
        return {name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in names}


def work(workspace: Workspace, first: int, last: int) -> None:
    """So many comments come in; something is done about each of them."""
    for number in range(first, last):
        about = comment(f"c{number}", text=f"Quel escroc, {number} euros ! " * (1 + number % 7))
        save(workspace, about)
        row = entry(about, WriteReply(f"Nous regardons cela ({number})."), name=f"act-{number}", seconds=number)
        workspace.add_entries([row], about).result()
        moved(workspace, row, to=[*State][number % len(State)])
        if number % 3 == 0:
            workspace.decide([about], Decision.DISMISSED, NOW).result()
        if number % 4 == 0:
            workspace.save_draft(about.ref, f"Bonjour {number}", NOW).result()


@contextmanager
def ready() -> Iterator[Run]:
    with TemporaryDirectory() as name:
        stores = made(Path(name))
        yield lambda seed: harmed(stores, seed)


def made(place: Path) -> Stores:
    closed, killed = place / "closed", place / "killed"
    held: dict[str, Dump] = {}
    workspace = Workspace.open(closed, threads=False)
    add_accounts(workspace)
    for number in range(2):
        work(workspace, 20 * number, 20 * (number + 1))
        copy = Backups(closed).make(NOW + number * SECONDS)
        held[copy.stem] = dump(copy, immutable=True)
    work(workspace, 40, 50)
    workspace.close()
    held["closed"] = dump(closed / WORK.name, immutable=True)
    workspace = Workspace.open(closed, threads=False)
    shutil.copytree(closed, killed)
    workspace.close()
    still_open = Workspace.open(killed, threads=False)
    work(still_open, 50, 60)
    held["killed"] = dump(killed / WORK.name)
    shutil.copytree(killed, place / "dead")  # as after SIGKILL: what was committed stands in the logs
    still_open.close()
    return Stores(closed=closed, killed=place / "dead", held=held)


def harmed(stores: Stores, seed: int) -> Counts:
    kind = [*KINDS][seed % len(KINDS)]
    with TemporaryDirectory() as name:
        folder = Path(name) / "workspace"
        shutil.copytree(stores.killed if kind == "log" else stores.closed, folder)
        for left in folder.glob("*-shm"):
            left.unlink()
        found = Counts({kind: 1})
        try:
            found += KINDS[kind](folder, stores, random.Random(seed))
        except CmDesktopError as error:
            found[f"stuck with {type(error).__name__}"] += 1
            found["stuck"] += 1
        except Exception as error:  # noqa: BLE001  # that is what is looked for
            found[f"crashed with {type(error).__name__}"] += 1
            found["crashed"] += 1
        return found


def scribble(path: Path, chance: random.Random) -> None:
    """Random bytes at random places, or an end that is missing."""
    size = path.stat().st_size
    if chance.random() < 0.15:
        with path.open("r+b") as opened:
            opened.truncate(chance.randrange(size))
        return
    for _ in range(chance.randint(1, 3)):
        with path.open("r+b") as opened:
            opened.seek(chance.randrange(size))
            opened.write(chance.randbytes(chance.choice((1, 16, 512, 4096))))


def read_all(folder: Path) -> None:
    """What a window does, and what it does behind."""
    workspace = Workspace.open(folder, threads=False)
    try:
        with closing(workspace.reader()) as reader:
            reader.page(Query(queue=Queue.ALL), limit=200)
            reader.counts()
            reader.entries(states=frozenset(State))
            reader.accounts()
            reader.frozen()
            reader.halted.suspended()
        Backups(folder).check_work()
    finally:
        workspace.close()


def a_page(folder: Path, stores: Stores, chance: random.Random) -> Counts:
    """Of work.db."""
    scribble(folder / WORK.name, chance)
    return told_and_restored(folder, stores, stores.held["closed"])


def the_log(folder: Path, stores: Stores, chance: random.Random) -> Counts:
    """The WAL of a killed program, which holds its last commits alone."""
    scribble(folder / f"{WORK.name}-wal", chance)
    return told_and_restored(folder, stores, stores.held["killed"])


def told_and_restored(folder: Path, stores: Stores, held: Dump) -> Counts:
    """Damage to the work is told by its name, and a copy takes its place; what is not told did no harm."""
    before = (folder / WORK.name).read_bytes()
    try:
        read_all(folder)
    except Damaged as error:
        if error.path != folder / WORK.name:
            return Counts({"mistaken": 1})
        return Counts({"told": 1}) + restored(folder, stores, before)
    except ForeignFile:  # its name within the file is gone
        return Counts({"told": 1}) + restored(folder, stores, before)
    return Counts({"harmless" if dump(folder / WORK.name) == held else "unnoticed": 1})


def restored(folder: Path, stores: Stores, before: bytes) -> Counts:
    """The copy that loses least, in the place of what is damaged."""
    copy = next(copy for copy in copies(folder) if copy.whole)
    answer = restore(folder, copy, NOW)
    kept = (folder / answer.aside).read_bytes()
    read_all(folder)
    now = dump(folder / WORK.name)
    rows, states = {row[0] for row in now["outbox"]}, {row[10] for row in now["outbox"]}
    there = dump(folder / answer.aside) if copy.made_at is None else stores.held[copy.name]
    return Counts(
        {
            "restored": 1,
            "thrown away": kept != before,
            "lost": rows != {row[0] for row in there["outbox"]} or now["draft"] != there["draft"],
            "leaves by itself": bool(states & {State.QUEUED, State.SENDING}) or not asks(now),
        }
    )


def asks(held: Dump) -> bool:
    """Whether every row that is uncertain asks."""
    return all(row[14] == READS_BEFORE_ASKING for row in held["outbox"] if row[10] == State.UNCERTAIN)


def rows(folder: Path, stores: Stores, chance: random.Random) -> Counts:
    """Single bits of what is written in rows: SQLite itself does not look."""
    path, found = folder / WORK.name, Counts()
    whole = path.read_bytes()
    texts = [
        cell.encode()
        for lines in stores.held["closed"].values()
        for line in lines
        for cell in line
        if isinstance(cell, str) and len(cell) > 12
    ]
    for text in chance.sample(texts, FLIPS):
        at = whole.find(text)
        if at < 0:  # too long for one page
            continue
        bad = bytearray(whole)
        bad[at + chance.randrange(len(text))] ^= 1 << chance.randrange(8)
        path.write_bytes(bad)
        try:
            check_whole(path, immutable=True)
        except Damaged:
            found["bits told"] += 1
        else:
            same = dump(path, immutable=True) == stores.held["closed"]
            found["harmless" if same else "unnoticed"] += 1
    return found


def a_copy(folder: Path, stores: Stores, chance: random.Random) -> Counts:
    """The newest copy goes bad, and the work with it."""
    newest = next(iter(Backups(folder).paths().values()))
    scribble(newest, chance)
    before = b"Bonjour"
    (folder / WORK.name).write_bytes(before)
    _itself, copy, _older = copies(folder)
    if copy.whole and dump(newest, immutable=True) != stores.held[newest.stem]:
        return Counts({"bad copy believed": 1})
    return Counts({"copy told": not copy.whole}) + restored(folder, stores, before)


def the_cache(folder: Path, stores: Stores, chance: random.Random) -> Counts:
    """It is made anew, at the next opening at the latest, and costs the work nothing."""
    scribble(folder / CACHE.name, chance)
    told = False
    try:
        read_all(folder)
    except Damaged as error:
        told = error.path == folder / CACHE.name
        read_all(folder)
    except ForeignFile:
        (folder / CACHE.name).unlink()
        read_all(folder)
    anew = (folder / "cache.db.damaged").exists()
    lost = dump(folder / WORK.name) != stores.held["closed"]
    return Counts({"cache made anew": anew, "lost": lost, "mistaken": told and not anew})


def anothers(folder: Path, _stores: Stores, chance: random.Random) -> Counts:
    """A file of another program, or of a newer version of this one: named, and not touched."""
    path = folder / chance.choice((WORK, CACHE)).name
    newer = chance.random() < 0.5
    if not newer:
        path.unlink()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA user_version = 99" if newer else "CREATE TABLE songs (title TEXT)")
    before = path.read_bytes()
    wanted: type[StoreError] = NewerVersion if newer else ForeignFile
    try:
        read_all(folder)
    except wanted as error:
        return Counts({"refused": 1, "changed": error.path != path or path.read_bytes() != before})
    return Counts({"unnoticed": 1})


KINDS: dict[str, Callable[[Path, Stores, random.Random], Counts]] = {
    "page": a_page,
    "row": rows,
    "log": the_log,
    "copy": a_copy,
    "cache": the_cache,
    "another's": anothers,
}
DAMAGE = Campaign(
    name="damaged files",
    short=42,
    long=350,
    ready=ready,
    never=frozenset(
        {
            "unnoticed",
            "mistaken",
            "crashed",
            "stuck",
            "lost",
            "thrown away",
            "leaves by itself",
            "bad copy believed",
            "changed",
        }
    ),
)
