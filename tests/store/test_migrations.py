"""Files of an older version come up to date, step by step, wholly or not at all."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from cm_desktop.domain.actions import Decision
from cm_desktop.domain.queue import Freshness, Query, Queue, Triage
from cm_desktop.store.databases.schema_cache import STEPS as CACHE_STEPS
from cm_desktop.store.databases.schema_cache import tell_of_many_at_once
from cm_desktop.store.databases.schema_work import STEPS as WORK_STEPS
from cm_desktop.store.disk.files import CACHE, WORK, DatabaseFile, open_writing, writing
from cm_desktop.store.disk.migrations import Step, _take, migrate, version
from cm_desktop.store.workspace import Workspace
from tests.store.samples import NOW, SHOP, add_accounts, comment, ref, save

EVERY = pytest.mark.parametrize(("file", "steps"), [(WORK, WORK_STEPS), (CACHE, CACHE_STEPS)], ids=["work", "cache"])


def add_a_table(db: Database) -> None:
    db.table("added").create({"id": int}, pk="id")


def begin_and_fail(db: Database) -> None:
    db.table("begun").create({"id": int}, pk="id")
    raise ZeroDivisionError


def tables(db: sqlite3.Connection) -> set[str]:
    return {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def schema(db: sqlite3.Connection) -> list[str]:
    return [sql for (sql,) in db.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")]


@EVERY
def test_version_one_takes_the_steps_that_it_lacks(tmp_path: Path, file: DatabaseFile, steps: Sequence[Step]) -> None:
    with closing(open_writing(tmp_path / file.name, file)) as db:
        migrate(db, file, steps[:1])
        assert version(db) == 1
        migrate(db, file, [*steps[:1], add_a_table])
        assert version(db) == 2
        assert "added" in tables(db)
        assert db.execute("PRAGMA application_id").fetchone() == (file.application_id,)


def test_an_up_to_date_file_is_not_touched(tmp_path: Path) -> None:
    with closing(open_writing(tmp_path / WORK.name, WORK)) as db:
        migrate(db, WORK, WORK_STEPS)
        before = db.total_changes, schema(db)
        migrate(db, WORK, WORK_STEPS)
        assert (db.total_changes, schema(db)) == before


def test_a_step_that_fails_leaves_the_file_at_its_version(tmp_path: Path) -> None:
    with closing(open_writing(tmp_path / WORK.name, WORK)) as db:
        migrate(db, WORK, WORK_STEPS)
        before = schema(db)
        with pytest.raises(ZeroDivisionError):
            migrate(db, WORK, [*WORK_STEPS, begin_and_fail])
        assert (version(db), schema(db)) == (len(WORK_STEPS), before)
        migrate(db, WORK, [*WORK_STEPS, add_a_table])
        assert "added" in tables(db)


def test_steps_before_a_failing_one_stay_taken(tmp_path: Path) -> None:
    with closing(open_writing(tmp_path / WORK.name, WORK)) as db:
        with pytest.raises(ZeroDivisionError):
            migrate(db, WORK, [*WORK_STEPS, add_a_table, begin_and_fail])
        assert version(db) == len(WORK_STEPS) + 1


def test_a_step_that_another_process_took_meanwhile_is_not_taken_twice(tmp_path: Path) -> None:
    """Under the lock, the version that was seen before it no longer counts."""
    with closing(open_writing(tmp_path / WORK.name, WORK)) as db:
        migrate(db, WORK, [*WORK_STEPS, add_a_table])
        before = schema(db)
        with writing(db):
            _take(db, WORK, [*WORK_STEPS, add_a_table])
        assert (version(db), schema(db)) == (len(WORK_STEPS) + 1, before)


def test_a_workspace_of_version_one_is_read_with_todays_eyes(with_comment: Workspace) -> None:
    folder = with_comment.folder
    with_comment.decide([comment("c1")], Decision.DISMISSED, NOW).result()
    with_comment.note_sync(SHOP, NOW, None).result()
    with_comment.close()
    with closing(sqlite3.connect(folder / CACHE.name, isolation_level=None)) as cache:
        cache.execute("UPDATE comment SET triage = 'todo'")  # as another version may have seen it
        cache.execute("UPDATE sync SET trouble = 'AuthExpired'")
        cache.execute("DROP TABLE call")
        cache.execute("DROP TABLE doubtful")
        cache.execute("PRAGMA user_version = 1")
    with closing(sqlite3.connect(folder / WORK.name, isolation_level=None)) as work:
        work.execute("DROP INDEX outbox_replies")
        work.execute("DROP INDEX outbox_sent")
        work.execute("PRAGMA user_version = 1")
    again = Workspace.open(folder, threads=False)
    with closing(again), closing(again.reader()) as reader:
        assert reader.row(ref("c1")).triage is Triage.DONE
        assert reader.freshness()[0] == Freshness(account=SHOP, read_at=NOW)
    with closing(sqlite3.connect(folder / WORK.name)) as work:
        assert any("outbox_replies" in sql for sql in schema(work))


def test_where_triggers_counted_new_comments_none_is_counted_twice(tmp_path: Path) -> None:
    with closing(open_writing(tmp_path / CACHE.name, CACHE)) as db:
        migrate(db, CACHE, CACHE_STEPS[:13])
        triggers = "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%AFTER INSERT ON comment%'"
        assert db.execute(triggers).fetchone() == (2,)
        tell_of_many_at_once(Database(db))
        tell_of_many_at_once(Database(db))
        assert db.execute(triggers).fetchone() == (0,)
    with closing(Workspace.open(tmp_path, threads=False)) as workspace, closing(workspace.reader()) as reader:
        add_accounts(workspace)
        save(workspace, *(comment(f"c{number}") for number in range(5)))
        save(workspace, comment("c4", text="autrement"), comment("c5"))
        assert reader.counts().queues[Queue.TODO] == len(reader.handles(Query())) == 6


@EVERY
def test_every_table_and_column_is_documented(file: DatabaseFile, steps: Sequence[Step]) -> None:
    documented = (Path(__file__).parents[2] / "docs" / "workspace.md").read_text("utf-8")
    part = documented.split(f"## {file.name}")[1].split("\n## ")[0]
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db, file, steps)
        ours = [name for name in sorted(tables(db)) if not name.startswith(("search_", "sqlite_"))]
        assert len(ours) > 5
        for table in ours:
            paragraph = part.split(f"**{table}**")[1].split("\n\n")[0]
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            assert [column for column in columns if f"`{column}`" not in paragraph] == [], table
