"""A damaged work.db is refused and left as it is; a damaged cache.db is put aside and made anew."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cm_desktop.domain.errors import Damaged, NotFound
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.store.disk.files import CACHE, WORK
from cm_desktop.store.disk.lock import hold
from cm_desktop.store.workspace import Workspace
from tests.store.harm import (
    cut_by_one_page,
    cut_short,
    emptied,
    everything,
    header_kept,
    plain_text,
    random_bytes,
    refused,
)
from tests.store.samples import comment


@pytest.mark.parametrize("harm", [emptied, cut_short, cut_by_one_page, random_bytes, plain_text, header_kept])
def test_a_damaged_work_file_is_refused(filled: Path, harm: Callable[[Path], None]) -> None:
    harm(filled / WORK.name)
    assert refused(filled, Damaged).path == filled / WORK.name


@pytest.mark.parametrize("harm", [emptied, cut_short, cut_by_one_page, random_bytes, plain_text, header_kept])
def test_a_damaged_cache_is_made_anew_and_the_old_one_kept_beside(filled: Path, harm: Callable[[Path], None]) -> None:
    harm(filled / CACHE.name)
    before = everything(filled)
    workspace = Workspace.open(filled, threads=False)
    with closing(workspace.reader()) as reader:
        assert reader.page(Query(queue=Queue.ALL)).rows == ()
        assert len(reader.entries()) == 60
    workspace.close()
    after = everything(filled)
    assert after["cache.db.damaged"] == before[CACHE.name]
    assert after[WORK.name] == before[WORK.name]


def test_a_damaged_cache_is_left_to_the_window_that_works_on_it(filled: Path) -> None:
    random_bytes(filled / CACHE.name)
    with hold(filled, "window"):
        assert refused(filled, Damaged).path == filled / CACHE.name


def test_a_cache_in_which_damage_was_met_is_made_anew_at_the_next_opening(filled: Path) -> None:
    with closing(sqlite3.connect(filled / CACHE.name)) as db, db:
        db.execute("UPDATE comment SET visibility = 'gone away'")
    workspace = Workspace.open(filled, threads=False)
    with closing(workspace.reader()) as reader:
        for _ in range(2):
            with pytest.raises(Damaged):
                reader.row(comment("c1").ref)
    workspace.close()
    again = Workspace.open(filled, threads=False)
    with closing(again.reader()) as reader, pytest.raises(NotFound):
        reader.row(comment("c1").ref)
    again.close()
    assert not (filled / "cache.db-doubted").exists()


def test_a_cache_in_which_a_rows_place_is_taken_is_made_anew(filled: Path) -> None:
    """Its indexes no longer tell what its tables hold: what follows from work.db then finds its place taken."""
    with closing(sqlite3.connect(filled / CACHE.name)) as db, db:
        db.execute("UPDATE pending SET comment = 'elsewhere'")
        db.execute("UPDATE applied SET number = 0")
    Workspace.open(filled, threads=False).close()
    assert (filled / "cache.db.damaged").exists()
    with closing(sqlite3.connect(filled / CACHE.name)) as db:
        assert db.execute("SELECT count(*) FROM pending WHERE comment <> 'elsewhere'").fetchone() == (60,)


def test_a_row_whose_seal_is_wrong_is_looked_for_at_the_next_opening_once_it_was_met(filled: Path) -> None:
    with closing(sqlite3.connect(filled / WORK.name)) as db, db:
        db.execute("UPDATE outbox SET payload = '{}x' WHERE id = 'act-7'")
    workspace = Workspace.open(filled, threads=False)  # quick: every row is read by whoever wants it
    with closing(workspace.reader()) as reader, pytest.raises(Damaged):
        reader.entries()
    workspace.close()
    assert refused(filled, Damaged).path == filled / WORK.name


def test_a_doubt_that_was_mistaken_is_forgotten(filled: Path) -> None:
    (filled / "work.db-doubted").touch()
    Workspace.open(filled, threads=False).close()
    assert not (filled / "work.db-doubted").exists()
