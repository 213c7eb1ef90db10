"""The work is damaged, and brought back from a terminal."""

import json
from pathlib import Path

import pytest

from cm_desktop.practice import PracticePlatform
from tests.journeys.conftest import Terminal
from tests.journeys.test_terminal import connect

pytestmark = pytest.mark.e2e


def test_damaged_work_is_brought_back_and_nothing_leaves_by_itself(
    terminal: Terminal, practice: PracticePlatform, tmp_path: Path
) -> None:
    connect(terminal, practice)
    token = practice.pages[0].token
    terminal("sync", secret=token)
    (row,) = terminal("queue", "--json", "--limit", "1").document["rows"]
    assert terminal("act", "hide", row["id"], "--delay", "0").status == 0
    (workspace,) = {path.parent for path in tmp_path.rglob("work.db")}
    for copy in (workspace / "backups").iterdir():
        copy.unlink()  # made at the first command, an hour has not gone by
    assert terminal("outbox", "list").status == 0
    (workspace / "work.db").write_bytes(b"Bonjour")

    refused = terminal("outbox", "send", secret=token)
    assert refused.status == 1
    assert "restore" in refused.err
    listed = terminal("restore", "--json").document
    assert [copy["whole"] for copy in listed] == [False, True]
    assert "abîmé" in terminal("restore", "--language", "fr").out
    assert terminal("restore", "work-20200101T000000Z").status == 1

    restored = terminal("restore", "last")
    assert restored.status == 0, restored.err
    assert "work.db.aside-1" in restored.out
    assert (workspace / "work.db.aside-1").read_bytes() == b"Bonjour"
    terminal("outbox", "send", secret=token)
    (waiting,) = json.loads(terminal("outbox", "list", "--json").out)
    assert waiting["state"] == "held"
    assert not practice.log


def test_where_no_copy_is_good_it_is_said_what_to_do_and_that_helps(
    terminal: Terminal, practice: PracticePlatform, tmp_path: Path
) -> None:
    connect(terminal, practice)
    (workspace,) = {path.parent for path in tmp_path.rglob("work.db")}
    assert "renommez" not in terminal("restore", "--language", "fr").err
    for copy in (workspace / "backups").iterdir():
        copy.unlink()
    (workspace / "work.db").write_bytes(b"Bonjour")
    for words in (("restore",), ("restore", "last")):
        assert "renommez son dossier" in terminal(*words, "--language", "fr").err
    workspace.rename(tmp_path / "aside")
    assert terminal("accounts", "list").status == 0
