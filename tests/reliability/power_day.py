"""A moderator's day at the store: acts told by a seed, one after the other, and comments that come in meanwhile.

What stands after each act is told by another workspace on which the same day is spent. May not assert anything.
"""

import json
import os
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from cm_desktop.domain.actions import Decision, EditReply, Hide, Like, WriteReply
from cm_desktop.domain.comments import Account, AccountId, Batch, Client, ClientId, Comment, CommentRef, RemoteId
from cm_desktop.domain.departure import supersedes
from cm_desktop.domain.errors import AuthExpired, RateLimited
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.outbox import NEXT, Entry, State, cancel, claim, hold, refuse, sent
from cm_desktop.domain.rules import Mistake
from cm_desktop.domain.verdicts import Category, RuleId, Verdict
from cm_desktop.store.cells.sealed import find
from cm_desktop.store.cells.sql import IS_LIVE
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BAKERY, BANK, BLOG, BRANCH, CLIENT_OF, NOW, SHOP, comment, entry, ref, verdict

Act = Callable[[Workspace], object]
SEALED = ("client", "account", "outbox", "kept", "decision", "draft", "frozen", "setting", "mistake")
CLIENTS = (BAKERY, BANK)
IN_A_BATCH = 12
COUNTED = "SELECT client, triage, severity, draft, count(*) FROM comment GROUP BY 1, 2, 3, 4"
TEXTS = ("Bonjour", "Votre pain est immangeable 😡", "ΣΊΣΥΦΟΣ \ud83d seul", "x" * 3000, "a\x00b", "Merci !")


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """An act while a fetch is being kept."""

    act: Act
    batch: Batch
    judged: Mapping[CommentRef, tuple[Verdict, str]]
    at: datetime

    def fetch(self, workspace: Workspace) -> Future[int]:
        return workspace.save_batch(SHOP, self.batch, self.judged, rules="1", at=self.at)

    def __call__(self, workspace: Workspace) -> None:
        kept = self.fetch(workspace)
        self.act(workspace)
        if not workspace._writer._thread:
            kept.result()


def day(seed: int, length: int) -> Iterator[Act]:
    """So many acts, each of which returns once it is acknowledged. The same ones at every call."""
    chance = random.Random(seed)
    alive: list[Entry] = []
    yield from map(_client, CLIENTS)
    yield from map(_account, CLIENT_OF)
    for number in range(length - len(CLIENTS) - len(CLIENT_OF)):
        yield _with_comments(_act(chance, number, alive), chance, number)


