"""A million comments: taken in, listed, searched, counted, worked on while more come in, and the window that shows them.

    python -m benchmarks.bench_million [ROWS] [--minutes N]        a million by default; a folder of 2 GB while it runs

`--minutes` is how long somebody works in the window: one by default, ten for the heartbeat of a longer sitting.

Each figure stands beside what it is to be; ratios and memory fail the run, times on a busy machine only say so.
"""

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.bench_store import ACCOUNTS, START, WORDS, comments, cpu, deep_pages, judged, median_ms, prepared
from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import Batch, Comment, fingerprint
from cm_desktop.domain.outbox import Entry, EntryId, Seen
from cm_desktop.domain.queue import Query
from cm_desktop.store.cells.rows import COMMENT, comment_cells
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace

BATCH = 10_000
SEARCHES = 300
FRAME, SEARCHED, HEARTBEAT = 16.6, 50, 50  # milliseconds on the clock
ACTS = 400
WINDOW = """
import os, sys, time
from pathlib import Path
from cm_desktop.bootstrap import build
from cm_desktop.credentials import KeyringVault
from cm_desktop.settings import Settings, resources
from cm_desktop.wording.words import Words
words = Words.load("fr", resources() / "translations")
desk = build(Settings(workspace=Path(sys.argv[1]), resources=resources()), words, vault=KeyringVault.in_memory())
from cm_desktop.ui.app import make_app
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.theme import Scheme
app = make_app(words)
window = MainWindow(desk, Look(words=words, scheme=Scheme.LIGHT), resources() / "translations")
desk.start()
window.show()
end = time.monotonic() + float(sys.argv[2])
while time.monotonic() < end:
    app.processEvents()
    time.sleep(0.01)
told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(told["VmRSS"].split()[0], told["VmHWM"].split()[0], flush=True)
os._exit(0)
"""


