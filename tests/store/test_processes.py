"""Two processes on one workspace, and processes that die where it hurts."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.errors import Damaged, EntryMoved
from cm_desktop.domain.outbox import EntryId, State, cancel
from cm_desktop.domain.queue import Query, Queue, Triage
from cm_desktop.store.cache import SLICE
from cm_desktop.store.copies.restoring import copies, restore
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.another_program import journal
from tests.store.processes import ACT_AND_DIE_BETWEEN_THE_COMMITS, KILLED, run, start
from tests.store.samples import BLOG, BRANCH, NOW, SHOP, add_accounts, comment, entry, ref, save
from tests.store.steps import look_around, moved

T = TypeVar("T")

C1 = comment("c1")
HIDE = entry(C1, Hide())


def reader_of(workspace: Workspace, ask: Callable[[Reader], T]) -> T:
    """One answer from a reader of its own."""
    with closing(workspace.reader()) as reader:
        return ask(reader)


def intact(workspace: Workspace) -> bool:
    """Whether SQLite finds both files whole."""
    answers = []
    for name in ("work.db", "cache.db"):
        with closing(sqlite3.connect(workspace.folder / name)) as db:
            answers.append(db.execute("PRAGMA integrity_check").fetchone())
    return answers == [("ok",)] * 2


def test_an_act_whose_process_died_between_the_two_commits_is_there_at_the_next_start(with_comment: Workspace) -> None:
    folder = with_comment.folder
    with_comment.close()
    assert run(folder, ACT_AND_DIE_BETWEEN_THE_COMMITS)[0] == KILLED
    with closing(sqlite3.connect(folder / "cache.db")) as db:
        assert db.execute("SELECT triage FROM comment").fetchall() == [("todo",)]  # the cache was not told
    again = Workspace.open(folder, threads=False)
    with closing(again.reader()) as reader:
        assert reader.entries() == (HIDE,)
        assert reader.row(C1.ref).triage is Triage.OUTGOING
        assert reader.row(C1.ref).pending == (HIDE,)
    assert intact(again)
    again.close()


def test_a_process_that_dies_in_the_middle_of_a_commit_leaves_the_row_as_it_was(with_comment: Workspace) -> None:
    with_comment.add_entries([HIDE], C1).result()
    body = """
workspace = Workspace.open(folder, threads=False)
work.Work._log_entry = die
row = entry(comment("c1"))
from cm_desktop.domain.outbox import cancel
workspace.change_entry(row, cancel(row))
"""
    assert run(with_comment.folder, body)[0] == KILLED
    with closing(with_comment.reader()) as reader:
        assert reader.entry(HIDE.id) == HIDE
    with_comment.change_entry(HIDE, cancel(HIDE)).result()
    assert intact(with_comment)


def test_a_batch_cut_short_by_death_is_fetched_again(with_comment: Workspace, reader: Reader) -> None:
    body = f"""
workspace = Workspace.open(folder, threads=False)
workspace._writer.serve_urgent = die
save(workspace, *(comment(f"new{{number}}") for number in range({SLICE} + 1)), cursor="further")
"""
    assert run(with_comment.folder, body)[0] == KILLED
    assert reader.cursor(SHOP) is None
    assert len(reader.handles(Query())) == 1 + SLICE
    assert save(with_comment, *(comment(f"new{number}") for number in range(SLICE + 1)), cursor="further") == 1
    assert (reader.cursor(SHOP), len(reader.handles(Query()))) == ("further", 2 + SLICE)
    assert intact(with_comment)


def test_a_row_moved_by_another_process_stays_moved(with_comment: Workspace) -> None:
    with_comment.add_entries([HIDE], C1).result()
    body = """
from cm_desktop.domain.outbox import cancel
workspace = Workspace.open(folder)
row = entry(comment("c1"))
workspace.change_entry(row, cancel(row)).result()
workspace.close()
"""
    assert run(with_comment.folder, body) == (0, "")
    with pytest.raises(EntryMoved):
        with_comment.change_entry(HIDE, cancel(HIDE)).result()


def test_two_processes_write_side_by_side_and_lose_nothing(threaded: Workspace) -> None:
    body = """
workspace = Workspace.open(folder)
print("ready", flush=True)
sys.stdin.readline()
for number in range(40):
    one = comment(f"theirs{number}")
    save(workspace, one)
    workspace.add_entries([entry(one, name=f"theirs {number}")], one).result()
