"""The journal of one comment is found by its index, each line checked; older files are given the index."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cm_desktop.domain.actions import Decision
from cm_desktop.domain.errors import Damaged
from cm_desktop.domain.journal import Deed
from cm_desktop.store.disk.files import WORK
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import NOW, comment, entry, ref, save

PLAN = "EXPLAIN QUERY PLAN SELECT * FROM journal WHERE account = 'a' AND comment = 'c' ORDER BY number"


def plan(file: Path) -> str:
    with closing(sqlite3.connect(file)) as db:
        return " ".join(row[3] for row in db.execute(PLAN))


def test_the_lines_of_one_comment_are_told_in_their_order(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"), comment("c2"))
    workspace.add_entries([entry(comment("c1"))], comment("c1")).result()
    workspace.decide([comment("c1"), comment("c2")], Decision.DISMISSED, NOW).result()
    lines = reader.past.lines(ref("c1"))
    assert [(line.deed, line.entry, line.detail) for line in lines] == [
        (Deed.ACT_ADDED, "act-1", "hide queued"),
        (Deed.DECIDED, None, "dismissed"),
    ]
    assert reader.past.lines(ref("nowhere")) == ()


def test_a_line_that_another_hand_changed_is_not_believed(folder: Path, workspace: Workspace, reader: Reader) -> None:
    workspace.decide([comment("c1")], Decision.DISMISSED, NOW).result()
    with closing(sqlite3.connect(folder / WORK.name)) as db, db:
        assert db.execute("UPDATE journal SET detail = 'reopened' WHERE comment = 'c1'").rowcount == 1
    with pytest.raises(Damaged):
        reader.past.lines(ref("c1"))


def test_an_older_file_is_given_the_index(folder: Path, workspace: Workspace) -> None:
    workspace.close()
    with closing(sqlite3.connect(folder / WORK.name)) as db, db:
        db.execute("DROP INDEX journal_of_comment")
        db.execute("PRAGMA user_version = 8")
    assert "journal_of_comment" not in plan(folder / WORK.name)
    Workspace.open(folder, threads=False).close()
    assert "journal_of_comment" in plan(folder / WORK.name)
