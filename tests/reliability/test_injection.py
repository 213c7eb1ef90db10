"""No text is taken for a statement: not by the search, not by a filter, not by a file that is imported."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cm_desktop.store.workspace import Workspace
from tests.reliability.injection import INJECTION, injected, ready, schema
from tests.store.samples import add_accounts, comment, save


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    workspace = Workspace.open(tmp_path / "workspace", threads=False)
    add_accounts(workspace)
    save(workspace, comment("c1"), judged={})
    workspace.close()
    return tmp_path / "workspace"


def test_no_text_is_a_statement(capsys: pytest.CaptureFixture[str]) -> None:
    total = INJECTION.total()
    with capsys.disabled():
        print(f"\ninjection: {dict(total)}")
    assert not INJECTION.broken(total), total
    assert {total[what] for what in ("texts", "kept", "looked for", "pasted")} == {INJECTION.short}
    assert total["imported"] > INJECTION.short // 2
    assert total["with a NUL"] >= 10
    assert total["with a surrogate"] >= 10


def test_the_same_texts_break_a_search_that_hands_them_on_raw(filled: Path) -> None:
    with closing(sqlite3.connect(filled / "cache.db")) as cache:
        table = cache.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'").fetchone()[0]
        refused = sum(_is_refused(cache, table, injected(seed)) for seed in range(60))
    assert refused >= 20


def test_the_same_texts_break_a_statement_that_is_put_together_and_that_is_seen(filled: Path) -> None:
    before = schema(filled)
    with closing(sqlite3.connect(filled / "cache.db")) as cache:
        cache.executescript("SELECT '{}'".format("'; CREATE TABLE taken (a); --"))
    assert schema(filled) != before


def test_a_text_that_comes_back_otherwise_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(workspace: Workspace, *comments: object, **given: object) -> int:
        return save(workspace, comment("c2", text="cut"), judged={})

    monkeypatch.setattr("tests.reliability.injection.save", cut)
    with ready() as run:
        assert INJECTION.broken(run(2))


def _is_refused(cache: sqlite3.Connection, table: str, text: str) -> bool:
    try:
        asked = text.encode("utf-8", "replace").decode()
        cache.execute(f"SELECT 1 FROM {table} WHERE {table} MATCH ?", (asked,)).fetchall()
    except sqlite3.Error:
        return True
    return False