def spend(folder: Path, seed: int, length: int, *, times_open: int = 2) -> None:
    """Spend it, saying after each act how many were acknowledged; the workspace is closed and opened on the way."""
    acts = list(day(seed, length))
    workspace = Workspace.open(folder)
    for number, act in enumerate(acts):
        if number and number % (length // times_open + 1) == 0:
            workspace.close()
            workspace = Workspace.open(folder)
        act(workspace)
        os.write(sys.stdout.fileno(), b"told %d" % (number + 1))
    workspace.close()


def go_on(folder: Path, seed: int, length: int, *, done: int, more: int) -> None:
    """Start again after so many acts of it: fetch what the cache did not keep, then act some more, each said as before."""
    acts = list(day(seed, length))
    workspace = Workspace.open(folder, threads=False)
    os.write(sys.stdout.fileno(), b"told %d" % done)
    reached = _cursor(workspace._connections[1])
    for act in acts[:done]:
        if isinstance(act, Busy) and int(act.batch.cursor or 0) > reached:
            act.fetch(workspace).result()
    for number, act in enumerate(acts[done : done + more], done):
        act(workspace)
        os.write(sys.stdout.fileno(), b"told %d" % (number + 1))
    workspace.close()


def states(folder: Path, seed: int, length: int) -> list[str]:
    """What work.db tells before the first act, and after each."""
    workspace = Workspace.open(folder, threads=False)
    told = [work_told(workspace)]
    for act in day(seed, length):
        act(workspace)
        told.append(work_told(workspace))
    workspace.close()
    return told


def work_told(workspace: Workspace) -> str:
    """All rows of work.db, each checked against its seal, but for the workspace's own name and the time of a line."""
    work = workspace._connections[0]
    rows = {table: [list(row) for row in find(work, table, "ORDER BY 1, 2")] for table in SEALED}
    rows["setting"] = [row for row in rows["setting"] if row[0] != "workspace"]
    rows["journal"] = [[line[0], *line[2:]] for line in find(work, "journal", "ORDER BY number")]
    return json.dumps(rows, default=repr)


def is_whole(workspace: Workspace) -> bool:
    """Whether SQLite finds both files whole, the index of words too."""
    answers = [db.execute("PRAGMA integrity_check").fetchall() for db in workspace._connections]
    workspace._connections[1].execute("INSERT INTO search (search) VALUES ('integrity-check')")
    return answers == [[("ok",)]] * 2


def is_in_step(workspace: Workspace) -> bool:
    """Whether cache.db tells what follows from work.db and from what was fetched, and no fetch is left out."""
    work, cache = workspace._connections
    told = [
        (work, "SELECT coalesce(max(number), 0) FROM journal", cache, "SELECT number FROM applied"),
        (work, f"SELECT id, state FROM outbox WHERE {IS_LIVE}", cache, "SELECT id, state FROM pending"),
        (cache, COUNTED, cache, "SELECT * FROM tally WHERE number <> 0"),
    ]
    same = all(set(here.execute(one)) == set(there.execute(other)) for here, one, there, other in told)
    return same and _nothing_skipped(cache) and _as_derived_anew(workspace, cache)


def _nothing_skipped(cache: sqlite3.Connection) -> bool:
    """Where the next fetch goes on, all that came before is there."""
    names = {name for (name,) in cache.execute("SELECT remote_id FROM comment WHERE account = ?", (SHOP,))}
    return fetched(_cursor(cache)) <= names


def _cursor(cache: sqlite3.Connection) -> int:
    """The last batch that was kept; below zero where none was."""
    row = cache.execute("SELECT cursor FROM sync WHERE account = ? AND cursor IS NOT NULL", (SHOP,)).fetchone()
    return -1 if row is None else int(row[0])


def _as_derived_anew(workspace: Workspace, cache: sqlite3.Connection) -> bool:
    what = "SELECT id, client, triage, draft FROM comment ORDER BY id"
    before = cache.execute(what).fetchall()
    cache.execute("UPDATE applied SET workspace = ''")
    workspace._cache.catch_up()
    return before == cache.execute(what).fetchall()


def fetched(upto: int) -> set[str]:
    """The comments of the batches up to this one."""
    return {f"c{name}" for number in range(upto + 1) for name in _names(number)}


def _names(number: int) -> range:
    """A batch brings some anew, and some that were there."""
    return range(number * IN_A_BATCH // 2, number * IN_A_BATCH // 2 + IN_A_BATCH)


def _client(name: ClientId) -> Act:
    client = Client(id=name, name=name.title(), colour="#336699")
    return lambda workspace: workspace.save_client(client).result()


def _account(name: AccountId) -> Act:
    platform, _, rest = name.partition(":")
    account = Account(id=name, client=CLIENT_OF[name], platform=platform, name=rest, base_url="https://example.org")
    return lambda workspace: workspace.save_account(account).result()


def _with_comments(act: Act, chance: random.Random, number: int) -> Act:
    """A fetch is being kept while the moderator acts."""
    brings = [comment(f"c{name}", text=f"{chance.choice(TEXTS)} {number}") for name in _names(number)]
    judged = {one.ref: (verdict(chance.choice(list(Category))), one.text.lower()) for one in brings}
    at = NOW + timedelta(minutes=number)
    batch = Batch(comments=tuple(replace(one, read_at=at) for one in brings), cursor=str(number))
    return Busy(act=act, batch=batch, judged=judged, at=at)


def _act(chance: random.Random, number: int, alive: list[Entry]) -> Act:
    about = comment(f"c{chance.randrange(40)}", account=chance.choice((SHOP, SHOP, BLOG)), text=chance.choice(TEXTS))
    at, text, decision = NOW + timedelta(minutes=number), chance.choice(("", *TEXTS)), chance.choice([*Decision])
    match chance.randrange(12):
        case 0 | 1 | 2:
            return _new_row(chance, number, about, alive)
        case 3 | 4 | 5 if alive:
            return _next_state(chance, alive)
        case 6 | 3:
            return lambda workspace: workspace.decide([about], decision, at).result()
        case 7 | 4:
            return lambda workspace: workspace.save_draft(about.ref, text, at).result()
        case 8:
            # Not all sending: then no row may begin to leave, and this day does not look which do.
            return lambda workspace: workspace.halts.pause_reading(number % 2 == 0).result()
        case 9:
            return lambda workspace: workspace.freeze(BRANCH, AuthExpired("expired").trouble(), None).result()
        case 10:
            mistake = Mistake(ref=ref("c1"), rule=RuleId("a rule"), passage=f"passage {number}", at=at)
            return lambda workspace: workspace.mistakes.note(mistake).result()
        case _:
            return lambda workspace: workspace.tell_journal(Deed.PACK_SAVED, f"pack {number}").result()


def _new_row(chance: random.Random, number: int, about: Comment, alive: list[Entry]) -> Act:
    action = chance.choice((Hide(), Like(), WriteReply(chance.choice(TEXTS)), EditReply("Corrigé")))
    row = entry(about, action, name=f"act-{number:04}", seconds=number)
    alive[:] = [earlier for earlier in alive if not supersedes(row, earlier)]
    alive.append(row)
    return lambda workspace: workspace.add_entries([row], about, forget_draft=True).result()


def _next_state(chance: random.Random, alive: list[Entry]) -> Act:
    """One row goes one step on."""
    place = chance.randrange(len(alive))
    was = alive[place]
    now = _moved(was, chance)
    alive[place] = now
    if not NEXT[now.state]:
        del alive[place]
    return lambda workspace: workspace.change_entry(was, now).result()


def _moved(was: Entry, chance: random.Random) -> Entry:
    match was.state:
        case State.QUEUED:
            claimed = claim(was, now=NOW, baseline=[RemoteId("b")])
            return chance.choice((claimed, claimed, hold(was, AuthExpired()), cancel(was)))
        case State.SENDING:
            done = sent(was, RemoteId(f"reply to {was.id}"))
            return chance.choice((done, done, refuse(was, RateLimited()), replace(was, state=State.UNCERTAIN)))
        case _:
            return cancel(was)
