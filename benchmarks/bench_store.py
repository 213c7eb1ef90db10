"""How fast comments come into the store and lists come out, beside what one would use instead. May not assert anything.

    python -m benchmarks.bench_store [ROWS]        a hundred thousand by default; for a million see bench_million.py

Figures are processor time; read the ratios.
"""

import math
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from benchmarks.talk import SYLLABLES
from cm_desktop.domain.actions import Decision
from cm_desktop.domain.comments import (
    Account,
    AccountId,
    Author,
    Batch,
    Client,
    ClientId,
    Comment,
    CommentRef,
    RemoteId,
)
from cm_desktop.domain.queue import Handle, Order, Query, Queue
from cm_desktop.domain.verdicts import CALM, Category, Hit, RuleId, Verdict
from cm_desktop.store.cells.rows import COMMENT, Cell, comment_cells
from cm_desktop.store.comments.ingest import Judged
from cm_desktop.store.lists.queries import mark
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace

START = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 1000
EVEN = 2.7  # how many of the commonest words are about as common as each other
ACCOUNTS = tuple(AccountId(f"facebook:{number}") for number in range(10))
ATTACK = Verdict(abuse=4, hits=(Hit(rule=RuleId("a"), pack="p", category=Category.INSULT, severity=4, start=0, end=5),))
GRIEVANCE = Verdict(
    business=2, hits=(Hit(rule=RuleId("b"), pack="p", category=Category.COMPLAINT, severity=2, start=0, end=5),)
)


def word(rank: int) -> str:
    """The word of that rank among 50,000, the commonest first: in syllables, the shorter the commoner, as in a language."""
    rank, last = divmod(rank, len(SYLLABLES))
    return SYLLABLES[last] + (word(rank - 1) if rank else "")


WORDS = tuple(map(word, range(50_000)))


def some_words(chance: random.Random, count: int) -> list[str]:
    """By the law of Zipf and Mandelbrot: one word in thirty is the commonest, one in three of the thirty commonest."""
    spread = math.log(1 + len(WORDS) / EVEN)
    return [WORDS[int(EVEN * math.exp(spread * chance.random()) - EVEN)] for _ in range(count)]


def comments(account: AccountId, first: int, count: int) -> tuple[Comment, ...]:
    """Made-up comments of seventeen words, a fifth of them replies of the page; the same ones at every call."""
    chance = random.Random(first)
    return tuple(_comment(chance, account, number) for number in range(first, first + count))


def _comment(chance: random.Random, account: AccountId, number: int) -> Comment:
    words = " ".join(some_words(chance, 17))
    page = chance.random() < 0.2
    return Comment(
        ref=CommentRef(account, RemoteId(f"100000000_{number}")),
        post=RemoteId(f"100000000_{number // 100}"),
        parent=RemoteId(f"100000000_{max(0, number - chance.randrange(1, 40))}") if page else None,
        author=Author(id=str(chance.randrange(20_000)), name=f"Nom{chance.randrange(5_000)}", is_page=page),
        text=words,
        created_at=START + timedelta(seconds=number * 7),
        read_at=START,
    )


def judged(batch: tuple[Comment, ...]) -> Judged:
    """One in fifty an attack, one in ten a grievance."""
    verdicts = [ATTACK, *[GRIEVANCE] * 5, *[CALM] * 44]
    return {comment.ref: (verdicts[n % 50], comment.text.lower()) for n, comment in enumerate(batch)}


