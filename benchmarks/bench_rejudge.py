"""How long the history takes to be judged again, and to be replayed, beside just reading it. May not open a user's workspace.

    python -m benchmarks.bench_rejudge [ROWS]        100,000 by default

Figures are processor time but for the first figures of a replay; read the ratios.
"""

import resource
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from benchmarks import talk
from benchmarks.bench_store import ACCOUNTS, BATCH, START, comments, cpu, prepared
from cm_desktop.bootstrap import build
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.comments import Batch
from cm_desktop.domain.rules import PackId, Replay
from cm_desktop.domain.verdicts import CALM
from cm_desktop.engine.desk import Desk
from cm_desktop.settings import Settings, resources
from cm_desktop.store.workspace import Workspace
from cm_desktop.wording.words import Words

OWN = PackId("essai.fr")
DRAFT = """pack: essai.fr
language: fr
rules:
  - {{id: essai, title: {{fr: Essai}}, category: fraud, severity: 3, phrases: [{word}], yes: [{word}], no: []}}
"""
FEW, MANY = "carambouille", "terrasse"


def main() -> None:
    """Print one line a figure."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with TemporaryDirectory() as folder:
        with closing(prepared(Path(folder))) as workspace:
            fill(workspace, rows)
        measure(Path(folder, "workspace"), rows)
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB of memory at most")


def fill(workspace: Workspace, rows: int) -> None:
    """Everyday talk, judged by other rules."""
    said = talk.comments(rows)
    for start in range(0, rows, BATCH):
        account = ACCOUNTS[start // BATCH % len(ACCOUNTS)]
        some = tuple(replace(one, text=next(said)) for one in comments(account, start, min(BATCH, rows - start)))
        judged = {one.ref: (CALM, one.text.lower()) for one in some}
        workspace.save_batch(account, Batch(comments=some), judged, rules="others", at=START).result()


def measure(folder: Path, rows: int) -> None:
    """Read, judge, judge again, replay."""
    reading = cpu(lambda: read(folder))
    tell("reading all comments", reading, rows)
    tell("judging them again, and writing what changes", judge_again(folder), rows, reading)
    with closing(sqlite3.connect(folder / "cache.db", isolation_level=None)) as db:
        db.execute("UPDATE ruleset SET version = 'others'")
    with opened(folder) as desk:
        whole = cpu(desk.rules.keep_up)
        tell("the same where no verdict changes", whole, rows, reading)
        for word in (FEW, MANY):
            measure_replay(desk, word, rows, whole)


def judge_again(folder: Path) -> float:
    """Seconds."""
    with opened(folder) as desk:
        return cpu(desk.rules.keep_up)


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """The desk on this workspace, its rules ready."""
    settings = Settings(workspace=folder, resources=resources())
    words = Words.load("fr", settings.resources / "translations")
    with closing(build(settings, words, vault=KeyringVault.in_memory(), threads=False)) as desk:
        desk.rules.judge()
        yield desk


def measure_replay(desk: Desk, word: str, rows: int, whole: float) -> None:
    """One new rule."""
    told: list[float] = []
    done: list[Replay] = []
    text, start = DRAFT.format(word=word), time.perf_counter()

    def hear(_: Replay) -> None:
        told.append(time.perf_counter() - start)

    took = cpu(lambda: done.append(desk.rules.replay(OWN, text, hear, Event())))
    tell(f"replaying a new rule that catches {done[0].caught:,}", took, rows, whole, "judging all again")
    print(f"{told[0] * 1000:8.0f} ms until it is first heard of, {told[1] * 1000:.0f} ms until its first figures")


def read(folder: Path) -> None:
    """As little as can be done with every comment."""
    with closing(sqlite3.connect(folder / "cache.db")) as db:
        for _client, _text in db.execute("SELECT client, text FROM comment"):
            pass


def tell(what: str, seconds: float, rows: int, base: float = 0.0, of: str = "reading") -> None:
    """One figure, and its ratio."""
    ratio = f", {seconds / base:.3g} times {of}" if base else ""
    print(f"{seconds * 1e6 / rows:8.1f} µs a comment: {what}{ratio}")


if __name__ == "__main__":
    main()