workspace.close()
"""
    with start(threaded.folder, body) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == "ready\n"
        other.stdin.write("go\n")
        other.stdin.flush()
        for number in range(40):
            one = comment(f"ours{number}")
            save(threaded, one)
            threaded.add_entries([entry(one, name=f"ours {number}")], one).result()
        _printed, errors = other.communicate(timeout=60)
    assert (other.returncode, errors) == (0, "")
    look_around(threaded)
    with closing(threaded.reader()) as reader:
        assert len(reader.entries()) == 80
        assert len(reader.handles(Query(queue=Queue.OUTGOING))) == 80
        assert reader.counts().queues[Queue.OUTGOING] == 80
        lines = [line["number"] for line in journal(threaded)]
        assert lines == list(range(1, len(lines) + 1))
    assert intact(threaded)


def test_killed_again_and_again_it_keeps_every_act_it_had_acknowledged(threaded: Workspace) -> None:
    body = """
workspace = Workspace.open(folder)
first = len(workspace.reader().entries(states=set(State)))
for number in range(first, 10_000):
    one = comment(f"c{number}")
    save(workspace, one)
    workspace.add_entries([entry(one, name=f"act-{number}")], one).result()
    print(number, flush=True)
"""
    acknowledged = 0
    for kills in range(1, 6):
        with start(threaded.folder, f"from cm_desktop.domain.outbox import State\n{body}") as other:
            assert other.stdout
            for _ in range(3 * kills):
                acknowledged = int(other.stdout.readline())
            other.kill()
    look_around(threaded)
    with closing(threaded.reader()) as reader:
        kept = {row.id for row in reader.entries(states=set(State))}
        assert {EntryId(f"act-{number}") for number in range(acknowledged + 1)} <= kept
        assert reader.counts().queues[Queue.OUTGOING] == len(kept) == len(reader.handles(Query(queue=Queue.OUTGOING)))
    assert intact(threaded)


def test_a_cache_thrown_away_fills_again_and_knows_what_was_done(with_comment: Workspace) -> None:
    with_comment.add_entries([HIDE], C1).result()
    with_comment.save_draft(ref("c2"), "brouillon", NOW).result()
    with_comment.close()
    (with_comment.folder / "cache.db").unlink()
    again = Workspace.open(with_comment.folder, threads=False)
    with closing(again.reader()) as reader:
        assert (reader.cursor(SHOP), len(reader.accounts())) == (None, 3)
        assert sum(reader.counts().queues.values()) == 0
        assert reader.kept_comment(C1.ref) == C1
        save(again, C1, comment("c2"))
        assert reader.row(C1.ref).pending == (HIDE,)
        assert reader.row(ref("c2")).draft
    again.close()


def test_a_cache_of_another_work_file_is_not_believed(with_comment: Workspace, tmp_path: Path) -> None:
    with_comment.add_entries([HIDE], C1).result()
    lines = len(journal(with_comment))
    with_comment.close()
    other = Workspace.open(tmp_path / "other", threads=False)
    add_accounts(other)
    other.remove_account(BLOG).result()
    for _ in range(lines):
        other.halts.suspend(True).result()
    other.close()
    shutil.copy(other.folder / "work.db", with_comment.folder / "work.db")
    again = Workspace.open(with_comment.folder, threads=False)
    assert reader_of(again, lambda reader: reader.row(C1.ref).triage) is Triage.TODO
    assert reader_of(again, lambda reader: reader.counts().queues[Queue.OUTGOING]) == 0
    assert {line.account for line in reader_of(again, lambda reader: reader.freshness())} == {SHOP, BRANCH}
    again.close()


def test_a_cache_without_its_work_file_empties(with_comment: Workspace) -> None:
    with_comment.close()
    (with_comment.folder / "work.db").unlink()
    again = Workspace.open(with_comment.folder, threads=False)
    assert reader_of(again, lambda reader: reader.counts().clients) == {}
    assert reader_of(again, lambda reader: len(reader.handles(Query()))) == 0
    again.close()


def test_an_older_copy_of_the_work_file_put_there_by_hand_is_not_taken_for_it(with_comment: Workspace) -> None:
    """What left meanwhile would leave again."""
    folder = with_comment.folder
    with_comment.add_entries([HIDE], C1).result()
    with_comment.close()
    older = (folder / "work.db").read_bytes()
    later = Workspace.open(folder, threads=False)
    moved(later, HIDE, to=State.SENT)
    later.close()
    (folder / "work.db").write_bytes(older)
    with pytest.raises(Damaged) as raised:
        Workspace.open(folder, threads=False)
    assert raised.value.path == folder / "work.db"
    itself = copies(folder)[0]
    assert itself.whole
    restored = restore(folder, itself, NOW)
    assert (restored.held, restored.asking) == (1, 0)
    again = Workspace.open(folder, threads=False)
    with closing(again.reader()) as reader:
        assert [entry.state for entry in reader.row(C1.ref).pending] == [State.HELD]
    again.close()