def cpu(act: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    act()
    return time.process_time() - start


def fill(workspace: Workspace, first: int, count: int) -> None:
    """So many comments, in batches of one account each."""
    for start in range(first, first + count, BATCH):
        account = ACCOUNTS[start // BATCH % len(ACCOUNTS)]
        batch = comments(account, start, min(BATCH, first + count - start))
        workspace.save_batch(account, Batch(comments=batch), judged(batch), rules="1", at=START).result()


def ours(folder: Path, rows: list[Comment]) -> Callable[[], None]:
    """Comments, verdicts, derived columns, eleven indexes and the full-text index."""
    workspace = prepared(folder)
    batches = [(rows[0].ref.account, tuple(rows[start : start + BATCH])) for start in range(0, len(rows), BATCH)]
    ready = [(account, Batch(comments=batch), judged(batch)) for account, batch in batches]

    def save() -> None:
        for account, batch, verdicts in ready:
            workspace.save_batch(account, batch, verdicts, rules="1", at=START)

    return save


def bare(folder: Path, rows: list[Comment]) -> Callable[[], None]:
    """The same columns in a table without any index."""
    db = sqlite3.connect(folder / "bare.db", isolation_level=None)
    db.executescript(
        f"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE comment ({', '.join(COMMENT)})"
    )

    def save() -> None:
        for start in range(0, len(rows), BATCH):
            db.execute("BEGIN")
            cells = [comment_cells(comment) for comment in rows[start : start + BATCH]]
            db.executemany(f"INSERT INTO comment VALUES ({', '.join('?' * len(COMMENT))})", cells)
            db.execute("COMMIT")

    return save


def upsert_all(folder: Path, rows: list[Comment]) -> Callable[[], None]:
    """What one would reach for: upsert_all by account and id, full text kept by its triggers; no verdicts, no queues."""
    db = Database(folder / "utils.db")
    db.enable_wal()
    table = db.table("comment")
    table.insert(cells_of(rows[0]), pk=("account", "remote_id"))
    table.enable_fts(["text", "author_name"], create_triggers=True)

    def save() -> None:
        for start in range(0, len(rows), BATCH):
            table.upsert_all(map(cells_of, rows[start : start + BATCH]), pk=("account", "remote_id"), batch_size=BATCH)

    return save


def cells_of(comment: Comment) -> dict[str, Cell]:
    return dict(zip(COMMENT, comment_cells(comment), strict=True))


def prepared(folder: Path, *, threads: bool = False) -> Workspace:
    workspace = Workspace.open(folder / "workspace", threads=threads)
    for number, account in enumerate(ACCOUNTS):
        client = Client(id=ClientId(f"client{number // 2}"), name=f"Client {number // 2}", colour="#336699")
        workspace.save_client(client).result()
        workspace.save_account(
            Account(id=account, client=client.id, platform="facebook", name=account, base_url="https://example.org")
        ).result()
    return workspace


def measure_ingest() -> None:
    """Rows a second into fresh files, then the same rows again, three rounds of each in turn."""
    rows = list(comments(ACCOUNTS[0], 0, 30_000))
    ways = {"bare executemany": bare, "this store": ours, "sqlite-utils upsert_all, FTS triggers": upsert_all}
    first: dict[str, list[float]] = {name: [] for name in ways}
    again: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(3):
        for name, way in ways.items():
            with TemporaryDirectory() as folder:
                save = way(Path(folder), rows)
                first[name].append(len(rows) / cpu(save))
                again[name].append(len(rows) / cpu(save))
    print("Taking comments in                        new/s   bare/this   the same again/s")
    for name in ways:
        new, same = median(first[name]), median(again[name])
        print(f"  {name:38} {new:8.0f} {median(first['bare executemany']) / new:8.1f} x {same:15.0f}")


def measure_waits() -> None:
    """How long a user's act takes while a fetch of ten thousand comments is being kept."""
    with TemporaryDirectory() as folder:
        workspace = prepared(Path(folder), threads=True)
        batch = comments(ACCOUNTS[0], 0, 10_000)
        slow = workspace.save_batch(ACCOUNTS[0], Batch(comments=batch), judged(batch), rules="1", at=START)
        waits = []
        while not slow.done():
            start = time.perf_counter()
            workspace.decide([batch[0]], Decision.DISMISSED, START).result()
            waits.append((time.perf_counter() - start) * 1000)
        workspace.close()
    waits.sort()
    print(f"A user's act meanwhile (wall)          median {median(waits):.0f} ms, longest {waits[-1]:.0f} ms")


def measure_lists(rows: int) -> None:
    """Pages, lists and counts over that many rows."""
    with TemporaryDirectory() as folder:
        workspace = prepared(Path(folder))
        print(f"Filling {rows} rows                    {rows / cpu(lambda: fill(workspace, 0, rows)):8.0f} rows/s")
        reader = workspace.reader()
        for line, milliseconds in readings(reader):
            print(f"  {line:52} {milliseconds:9.2f} ms")
        deep_pages(reader, Path(folder, "workspace", "cache.db"))
        reader.close()
        workspace.close()
        size = Path(folder, "workspace", "cache.db").stat().st_size
        print(f"  cache.db takes {size / 2**20:.0f} MiB")


def readings(reader: Reader) -> Iterator[tuple[str, float]]:
    """What the window asks, the median of five."""
    lists = {f"first page, {order}": Query(order=order) for order in Order} | {
        "first page, one client": Query(client=ClientId("client1")),
        "first page, one account": Query(account=ACCOUNTS[3]),
        "first page, urgent": Query(queue=Queue.URGENT),
        "first page, one category": Query(category=Category.INSULT),
        "first page, a rare word": Query(search=WORDS[4321]),
        "first page, two common words": Query(search=f"{WORDS[5]} {WORDS[7]}"),
    }
    for name, query in lists.items():
        yield name, median_ms(lambda query=query: reader.page(query))  # type: ignore[misc]
    everything = reader.handles(Query())
    yield f"all {len(everything)} handles", median_ms(lambda: reader.handles(Query()))
    some = [Handle(handle) for handle in everything[len(everything) // 2 :][:64]]
    yield "64 rows by handle", median_ms(lambda: reader.rows(some))
    yield "all counts", median_ms(reader.counts)


def deep_pages(reader: Reader, cache: Path) -> float:
    """A page nine tenths down the list of everything: by its mark, by OFFSET, the keys alone both ways; beside the first."""
    query = Query(queue=Queue.ALL, order=Order.NEWEST)
    depth = len(reader.handles(query)) * 9 // 10
    asked, order = "SELECT created_at, id FROM comment", "ORDER BY created_at DESC, id DESC LIMIT 50"
    with closing(sqlite3.connect(cache)) as db:
        place = db.execute(f"{asked} {order} OFFSET ?", (depth,)).fetchone()
        offset = median_ms(lambda: db.execute(f"{asked} {order} OFFSET ?", (depth,)).fetchall())
        keyset = median_ms(lambda: db.execute(f"{asked} WHERE (created_at, id) < (?, ?) {order}", place).fetchall())
    first, deep = median_ms(lambda: reader.page(query)), median_ms(lambda: reader.page(query, after=mark(place)))
    print(f"  page at row {depth:,}: {deep:.2f} ms, {deep / first:.1f} x the first page")
    print(f"  its keys alone: {keyset:.3f} ms, by OFFSET {offset:.1f} ms, {offset / keyset:.0f} x")
    return deep / first


def median_ms(act: Callable[[], object]) -> float:
    return median(cpu(act) for _ in range(5)) * 1000


def main() -> None:
    """Print the tables."""
    measure_ingest()
    measure_waits()
    measure_lists(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)


if __name__ == "__main__":
    main()