def fill(workspace: Workspace, bare: sqlite3.Connection, rows: int) -> tuple[float, float]:
    """Seconds of processor time: into the store, and with a bare executemany of the same columns."""
    ours = theirs = 0.0
    bare.execute(f"CREATE TABLE comment ({', '.join(COMMENT)})")
    for first in range(0, rows, BATCH):
        account = ACCOUNTS[first // BATCH % len(ACCOUNTS)]
        batch = comments(account, first, min(BATCH, rows - first))
        opinions = judged(batch)
        ours += cpu(lambda: keep(workspace, batch, opinions))  # noqa: B023 - called at once
        theirs += cpu(lambda: insert(bare, batch))  # noqa: B023
    return ours, theirs


def keep(workspace: Workspace, batch: tuple[Comment, ...], opinions: object) -> None:
    account = batch[0].ref.account
    workspace.save_batch(account, Batch(comments=batch), opinions, rules="1", at=START).result()  # type: ignore[arg-type]


def insert(bare: sqlite3.Connection, batch: tuple[Comment, ...]) -> None:
    bare.execute("BEGIN")
    bare.executemany(f"INSERT INTO comment VALUES ({', '.join('?' * len(COMMENT))})", map(comment_cells, batch))
    bare.execute("COMMIT")


def searches(rows: int, *, commonest: int) -> Iterator[str]:
    """Words that somebody wrote but the `commonest`, alone or two of one comment."""
    chance, common = random.Random(11), {*WORDS[:commonest]}
    for number in range(SEARCHES):
        words: list[str] = []
        while not words:
            (said,) = comments(ACCOUNTS[0], chance.randrange(rows), 1)
            words = sorted({*said.text.split()} - common)
        yield " ".join(chance.sample(words, min(len(words), 1 + number % 2)))


def ms(act: Callable[[], object]) -> float:
    return cpu(act) * 1000


def part(figures: list[float], share: float) -> float:
    """What that share of the figures is below."""
    return sorted(figures)[min(len(figures) - 1, int(len(figures) * share))]


def act_on(comment: Comment, number: int) -> Entry:
    at = START + timedelta(seconds=number)
    return Entry(
        id=EntryId(f"act {number}"),
        comment=comment.ref,
        thread=comment.thread,
        action=Hide(),
        seen=Seen(fingerprint=fingerprint(comment.text)),
        acted_at=at,
        not_before=at,
    )


def acts_while_syncing(folder: Path, rows: int) -> tuple[list[float], list[float]]:
    """Milliseconds on the clock while batches wait behind one another: acts, each until it is acknowledged, and the floor.

    The floor is a bare insert that waits for the disk, into another file by the thread that acts.
    """
    acts: list[float] = []
    inserts: list[float] = []
    with closing(Workspace.open(folder, threads=True)) as workspace, closing(bare_file(folder / "floor.db")) as bare:
        known = comments(ACCOUNTS[0], 0, ACTS)
        first = rows
        kept = None
        for number, comment in enumerate(known):
            if kept is None or kept.done():
                batch = comments(ACCOUNTS[0], first, BATCH)
                kept = workspace.save_batch(ACCOUNTS[0], Batch(comments=batch), judged(batch), rules="1", at=START)
                first += BATCH
            act = act_on(comment, number)
            acts.append(waited(lambda: workspace.add_entries([act], comment).result()))  # noqa: B023 - called at once
            inserts.append(waited(lambda: bare.execute("INSERT INTO act VALUES (?, ?)", (act.id, comment.text))))  # noqa: B023
    return acts, inserts


def bare_file(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE act (id, text)")
    return db


def waited(act: Callable[[], object]) -> float:
    """Milliseconds on the clock."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def memory(folder: Path, seconds: float) -> tuple[float, float]:
    """MiB of the whole program on this workspace, after so many seconds, and at most until then."""
    command = [sys.executable, "-c", WINDOW, str(folder), str(seconds)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    now, most = (int(kilobytes) / 1024 for kilobytes in told.split()[-2:])
    return now, most


def session(folder: Path, seconds: float) -> dict[str, list[float]]:
    """Milliseconds of every move in the window while comments come in; see `session`."""
    command = [sys.executable, "-m", "benchmarks.session", str(folder), str(seconds)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    found: dict[str, list[float]] = json.loads(told.splitlines()[-1])
    return found


def say(what: str, figure: float, bound: float, unit: str, *, strict: bool = False) -> bool:
    """Print a line; answer whether it fails the run."""
    print(f"  {what:58} {figure:9.2f} {unit:3} (at most {bound:g}){'' if figure <= bound else '  MISSED'}", flush=True)
    return strict and figure > bound


def reading(reader: Reader, rows: int) -> None:
    for what, commonest in (("for a word beyond the 100 commonest", 100), ("for any word that was written", 0)):
        found = [ms(lambda text=text: reader.page(Query(search=text))) for text in searches(rows, commonest=commonest)]  # type: ignore[misc]
        say(f"a search {what}, median", median(found), 5, "ms")
        say(f"a search {what}, p95", part(found, 0.95), 5, "ms")
    say("all counts", median_ms(reader.counts), 10, "ms")


def main() -> int:
    """Print the lines; answer how many failed."""
    asked = ArgumentParser()
    asked.add_argument("rows", type=int, nargs="?", default=1_000_000)
    asked.add_argument("--minutes", type=float, default=1)
    told = asked.parse_args()
    rows: int = told.rows
    with TemporaryDirectory() as place:
        folder = Path(place, "workspace")
        with closing(prepared(Path(place))) as workspace:
            with closing(sqlite3.connect(Path(place, "bare.db"), isolation_level=None)) as bare:
                bare.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
                ours, theirs = fill(workspace, bare, rows)
            print(f"Taking in {rows:,} comments, {BATCH:,} at a time: {rows / ours:.0f}/s, {rows / theirs:.0f}/s bare")
            failed = 0
            failed += say("beside a bare executemany of the same columns", ours / theirs, 9, "x", strict=True)
            with closing(workspace.reader()) as reader:
                reading(reader, rows)
                beside = deep_pages(reader, folder / "cache.db")
                failed += say("a page nine tenths down beside the first", beside, 1.5, "x", strict=True)
        waits, floor = acts_while_syncing(folder, rows)
        say("an act recorded while batches are kept, median", median(waits), 30, "ms")
        say("an act recorded while batches are kept, p99", part(waits, 0.99), 30, "ms")
        print(f"  a bare insert between the acts: median {median(floor):.2f} ms, p99 {part(floor, 0.99):.2f} ms")
        now, most = memory(folder, 40)
        print(f"  the whole program after 40 s: {now:.0f} MiB")
        failed += say("the whole program at most, verdicts of other rules", most, 250, "MiB", strict=True)
        print(f"In the window for {told.minutes:g} min, while comments come in and all is judged again:")
        for what, figures in session(folder, 60 * told.minutes).items():
            bound = HEARTBEAT if what == "between two beats" else SEARCHED if "search" in what else FRAME
            say(f"{what}, median", median(figures), bound, "ms")
            say(f"{what}, p99", part(figures, 0.99), bound, "ms")
            say(f"{what}, at worst", max(figures), bound, "ms")
    return failed


if __name__ == "__main__":
    sys.exit(main())
